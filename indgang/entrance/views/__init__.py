"""The pages of the door: writing to the house, coming in, and sitting down together."""
