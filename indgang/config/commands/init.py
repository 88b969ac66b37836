"""A municipality of one's own: asks what the door needs to open, or reads it from a file.

Without a file it asks one question at a time. --template prints a file to fill in. It runs once;
afterwards the administrator keeps everything on the pages under /opsaetning/.
"""

import argparse
import re
import sys
import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from django.db import transaction

from indgang.kernel.actor import NOBODY
from indgang.kernel.refused import Refused
from indgang.offers.operations import lay_down_needs, renew_laws
from indgang.people.hours import WEEK, BadHours, day_hours
from indgang.people.operations import CrisisLine, HouseSettings
from indgang.people.set_up import FirstDay, set_up

TEMPLATE = """\
# Fill in, then: indgang init --file this-file.toml
name = ""                    # "Lillevang Kommune"
short_name = ""              # "Lillevang"
code = ""                    # the municipality's code, four digits
house_name = ""              # what people call the house
house_address = ""
phone = ""
email = ""                   # may stay empty

[opening_hours]              # "9-16" or "9-12, 13.30-16"; leave a closed day out
mon = "9-16"

[[crisis_numbers]]           # the first one stands in the header of every page
label = "Akuttelefonen"
number = ""
open_when = "Døgnet rundt"
checked_on = 2026-01-01      # the day somebody called it to make sure

[administrator]
name = ""                    # first name
email = ""
"""
QUESTIONS = (
    ("name", "Kommunens navn"),
    ("short_name", "Kort navn"),
    ("code", "Kommunekode (fire tal)"),
    ("house_name", "Husets navn"),
    ("house_address", "Husets adresse"),
    ("phone", "Husets telefon"),
)
Answer = TypeVar("Answer")
CODE, EMAIL = re.compile(r"[0-9]{4}"), re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
DAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")


class Unclear(Exception):  # noqa: N818 – an answer that cannot be used
    """One or more answers cannot be used; each is said in a sentence."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("--file", type=Path, help="a filled-in template instead of questions")
    parser.add_argument("--template", action="store_true", help="print a file to fill in")


def run(options: argparse.Namespace) -> int:
    """Set the municipality up, and say how the administrator gets in."""
    if options.template:
        print(TEMPLATE, end="")
        return 0
    try:
        answers = _from_file(options.file) if options.file else _asked(input)
        address = _opened(first_day(answers))
    except (Unclear, Refused) as reason:
        print(reason, file=sys.stderr)
        return 2
    print(f"Kommunen er klar. Administratoren vælger et kodeord her, én gang:\n{address}")
    print("Derefter: tilbuddene, fra en tabel (indgang offers template FIL) eller på /udfoerer.")
    return 0


@transaction.atomic
def _opened(first_day: FirstDay) -> str:
    """The municipality, and what its offers are described with: needs and laws."""
    address = set_up(first_day)
    lay_down_needs(by=NOBODY)
    renew_laws(by=NOBODY)
    return address


def first_day(answers: dict[str, Any]) -> FirstDay:
    """The answers as set_up takes them. Raises Unclear with every fault, one a line."""
    faults: list[str] = []
    for name, question in QUESTIONS:
        if not str(answers.get(name, "")).strip():
            faults.append(f"{name}: {question} mangler.")
    code = str(answers.get("code", "")).strip()
    if code and not CODE.fullmatch(code):
        faults.append("code: En kommunekode er fire tal.")
    administrator = _table(answers.get("administrator"))
    email = str(administrator.get("email", "")).strip()
    if not EMAIL.fullmatch(email) or not str(administrator.get("name", "")).strip():
        faults.append("administrator: Navn og e-mail mangler.")
    hours = _hours(_table(answers.get("opening_hours")), faults)
    lines = _lines(answers.get("crisis_numbers"), faults)
    if faults:
        raise Unclear("\n".join(faults))
    name, short_name, code, house_name, address, phone = (
        str(answers[name]).strip() for name, _question in QUESTIONS
    )
    return FirstDay(
        settings=HouseSettings(
            name=name,
            short_name=short_name,
            code=code,
            house_name=house_name,
            house_address=address,
            phone=phone,
            email=str(answers.get("email", "")),
            opening_hours=hours,
        ),
        crisis_lines=tuple(lines),
        administrator_name=str(administrator["name"]).strip(),
        administrator_email=email,
    )


def _table(given: object) -> dict[str, Any]:
    """A table of the file; whatever else stands in its place is as good as nothing."""
    return given if isinstance(given, dict) else {}


def _hours(typed: dict[str, Any], faults: list[str]) -> dict[str, list[list[str]]]:
    hours = {}
    for day, text in typed.items():
        try:
            if day not in WEEK:
                raise BadHours(day)
            hours[day] = day_hours(str(text))
        except BadHours:
            faults.append(f"opening_hours.{day}: Skriv tiden som 9-16.")
    return {day: spans for day, spans in hours.items() if spans}


def _lines(given: object, faults: list[str]) -> list[CrisisLine]:
    lines = []
    tables = given if isinstance(given, list) else []
    for number, line in enumerate(map(_table, tables), start=1):
        checked = line.get("checked_on")
        if not line.get("number") or not line.get("label") or not isinstance(checked, date):
            faults.append(f"crisis_numbers {number}: Navn, nummer eller dato mangler.")
            continue
        lines.append(
            CrisisLine(
                str(line["label"]), str(line["number"]), str(line.get("open_when", "")), checked
            )
        )
    if not tables:
        faults.append("crisis_numbers: Der skal altid være mindst ét nummer at ringe til.")
    return lines


def _from_file(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as reason:
        raise Unclear(f"{file} kan ikke læses: {reason.strerror}.") from reason
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as reason:
        raise Unclear(f"{file} kan ikke forstås: {reason}.") from reason


def _asked(ask: Callable[[str], str]) -> dict[str, Any]:
    answers: dict[str, Any] = {
        name: _until(ask, question, _code if name == "code" else _needed)
        for name, question in QUESTIONS
    }
    answers["opening_hours"] = {
        day: _until(ask, f"Åbningstid {name} (9-16, tomt er lukket)", _hours_of_a_day)
        for day, name in zip(WEEK, DAYS, strict=True)
    }
    answers["crisis_numbers"] = [
        {
            "label": _until(ask, "Akutnummer – hvem svarer", _needed),
            "number": _until(ask, "Akutnummer – nummer", _needed),
            "open_when": ask("Akutnummer – hvornår: "),
            "checked_on": _until(ask, "Akutnummer – prøvet den (ÅÅÅÅ-MM-DD)", _date),
        }
    ]
    answers["administrator"] = {
        "name": _until(ask, "Første administrator – fornavn", _needed),
        "email": _until(ask, "Første administrator – e-mail", _email),
    }
    return answers


def _until(ask: Callable[[str], str], question: str, read: Callable[[str], Answer]) -> Answer:
    """Ask until the answer can be used: whoever mistypes the last one keeps all before it."""
    while True:
        try:
            return read(ask(f"{question}: ").strip())
        except EOFError:
            raise Unclear(f"{question}: Svaret mangler. Intet er gemt.") from None
        except ValueError as reason:
            print(reason, file=sys.stderr)


def _needed(text: str) -> str:
    if not text:
        raise ValueError("Det skal udfyldes.")
    return text


def _code(text: str) -> str:
    if not CODE.fullmatch(text):
        raise ValueError("En kommunekode er fire tal.")
    return text


def _email(text: str) -> str:
    if not EMAIL.fullmatch(text):
        raise ValueError("Det er ikke en e-mail.")
    return text


def _hours_of_a_day(text: str) -> str:
    try:
        day_hours(text)
    except BadHours:
        raise ValueError("Skriv tiden som 9-16.") from None
    return text


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError("Skriv dagen som 2026-01-31.") from None
