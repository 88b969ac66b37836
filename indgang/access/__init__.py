"""Keys, permissions, the open door and the look-up log, enforced by the database."""
