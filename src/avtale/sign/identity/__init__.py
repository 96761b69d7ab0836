"""Whose a key is, and whom one trusts (docs/decisions/0015-who-signs-for-whom.md).

Begin with `binding`."""
