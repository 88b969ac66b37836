"""What offers do to people, from tables of your own: estimate, compare and crossed (docs/effects.md)."""

from indgang.effects.commands import arguments, run

__all__ = ["arguments", "run"]
