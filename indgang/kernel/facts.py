"""News that travels upward: a lower context publishes a fact, a higher one may act on it.

Handlers run at once, in the same transaction and as the same actor, so that a fact and what
follows from it are kept or lost together (docs/decisions/0004). They are wired in one place,
``indgang.config.wiring``.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar


@dataclass(frozen=True)
class Fact:
    """Something that has happened, named in the past tense, carrying ids and never content."""


F = TypeVar("F", bound=Fact)
Handler = Callable[[Any], None]

_handlers: dict[type[Fact], tuple[Handler, ...]] = {}


def wire(table: dict[type[Fact], tuple[Handler, ...]]) -> None:
    """Replace the whole wiring. Called once, by ``config``."""
    _handlers.clear()
    _handlers.update(table)


def publish(fact: Fact) -> None:
    """Tell every wired handler, in the order of the table. A handler's failure undoes the whole change."""
    for handler in _handlers.get(type(fact), ()):
        handler(fact)
