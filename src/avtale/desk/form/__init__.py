"""The form of a part of a document, made from the schema: a new field of the schema is in it without a line here."""
