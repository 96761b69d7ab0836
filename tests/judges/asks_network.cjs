// Loaded before a Node program: every attempt to reach a host is written to $ASKED, and fails.
const dns = require("node:dns");
const fs = require("node:fs");
const net = require("node:net");

function refused(what) {
  fs.appendFileSync(process.env.ASKED, `${what}\n`);
  return new Error(`a test tried to reach ${what}`);
}

net.Socket.prototype.connect = function (...given) {
  const [options] = net._normalizeArgs(Array.isArray(given[0]) ? given[0] : given);
  const error = refused(options.path ?? `${options.host}:${options.port}`);
  process.nextTick(() => this.destroy(error));
  return this;
};
for (const name of ["lookup", "resolve", "resolve4", "resolve6"]) {
  dns[name] = (host, ...rest) => process.nextTick(rest.at(-1), refused(host));
  dns.promises[name] = async (host) => {
    throw refused(host);
  };
}
