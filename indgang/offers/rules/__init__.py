"""What is decided about offers, as plain Python."""
