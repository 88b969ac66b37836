"""Reads of the overview, named by what comes back."""
