"""Pages for three who look for different things: anyone, the house, and the guest himself."""
