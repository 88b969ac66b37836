"""Credentials of staff, reachable only through the sign-in role of the database."""
