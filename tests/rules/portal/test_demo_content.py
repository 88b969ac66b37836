"""The demo municipality holds together, and the check of it sees what does not."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from indgang.portal.demo import content
from indgang.portal.demo.content import BadContent, faults
from indgang.portal.demo.shape import CheckIn, Choice, Goal, Times, Town

AN_ORDINARY_WEEK = [date(2026, 9, 7) + timedelta(day) for day in range(7)]
IN_THE_SUMMER = [date(2026, 7, 13) + timedelta(day) for day in range(7)]
FEAST_DAYS = [date(2026, 12, 24), date(2026, 12, 25), date(2026, 12, 31)]


@cache
def town() -> Town:
    return content.town()


def with_offer(**changes: Any) -> Town:
    """The town with a single offer, an open one at a place, changed as asked."""
    offer = next(offer for offer in town().offers if offer.slug == "gaa-og-snak")
    return replace(town(), offers=(replace(offer, **changes),))


def with_guest(**changes: Any) -> Town:
    """The town with a single guest, in the middle of the course, changed as asked."""
    guest = next(guest for guest in town().guests if guest.slug == "muldvarpen")
    chosen = {choice.offer for choice in guest.choices}
    offers = tuple(offer for offer in town().offers if offer.slug in chosen)
    return replace(town(), offers=offers, guests=(replace(guest, **changes),))


def with_place(**changes: Any) -> Town:
    places = town().places
    return replace(town(), offers=(), places=(replace(places[0], **changes), *places[1:]))


def with_welcome(words: str) -> Town:
    municipality = town().municipality
    house = replace(municipality.house, welcome=words)
    return replace(town(), offers=(), municipality=replace(municipality, house=house))


def test_the_town_that_is_shipped_holds_together() -> None:
    assert faults(town()) == []


def test_every_kind_of_crisis_has_a_line_that_somebody_has_checked() -> None:
    lines = town().municipality.crisis_lines
    assert {"112", "70 201 201"} < {line.number for line in lines}
    assert all(line.checked_on for line in lines)


@pytest.mark.parametrize("day", [*AN_ORDINARY_WEEK, *IN_THE_SUMMER, *FEAST_DAYS], ids=str)
def test_from_eight_to_twenty_there_is_something_open_the_same_day(day: date) -> None:
    """The crisis line is left out: it answers all the time."""
    offers = [o for o in town().offers if o.access == "open" and o.slug != "akuttelefonen"]
    times = [span for offer in offers for span in offer.happens(day)]
    for hour in range(8, 21):
        now = datetime.combine(day, time(hour))
        half_an_hour = now + timedelta(minutes=30)
        assert any(begins >= now or ends >= half_an_hour for begins, ends in times), now


def test_no_two_offers_are_alike() -> None:
    """Few words in a row are shared by any two descriptions."""
    runs = {o.slug: _runs_of_four(o.description) for o in town().offers}
    alike = [
        (one, other)
        for one, other in combinations(runs, 2)
        if len(runs[one] & runs[other]) > len(runs[one]) / 10
    ]
    assert alike == []


def _runs_of_four(text: str) -> set[tuple[str, ...]]:
    words = text.lower().split()
    return set(zip(words, words[1:], words[2:], words[3:], strict=False))


def test_an_offer_keeps_closed_on_its_days() -> None:
    summer = replace(town().offers[0], closed_days=("12-24", "07-06..07-31"))
    shut = [date(2026, 12, 24), date(2027, 7, 6), date(2027, 7, 31)]
    assert [summer.is_closed(day) for day in shut] == [True] * 3
    assert not summer.is_closed(date(2027, 8, 1))


def test_times_are_told_day_by_day() -> None:
    offer = replace(
        town().offers[0],
        times=(Times("FREQ=WEEKLY;BYDAY=TU", "17:30", 90),),
        closed_days=("12-29",),
    )
    begins, ends = datetime(2026, 12, 22, 17, 30), datetime(2026, 12, 22, 19)  # noqa: DTZ001 – wall clock
    assert list(offer.happens(date(2026, 12, 22))) == [(begins, ends)]
    assert list(offer.happens(date(2026, 12, 23))) == []
    assert list(offer.happens(date(2026, 12, 29))) == []


CHANGES: list[tuple[str, Callable[[], Town]]] = [
    ("offers: 1, fewer than 66.", with_offer),
    ("education: fewer than 5.", with_offer),
    ("guests: 1, not 60.", with_guest),
    ("returned: no guest is there.", with_guest),
    ("offer twice", lambda: replace(town(), offers=town().offers[:1] * 2)),
    ("nothing is called nowhere", lambda: with_offer(place="nowhere")),
    ("nothing is called nobody", lambda: with_guest(guides=("nobody",))),
    ("'party' is not in the list", lambda: with_offer(kind="party")),
    ("'gone' is not in the list", lambda: with_guest(stage="gone")),
    ("outside the map", lambda: with_place(x=1001)),
    ("no neighbourhood is called Månen", lambda: with_place(neighbourhood="Månen")),
    ("like a CPR number: 111111-1111", lambda: with_welcome("Mit nummer er 111111-1111.")),
    ("a real number? 12 34 56 78", lambda: with_welcome("Ring på 12 34 56 78.")),
    ("a real address? nogen@firma.dk", lambda: with_welcome("Skriv til nogen@firma.dk")),
    ("LIX", lambda: with_offer(description="Tværfaglige udviklingsperspektiver " * 40)),
    ("a word of an office: borgere", lambda: with_offer(summary="For alle borgere.")),
    ("a word of an office: sagen", lambda: with_offer(summary="Vi ser på sagen.")),
    ("3 words in the description", lambda: with_offer(description="Kom og gå.")),
    ("intrusive is 0 to 3", lambda: with_offer(intrusive=4)),
    ("title is longer than 120", lambda: with_offer(title="Gå! " * 40)),
    ("never happens", lambda: with_offer(times=())),
    ("happens nowhere", lambda: with_offer(place="")),
    ("12.24: no day", lambda: with_offer(closed_days=("12.24",))),
    ("FREQ=SOMETIMES", lambda: with_offer(times=(Times("FREQ=SOMETIMES", "10:00", 60),))),
    ("at 25:00: no time", lambda: with_offer(times=(Times("FREQ=DAILY", "25:00", 60),))),
    ("COUNT=8", lambda: with_offer(times=(Times("FREQ=DAILY;COUNT=8", "10:00", 60),))),
    ("closed on 2027-02-02", lambda: with_offer(place="sundhedshuset", times=(Times("FREQ=WEEKLY;BYDAY=TU", "19:30", 60),))),
    ("open to all has no rule", lambda: with_offer(access="mixed")),
    ("too young or old for", lambda: with_guest(age=97)),
    ("a course does not go with exited", lambda: with_guest(stage="exited", started_weeks_ago=None)),
    ("check-ins are in weeks", lambda: with_guest(check_ins=(CheckIn(week=2), CheckIn(week=0)))),
    ("something lies ahead", lambda: with_guest(check_ins=(CheckIn(week=20),))),
    ("not on its scale", lambda: with_guest(check_ins=(CheckIn(week=0, who5=(1, 2, 3, 4, 6)),))),
    ("a goal has five steps", lambda: with_guest(goals=(Goal("At gå", steps=("Nej", "Ja")),))),
]  # fmt: skip


@pytest.mark.parametrize(("fault", "changed"), CHANGES, ids=[fault for fault, _ in CHANGES])
def test_what_does_not_hold_together_is_said(fault: str, changed: Callable[[], Town]) -> None:
    assert any(fault in said for said in faults(changed()))


def test_stopping_says_why() -> None:
    stopped = (Choice("torsdag-paa-loftet", status="stopped"),)
    assert "muldvarpen: what was stopped says why." in faults(with_guest(choices=stopped))


NEED = 'code = "sleep"\ntitle = "Søvn"\ntitle_en = ""\nsentence_en = ""\nwords_en = []\n'


@pytest.mark.parametrize(
    ("lines", "where"),
    [
        ('sentence = ""\nwords = []', "data.needs: phrases"),
        ('sentence = ""\nwords = []\nphrases = []\ncolour = 1', "data.needs: colour"),
        ('sentence = 1\nwords = []\nphrases = []', "data.needs.sentence: 1"),
        ('sentence = ""\nwords = "seng"\nphrases = []', "data.needs.words: 'seng'"),
        ('sentence = ""\nwords = [1]\nphrases = []', "data.needs.words: 1"),
    ],
)  # fmt: skip
def test_another_shape_is_refused_by_name(tmp_path: Path, lines: str, where: str) -> None:
    for shipped in content.DATA.glob("*.toml"):
        (tmp_path / shipped.name).write_text(shipped.read_text("utf-8"), "utf-8")
    (tmp_path / "needs.toml").write_text(f"[[needs]]\n{NEED}{lines}\n", "utf-8")
    with pytest.raises(BadContent) as refused:
        content.town(tmp_path)
    assert str(refused.value) == where


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadContent, match="guests"):
        content.town(tmp_path)


def test_the_drawing_is_small_and_has_its_colours_from_outside() -> None:
    drawing = content.TOWN_DRAWING.read_text("utf-8")
    root = ElementTree.fromstring(drawing)  # noqa: S314 – our own file
    assert root.get("viewBox") == f"0 0 {content.MAP_WIDTH} {content.MAP_HEIGHT}"
    assert len(drawing.encode()) < 40_000
    attributes = {name for element in root.iter() for name in element.keys()}  # noqa: SIM118 – an Element
    assert not attributes & {"style", "fill", "stroke", "id", "href"}
    assert not any(element.tag.endswith(("style", "script")) for element in root.iter())
