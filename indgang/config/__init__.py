"""Settings, addresses, servers and the wiring of facts to handlers."""
