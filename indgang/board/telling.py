"""What open pages of the board are told: figures in words, made once for all who look."""

import json
from collections.abc import Iterable

from django.utils import translation

from indgang.board.queries import Placed, by_key
from indgang.board.wording import figures_of

TOPIC = "board"  # what the database says when something changed, with the offer's id
EVERYBODY = {"da": "board:da", "en": "board:en"}  # no number of people from one to four
EXACT = "board:all"  # for those who work with it: they are told what changed, and fetch it
EVENT = "figures"


def rows_told(found: list[Placed], changed: Iterable[str] | None, language: str) -> str:
    """The figures of what changed, or of everything, by its key: `{"rows": {…}}`."""
    with translation.override(language):
        rooms = by_key(found, changed)
        return json.dumps({"rows": {key: figures_of(room) for key, room in rooms.items()}})


def asked_for(changed: Iterable[str] | None) -> str:
    """What somebody is to fetch through the ordinary door: `{"ask": "id,id"}`, or "" for everything."""
    return json.dumps({"ask": ",".join(sorted(changed or ()))})


def as_event(data: str) -> bytes:
    """One event of a stream. JSON has no line breaks of its own."""
    return f"event: {EVENT}\ndata: {data}\n\n".encode()
