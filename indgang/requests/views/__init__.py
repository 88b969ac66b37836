"""The pages of those who ask, of those who are asked, and of the house between them."""
