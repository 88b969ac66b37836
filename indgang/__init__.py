"""Indgang: one open door into help, kept shut by the database itself."""
