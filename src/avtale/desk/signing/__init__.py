"""What the page Underskrift does: renders, judges and records what comes in, keeps what the next one signs."""
