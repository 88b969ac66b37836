"""What a group's members read. Row security lets nobody else find any of it."""

from indgang.groups.queries.book import (
    Book,
    book_of,
    entries_of,
    entry_of,
    month_waiting,
    postings_of,
    purchases_to_enter,
)
from indgang.groups.queries.duties import Duty, duties_of
from indgang.groups.queries.rota import Time, coming_times, turn_at
from indgang.groups.queries.shopping import purchases_of
from indgang.groups.queries.table import (
    Front,
    Table,
    asking_groups,
    chair_in,
    front_of,
    own_groups,
    table_at,
)

__all__ = [
    "Book",
    "Duty",
    "Front",
    "Table",
    "Time",
    "asking_groups",
    "book_of",
    "chair_in",
    "coming_times",
    "duties_of",
    "entries_of",
    "entry_of",
    "front_of",
    "month_waiting",
    "own_groups",
    "postings_of",
    "purchases_of",
    "purchases_to_enter",
    "table_at",
    "turn_at",
]
