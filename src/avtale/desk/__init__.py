"""The desk: the whole job in a browser, over the same files as the command line (docs/decisions/0043-the-desk.md).

A page is three files of one name: `pages/<page>.py` says what it answers, `templates/desk/<page>.html.jinja` how it
looks, `words/<page>.yaml` what it says in each language. Nothing else need be told of it.
"""
