"""Persons, organisations, units, memberships and staff sign-in."""
