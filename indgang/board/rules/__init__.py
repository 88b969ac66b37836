"""What the figures of the board mean, as plain Python."""
