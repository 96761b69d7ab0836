"""What a demonstration certificate is called. Light on purpose: the command line may import it at no cost."""

from __future__ import annotations

DEMONSTRATION = "DEMO – ikke gyldig"
"""Stands in every demonstration certificate, in its stamp and in the verdict."""
