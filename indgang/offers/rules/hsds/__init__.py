"""The overview in the words of the Human Services Data Specification, both ways. Plain Python."""
