"""Is it one file, and was nothing added to it but what signing adds? (ISO 32000-1, 7.5.6; EN 319 142-1, 5)

Begin with `structure`."""
