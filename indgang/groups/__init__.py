"""What guests run themselves: who opens, who holds the key, what is bought, and the cash book."""
