"""Git as the desk uses it: a commit for each act, and a clone of its own that keeps up with where the files come from."""
