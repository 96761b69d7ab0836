"""What stands between a browser and the pages: one file for each danger (docs/en/security.md)."""
