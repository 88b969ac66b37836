"""A folder of tables read into courses; whatever is wrong is named by file, row and column.

``courses.csv``   course, municipality, guide, baseline, any ``x_*`` number, any ``need_*`` 0 or 1
``offers.csv``    municipality, offer, type, format (group or individual), target_need, intrusiveness
``starts.csv``    course, offer
``measures.csv``  course, week, value (and outcome, where there are several)
"""

import math
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from indgang.effects.estimation.bands import banded, cuts_of
from indgang.effects.estimation.courses import Courses, Floats, Ints, Offers
from indgang.effects.estimation.tables import Faults, FaultyFilesError, Row, number, rows_of

FORMATS = ("group", "individual")
LEVELS = "0123"  # of intrusiveness: from just coming to somebody deciding


@dataclass(frozen=True)
class Read:
    """The courses of a folder, what its offers are called, and what was passed over."""

    courses: Courses
    offers: tuple[tuple[str, str, str], ...]  # municipality, offer, type
    municipalities: tuple[str, ...]
    warnings: tuple[str, ...]


def read_folder(folder: Path, *, outcome: str) -> Read:
    """The four tables of the folder as courses.

    Raises ``FaultyFilesError`` with every fault there is. Courses without any answer are kept: they say
    who leaves.
    """
    faults = Faults()
    warnings: list[str] = []
    rows = {
        name: rows_of(folder / name, needed, faults)
        for name, needed in {
            "courses.csv": ("course", "municipality", "guide", "baseline"),
            "offers.csv": ("municipality", "offer", "type", "format", "target_need", "intrusiveness"),
            "starts.csv": ("course", "offer"),
            "measures.csv": ("course", "week", "value"),
        }.items()
    }  # fmt: skip
    faults.stop()
    people = _People(rows["courses.csv"], faults)
    offers = _Offerings(rows["offers.csv"], people, faults)
    starts = _starts(rows["starts.csv"], people, offers, faults, warnings)
    measures = _measures(rows["measures.csv"], people, outcome, faults, warnings)
    faults.stop()
    course, week, value = measures
    if not len(course):
        raise FaultyFilesError(["measures.csv: there is no answer after the first day."])
    if not len(starts[0]):
        raise FaultyFilesError(["starts.csv: nobody started anything, so nothing can be compared."])
    answers, weeks = banded(course, week, value, cuts_of(week), len(people.names))
    courses = Courses(
        municipality=people.municipality, guide=people.guide, baseline=people.baseline,
        covariates=people.covariates, needs=people.needs, answers=answers, weeks=weeks,
        start_course=starts[0], start_offer=starts[1], offers=offers.arrays,
    )  # fmt: skip
    return Read(courses, offers.names, people.municipalities, tuple(warnings))


class _People:
    """courses.csv in the order of municipalities."""

    def __init__(self, rows: list[Row], faults: Faults) -> None:
        columns = list(rows[0][1]) if rows else []
        self.x = [one for one in columns if one.startswith("x_")]
        self.need_names = [one for one in columns if one.startswith("need_")]
        if not rows:
            faults.add("courses.csv", 0, "", "there is no course in it.")
        _check_once("courses.csv", rows, ("course",), faults)
        for at, row in rows:
            self._check(at, row, faults)
        self.municipalities = tuple(sorted({row["municipality"] for _, row in rows}))
        place = {name: n for n, name in enumerate(self.municipalities)}
        rows = sorted(rows, key=lambda one: place[one[1]["municipality"]])
        guides: dict[tuple[str, str], int] = {}
        self.names = {row["course"]: n for n, (_, row) in enumerate(rows)}
        self.municipality = np.array(
            [place[row["municipality"]] for _, row in rows], dtype=np.int64
        )
        self.guide = np.array(
            [
                guides.setdefault((row["municipality"], row["guide"]), len(guides))
                for _, row in rows
            ],
            dtype=np.int64,
        )
        self.baseline = np.array([number(row["baseline"]) for _, row in rows])
        self.covariates = np.array(
            [[number(row[one]) for one in self.x] for _, row in rows], dtype=float
        ).reshape(len(rows), len(self.x))
        self.needs = np.array(
            [[row[one] == "1" for one in self.need_names] for _, row in rows], dtype=float
        ).reshape(len(rows), len(self.need_names))

    def _check(self, at: int, row: dict[str, str], faults: Faults) -> None:
        file = "courses.csv"
        _check_filled(file, at, row, ("course", "municipality"), faults)
        for column in ("baseline", *self.x):
            if row[column] and math.isnan(number(row[column])):
                faults.add(file, at, column, f"{row[column]!r} is not a number.")
        for column in self.need_names:
            if row[column] not in ("0", "1"):
                faults.add(file, at, column, f"{row[column]!r} is neither 0 nor 1.")


class _Offerings:
    """offers.csv in the order of municipalities; those of a municipality without courses left out."""

    def __init__(self, rows: list[Row], people: _People, faults: Faults) -> None:
        _check_once("offers.csv", rows, ("municipality", "offer"), faults)
        for at, row in rows:
            self._check(at, row, people, faults)
        known = {name: n for n, name in enumerate(people.municipalities)}
        good = [row for _, row in rows if row["municipality"] in known]
        good.sort(key=lambda row: known[row["municipality"]])
        kinds = {name: n for n, name in enumerate(sorted({row["type"] for row in good}))}
        needs = {name: n for n, name in enumerate(people.need_names)}
        self.names = tuple((row["municipality"], row["offer"], row["type"]) for row in good)
        self.at = {(place, offer): n for n, (place, offer, _) in enumerate(self.names)}
        self.arrays = Offers(
            municipality=np.array([known[row["municipality"]] for row in good], dtype=np.int64),
            kind=np.array([kinds[row["type"]] for row in good], dtype=np.int64),
            is_group=np.array([row["format"] == "group" for row in good], dtype=bool),
            need=np.array([needs.get(row["target_need"], -1) for row in good], dtype=np.int64),
            intrusiveness=np.array(
                [LEVELS.find(row["intrusiveness"] or "0") for row in good], dtype=np.int64
            ),
        )

    def _check(self, at: int, row: dict[str, str], people: _People, faults: Faults) -> None:
        file = "offers.csv"
        _check_filled(file, at, row, ("municipality", "offer", "type"), faults)
        if row["format"] not in FORMATS:
            faults.add(file, at, "format", f"{row['format']!r} is neither group nor individual.")
        if row["target_need"] and row["target_need"] not in people.need_names:
            faults.add(file, at, "target_need", f"courses.csv has no column {row['target_need']}.")
        if len(row["intrusiveness"]) != 1 or row["intrusiveness"] not in LEVELS:
            faults.add(file, at, "intrusiveness", f"{row['intrusiveness']!r} is not 0, 1, 2 or 3.")


def _check_filled(
    file: str, at: int, row: dict[str, str], columns: tuple[str, ...], faults: Faults
) -> None:
    for column in columns:
        if not row[column]:
            faults.add(file, at, column, "is empty.")


def _check_once(file: str, rows: list[Row], columns: tuple[str, ...], faults: Faults) -> None:
    """That no two rows are of the same thing."""
    seen: dict[tuple[str, ...], int] = {}
    for at, row in rows:
        key = tuple(row[column] for column in columns)
        first = seen.setdefault(key, at)
        if first != at:
            faults.add(file, at, columns[-1], f"{key[-1]} stands in row {first} already.")


def _starts(
    rows: list[Row], people: _People, offers: _Offerings, faults: Faults, warnings: list[str]
) -> tuple[Ints, Ints]:
    found: dict[tuple[int, int], int] = {}
    twice = 0
    for at, row in rows:
        course = people.names.get(row["course"])
        if course is None:
            faults.add("starts.csv", at, "course", f"courses.csv has no course {row['course']}.")
            continue
        place = people.municipalities[people.municipality[course]]
        offer = offers.at.get((place, row["offer"]))
        if offer is None:
            faults.add("starts.csv", at, "offer", f"offers.csv has no {row['offer']} in {place}.")
            continue
        twice += (course, offer) in found
        found[course, offer] = at
    if twice:
        warnings.append(f"starts.csv: {twice} rows say again what stands there already.")
    pairs = np.array(list(found), dtype=np.int64).reshape(-1, 2)
    return pairs[:, 0], pairs[:, 1]


def _measures(
    rows: list[Row], people: _People, outcome: str, faults: Faults, warnings: list[str]
) -> tuple[Ints, Floats, Floats]:
    found: list[tuple[int, float, float]] = []
    early = 0
    for at, row in (one for one in rows if one[1].get("outcome", outcome) == outcome):
        course = people.names.get(row["course"])
        week, value = number(row["week"]), number(row["value"])
        if course is None:
            faults.add("measures.csv", at, "course", f"courses.csv has no course {row['course']}.")
        if math.isnan(week) or week < 0:
            faults.add("measures.csv", at, "week", f"{row['week']!r} is not a number of weeks.")
        if row["value"] and math.isnan(value):
            faults.add("measures.csv", at, "value", f"{row['value']!r} is not a number.")
        if course is None or math.isnan(week) or math.isnan(value):
            continue
        if week == 0:
            early += 1
        else:
            found.append((course, week, value))
    if early:
        warnings.append(f"measures.csv: {early} answers of week 0 are left out; baseline has them.")
    table = np.array(found, dtype=float).reshape(-1, 3)
    return table[:, 0].astype(np.int64), table[:, 1], table[:, 2]
