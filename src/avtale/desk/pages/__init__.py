"""The pages of the desk, one file each: a `PAGE` with what it answers. They are found by their files."""
