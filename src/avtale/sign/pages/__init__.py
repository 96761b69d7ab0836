"""Are the pages what rendering of the embedded source gives? (docs/decisions/0019-a-rendering-is-evidence.md)

Begin with `evidence`."""
