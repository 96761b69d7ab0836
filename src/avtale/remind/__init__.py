"""Telling those who owe something: digests by mail and to channels, and the ledger of what was told."""
