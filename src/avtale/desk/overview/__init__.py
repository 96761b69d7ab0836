"""What the page Oversikt shows: a row for each version, found out again only where something it depends on has changed."""
