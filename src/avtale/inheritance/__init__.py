"""The document in force: what a file says, what it has from the documents above it, and what amendments changed."""
