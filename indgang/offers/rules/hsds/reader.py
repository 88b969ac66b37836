"""A service while it is read: each value as what it should be, or a fault that says it is not."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from indgang.offers.rules.hsds import texts
from indgang.offers.rules.hsds.cleaning import cleaned
from indgang.offers.rules.hsds.ids import term_id
from indgang.offers.rules.hsds.listed import Vocabulary
from indgang.offers.rules.sheet import Fault, Wrong

Json = dict[str, Any]
LONGEST_ID = 200  # characters


@dataclass
class Reader:
    """A service while it is read."""

    told: Json
    words: Vocabulary
    by_id: Mapping[str, tuple[str, str]]
    faults: list[Fault] = field(default_factory=list)
    not_held: Counter[str] = field(default_factory=Counter)

    def text(self, owner: Json, name: str) -> str:
        """The text, cleaned; empty when nothing is said."""
        value = owner.get(name)
        if value is None:
            return ""
        if not isinstance(value, (str, int, float)) or isinstance(value, bool):
            self.faults.append(Fault(name, Wrong.NOT_A_TEXT))
            return ""
        return cleaned(str(value), name, self.faults)

    def rows(self, owner: Json, name: str) -> list[Json]:
        """What is nested, of which there are many."""
        value = owner.get(name)
        if value is None:
            return []
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            self.faults.append(Fault(name, Wrong.NOT_A_TEXT))
            return []
        return value

    def row(self, owner: Json, name: str) -> Json:
        """What is nested, of which there is one."""
        value = owner.get(name)
        if value is not None and not isinstance(value, dict):
            self.faults.append(Fault(name, Wrong.NOT_A_TEXT))
            return {}
        return value or {}

    def whole(self, owner: Json, name: str) -> int | None:
        """A whole number, 0 or more."""
        value = owner.get(name)
        if value is None or value == "":
            return None
        try:
            number = float(value)
            if number == int(number) and 0 <= number < 10**6:
                return int(number)
        except (TypeError, ValueError, OverflowError):
            pass
        self.faults.append(Fault(name, Wrong.NOT_A_NUMBER, str(value)[:40]))
        return None

    def point(self, owner: Mapping[str, Any], name: str, *, most: float = 180) -> float | None:
        """A number on a map."""
        value = owner.get(name)
        if value is None or value == "":
            return None
        try:
            number = float(value)
            if abs(number) <= most:
                return number
        except (TypeError, ValueError, OverflowError):
            pass
        self.faults.append(Fault(name, Wrong.NOT_A_NUMBER, str(value)[:40]))
        return None


def attributes_of(service: Reader, owner: Json) -> tuple[Json, dict[str, str]]:
    """What the terms of our lists say, and the values of our texts."""
    chosen: dict[str, Any] = {}
    values: dict[str, str] = {}
    for attribute in service.rows(owner, "attributes"):
        taxonomy, code = _term(service, attribute)
        if taxonomy == texts.TEXT:
            values[code] = service.text(attribute, "value")
        elif taxonomy in texts.LISTS:
            chosen[taxonomy] = (*chosen.get(taxonomy, ()), code)
        elif taxonomy in texts.YES_NO:
            chosen[taxonomy] = code == "yes"
        elif taxonomy in texts.NUMBERS:
            chosen[taxonomy] = int(code)
        elif taxonomy:
            chosen[taxonomy] = code
    return chosen, values


def _term(service: Reader, attribute: Json) -> tuple[str, str]:
    """The list and the code of ours that an attribute names; empty when it names neither."""
    term = service.row(attribute, "taxonomy_term")
    own = str(attribute.get("taxonomy_term_id") or term.get("id") or "")
    if own in service.by_id:
        return service.by_id[own]
    listed = {one.id: one.code for one in service.words.taxonomies.values()}
    taxonomy = listed.get(str(term.get("taxonomy_id") or ""))
    if taxonomy:
        code = service.text(term, "code")
        if term_id(taxonomy, code) == own:
            return taxonomy, code  # a need or a section that is in use elsewhere and not here
    names = {str(term.get(name) or "").casefold() for name in ("name", "code")} - {""}
    for (taxonomy, code), known in service.words.terms.items():
        if taxonomy == "needs" and names & known.also:
            return taxonomy, code
    service.not_held["attributes"] += 1
    return "", ""
