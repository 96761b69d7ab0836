"""A document while somebody writes it: the draft that only they see, what is found in it, and how it becomes the file."""
