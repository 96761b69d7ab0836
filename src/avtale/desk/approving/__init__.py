"""What who sends, approves or sends back is shown, and what they are told."""
