"""What a cash book and a rota can be, in plain Python."""
