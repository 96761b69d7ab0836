"""Every code that a finding can have: its severity, its help page, and what it calls wrong and right.

A code is three files in the folder of its theme: `<code>.yaml` with the severity and the two fragments, and
`<code>.nb.md` and `<code>.en.md` with the page, where {wrong} and {right} stand for the fragments. What finds a code is
a rule of that name (`avtale.rules`), or an earlier or later stage.
"""
