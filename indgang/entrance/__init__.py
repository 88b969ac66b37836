"""The door: inquiries, arrivals, welcomes and first conversations."""
