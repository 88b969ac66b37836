"""What is decided about check-ins, as plain Python: instruments, scores, times and curves."""
