"""The same for an HTML page, whose signatures lie beside it (docs/decisions/0016-signed-html.md)."""
