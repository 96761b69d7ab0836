// A provider of OpenID Connect that is not ours: oidc-provider, certified by the OpenID Foundation, which demands PKCE.
// node oidc_provider.mjs MODULES PORT DESK: on http://127.0.0.1:PORT, for a desk at DESK. Who logs in as x is x@eksempel.example.
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'

const [, , modules, port, desk] = process.argv
const require = createRequire(pathToFileURL(`${modules}/x.js`))
const { Provider } = await import(pathToFileURL(require.resolve('oidc-provider')))

const groups = { frida: ['forfattere'], guri: ['godkjennere'] }
const provider = new Provider(`http://127.0.0.1:${port}`, {
  clients: [{
    client_id: 'avtale',
    client_secret: 'hemmelig nok',
    redirect_uris: [`${desk}/login/back`],
    post_logout_redirect_uris: [`${desk}/left`],
    token_endpoint_auth_method: 'client_secret_basic',
  }],
  pkce: { required: () => true },
  acrValues: ['high'],
  claims: { openid: ['sub', 'groups'], profile: ['name'], email: ['email', 'email_verified'], acr: null, sid: null },
  cookies: { keys: ['of the tests alone'] },
  findAccount: (_, id) => ({
    accountId: id,
    claims: () => ({ sub: id, name: `${id[0].toUpperCase()}${id.slice(1)} Eksempel`, email: `${id}@eksempel.example`, email_verified: true, groups: groups[id] ?? [] }),
  }),
})
provider.listen(Number(port), '127.0.0.1', () => console.log('ready'))
