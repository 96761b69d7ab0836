"""What is done to a document: begin it, approve it, give it a new version, end it, and record what was done.

One function a step. Each returns what it would change (`FileChange`) or writes it; nothing here asks or prints.
"""
