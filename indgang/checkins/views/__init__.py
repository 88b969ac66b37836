"""Pages for the guest himself, for the house beside him, and for who decides when to ask."""
