"""Who changed what, append-only, written by the database."""
