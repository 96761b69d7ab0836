"""Sign PDF files for a party and judge the signatures in them (PAdES, EN 319 102-1).

Only this stage touches keys. The parts: `demo` makes demonstration keys,
`credentials` opens a key file, `signing` fills a party's field, `trust` reads
certificates and revocation lists, `verify` gives the verdict, `embedded` reads the
YAML that a PDF carries. pyHanko takes half a second to import, so each part
is imported where it is used.
"""
