"""Plans as they are read."""

from indgang.plans.queries.rights import readable_kinds, writable_kinds

__all__ = ["readable_kinds", "writable_kinds"]
