"""Sign PDF files for a party and judge the signatures in them (PAdES, EN 319 102-1). Only this stage touches keys.

`signing` fills a party's field, `recording` tells the register, `verify` judges. What `verify` asks, each in a place of its own:

1. Can it be read at all, within bounds? (`pdf`)
2. Is it one file, and was nothing added but what signing adds? (`updates`)
3. Does each signature (`signature`) hold, and when was it made? (`validation`, `proven`, `claimed`, `levels`)
4. Is the key the party's? (`identity`)
5. Are the pages what the source inside gives? (`pages`)
6. What comes of all that? (`combine`, into the records of `verdict`)

An HTML page with its signatures beside it goes the same way (`html`). pyHanko takes half a second to import, so each part
is imported where it is used.
"""
