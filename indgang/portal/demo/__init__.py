"""The invented municipality that shows what the house is like on an ordinary day."""
