"""What is told of an offer, and read again: nothing that HSDS can hold is lost on the way."""

import json
from datetime import UTC, date, datetime, time
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indgang.offers.rules import sheet as lists
from indgang.offers.rules.access_per_use import Entry, Line
from indgang.offers.rules.cells import guarded, unguarded
from indgang.offers.rules.hsds import export, files, writing
from indgang.offers.rules.hsds.cleaning import cleaned
from indgang.offers.rules.hsds.listed import Listed, Provider, Spot, Taxonomy, Term, Vocabulary
from indgang.offers.rules.hsds.plan import Known, plan_of
from indgang.offers.rules.hsds.reading import found_offer, terms_by_id
from indgang.offers.rules.hsds.schedules import fields_of, times_of
from indgang.offers.rules.hsds.tables import AT, flattened
from indgang.offers.rules.hsds.texts import TAXONOMIES, TEXT_TERMS
from indgang.offers.rules.sheet import Fault, OfferSheet, Times, Wrong

NEEDS, LAWS = ("debt", "body", "loneliness"), ("SEL § 104", "SEL § 82 a")
CODES: dict[str, tuple[str, ...]] = {
    "needs": NEEDS, "laws": LAWS, "who_for": lists.WHO_FOR, "kind": lists.KINDS,
    "format": lists.FORMATS, "access": lists.ACCESS, "run_by": lists.RUN_BY,
    "evidence": lists.EVIDENCE, "provider_kind": lists.PROVIDER_KINDS, "text": TEXT_TERMS,
    "anonymous_ok": ("yes", "no"), "intrusive": ("0", "1", "2", "3"),
}  # fmt: skip
WORDS = Vocabulary(
    taxonomies={code: Taxonomy(code, code, code) for code in TAXONOMIES},
    terms={(t, code): Term(t, code, code.upper()) for t, codes in CODES.items() for code in codes},
    languages={code: code for code in lists.LANGUAGES}, hidden="Adressen er hemmelig.",
)  # fmt: skip


def texts(most: int, least: int = 0) -> st.SearchStrategy[str]:
    """What people write, also what spreadsheets and pages could take for something else."""
    signs = st.sampled_from([*"aæøå Zé09.,;:'\"=+-@!?&%(){}[]\\/>|\n€", "<3"])
    return (
        st.lists(signs, min_size=least, max_size=most)
        .map(lambda parts: "".join(parts).strip())
        .filter(lambda text: len(text) >= least and text.lstrip("'")[:1] != "\t")
    )


TIMES = st.builds(
    Times,
    starts_time=st.times(max_value=time(23, 59)).map(lambda t: t.replace(second=0, microsecond=0)),
    duration_minutes=st.integers(1, 3000),
    rrule=st.sampled_from(
        ["", "FREQ=DAILY", "FREQ=WEEKLY;BYDAY=MO,WE", "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR",
         "FREQ=MONTHLY;BYDAY=2TU", "FREQ=MONTHLY;BYMONTHDAY=15", "FREQ=WEEKLY;BYDAY=SU;COUNT=8",
         "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=24", "FREQ=WEEKLY;BYDAY=TH;UNTIL=20270601T215959Z"]
    ),
    starts_on=st.dates(date(2026, 1, 1), date(2026, 12, 31)),
    seats=st.none() | st.integers(1, 500),
    exdates=st.lists(st.dates(date(2026, 1, 1), date(2027, 1, 1)), max_size=3).map(tuple),
    rdates=st.lists(st.dates(date(2026, 1, 1), date(2027, 1, 1)), max_size=2).map(tuple),
    ended_on=st.none() | st.dates(date(2027, 1, 1), date(2028, 1, 1)),
    id=st.uuids(version=4), each_minutes=st.none(),
)  # fmt: skip


def some(values: tuple[str, ...], *, least: int = 0) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values), min_size=least, max_size=3, unique=True).map(tuple)


LINES = st.lists(
    st.builds(Line, answer=st.sampled_from(Entry), sentence=texts(40), need=st.sampled_from(NEEDS)),
    max_size=2,
).map(lambda lines: (*lines, Line(Entry.TALK)) if lines else ())
SHEETS = st.builds(
    OfferSheet,
    slug=st.uuids(version=4).map(lambda own: f"tilbud-{own.hex[:12]}"), title=texts(60, 1),
    summary=texts(60, 1), provider=st.just("Gældsklubben"), kind=st.sampled_from(lists.KINDS),
    format=st.sampled_from(lists.FORMATS), needs=some(NEEDS, least=1), description=texts(80),
    first_time=texts(40), title_en=texts(40), summary_en=texts(40), description_en=texts(40),
    first_time_en=texts(40), place=st.just("huset"), where_note=texts(40), when_note=texts(40),
    who_for=some(lists.WHO_FOR), min_age=st.none() | st.integers(0, 17),
    max_age=st.none() | st.integers(18, 120), languages=some(lists.LANGUAGES, least=1),
    price_kr=st.integers(0, 5000), price_note=texts(40), intrusive=st.integers(0, 3),
    evidence=st.sampled_from(lists.EVIDENCE), evidence_note=texts(40),
    access=st.sampled_from(lists.ACCESS), access_sentence=texts(40), access_sentence_en=texts(40),
    access_lines=LINES, laws=some(LAWS), anonymous_ok=st.booleans(),
    run_by=st.sampled_from(lists.RUN_BY), contact_name=texts(40),
    contact_phone=st.sampled_from(["", "+45 11 22 33 44", "11223344"]),
    contact_email=st.sampled_from(["", "hej@eksempel.dk"]), status=st.sampled_from(lists.STATUSES),
    closed_days=st.sampled_from([(), ("12-24",), ("12-24", "07-06..07-31")]),
    times=st.lists(TIMES, max_size=3, unique_by=lambda t: t.id).map(tuple),
)  # fmt: skip
PROVIDER = Provider(uuid4(), "Gældsklubben", "association", "12345678", "https://eksempel.dk/")
SPOT = Spot(
    uuid4(), "huset", "Huset", "Gade 1, 7700 Thisted", "Midtbyen", {"monday": "08:30-16:00"},
    step_free=True, accessible_toilet=False, access_note="Ring på.", transport="Bus 1", x=10.0,
    y=20.5, latitude=56.95, longitude=8.69,
)  # fmt: skip


def listed(sheet: OfferSheet, **more: Any) -> Listed:
    told = {"provider": PROVIDER, "spot": SPOT} | more
    return Listed(uuid4(), sheet, updated_at=datetime(2026, 1, 1, tzinfo=UTC), **told)


def reread(one: Listed, services: list[dict[str, Any]]) -> Listed:
    """What would stand in an empty overview after these services are read in."""
    found = [found_offer(s, s.get(AT, "1"), WORDS, terms_by_id(WORDS)) for s in services]
    known = Known(needs=frozenset(NEEDS), laws=frozenset(LAWS))
    plan = plan_of(found, known, source="prøve")
    assert plan.faults == []
    (planned,) = plan.new
    return Listed(
        planned.id, planned.sheet, planned.provider, planned.spot, updated_at=one.updated_at
    )


@given(SHEETS)
@settings(max_examples=40, deadline=None)
def test_nothing_is_lost_by_writing_an_offer_and_reading_it(sheet: OfferSheet) -> None:
    one = listed(sheet)
    told = writing.service(one, WORDS)
    again = reread(one, [json.loads(json.dumps(told))])
    assert writing.service(again, WORDS) == told
    # The same by way of tables that a spreadsheet may open.
    package = files.package_of(flattened([told]))
    readers = {name: (lambda content=content: content) for name, content in package.items()}
    contents = files._package(readers)  # type: ignore[arg-type]  # bound now
    assert not contents.faults
    assert writing.service(reread(one, contents.services), WORDS) == told


@given(st.lists(texts(20), min_size=1, max_size=4))
@settings(deadline=None)
def test_what_is_guarded_is_the_same_afterwards_and_never_a_formula(cells: list[str]) -> None:
    for cell in cells:
        assert unguarded(guarded(cell)) == (cell, False)


@pytest.mark.parametrize("text", ["=1+1", "+A1", "@SUM(1)", "-cmd|' /C calc'!A0", "'=1+1", "\t=1"])
def test_a_formula_is_guarded(text: str) -> None:
    assert guarded(text) == "'" + text
    assert unguarded(text.lstrip("'"))[1]


@pytest.mark.parametrize("text", ["+45 12 34 56 78", "-5", "2026-01-01", "Gade 1", "", "-"])
def test_a_number_is_left_alone(text: str) -> None:
    assert guarded(text) == text


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("<p>Hej <b>du</b></p><p>Kom</p>", "Hej du\nKom"),
        ("3 < 4 og 5 > 2", "3 < 4 og 5 > 2"),
        ("Jeg <3 dig &amp; mig", "Jeg <3 dig &amp; mig"),
        ('<a href="https://x.dk">her</a>', "her"),
    ],
)
def test_plain_formatting_is_taken_away(text: str, kept: str) -> None:
    faults: list[Fault] = []
    assert (cleaned(text, "description", faults), faults) == (kept, [])


@pytest.mark.parametrize(
    "text",
    ["<script>alert(1)</script>", "<img src=x onerror=alert(1)>", '<p onclick="x()">hej</p>',
     '<a href="java script:x">hej</a>', "<!DOCTYPE html>", "<?xml version='1.0'?>", "hej\x00",
     "<p>&lt;script&gt;x</p>", "<iframe src=//x></iframe>", "<svg/onload=x>"],
)  # fmt: skip
def test_what_could_do_harm_is_a_fault(text: str) -> None:
    faults: list[Fault] = []
    assert cleaned(text, "description", faults) == ""
    assert faults


def test_of_a_hidden_place_nothing_is_told_that_leads_there() -> None:
    hidden = Spot(**{**vars(SPOT), "is_hidden": True, "name": "Krisecentret"})
    sheet = OfferSheet(
        slug="a", title="A", summary="A", provider="B", kind="adhoc", format="group", needs=()
    )
    one = listed(sheet, spot=hidden)
    for told in (
        writing.service(one, WORDS),
        writing.service_at_location(one, WORDS),
        writing.service_at_location_in_list(one, WORDS),
        *(str(export.files_of([one], WORDS, kind)) for kind in ("json", "csv", "package")),
    ):
        said = str(told)
        for secret in (
            "Gade",
            "7700",
            "Midtbyen",
            "Bus",
            "56.95",
            "8.69",
            "10.0",
            "20.5",
            "Ring på",
        ):
            assert secret not in said, secret
    assert "hemmelig" in str(writing.service(one, WORDS))


@pytest.mark.parametrize(
    ("told", "rule", "minutes"),
    [
        ({"freq": "WEEKLY", "byday": "MO,TU", "opens_at": "9:00", "closes_at": "10:30"},
         "FREQ=WEEKLY;BYDAY=MO,TU", 90),
        ({"byday": "SU", "opens_at": "22:00", "closes_at": "02:00:00"}, "FREQ=WEEKLY;BYDAY=SU", 240),
        ({"freq": "MONTHLY", "bymonthday": "1", "interval": 2, "opens_at": "09:00Z"},
         "FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=1", 60),
        ({"freq": "WEEKLY", "byday": "MO", "until": "2027-01-31", "opens_at": "10.00",
          "closes_at": "11.00"}, "FREQ=WEEKLY;BYDAY=MO;UNTIL=20270131", 60),
    ],
)  # fmt: skip
def test_a_schedule_from_elsewhere_is_understood(
    told: dict[str, Any], rule: str, minutes: int
) -> None:
    faults: list[Fault] = []
    found = times_of(told, {}, faults)
    assert not faults
    assert found
    assert (found.rrule, found.duration_minutes) == (rule, minutes)


def test_every_day_is_told_in_weeks_for_the_standard_knows_no_days() -> None:
    told = fields_of(Times(time(9), 60, "FREQ=DAILY", date(2026, 1, 5)))
    assert (told["freq"], told["byday"]) == ("WEEKLY", "MO,TU,WE,TH,FR,SA,SU")


def test_a_time_that_makes_no_sense_is_a_fault_with_its_name() -> None:
    faults: list[Fault] = []
    times_of({"opens_at": "25:99", "dtstart": "i morgen"}, {}, faults)
    times_of({"opens_at": "09:00", "dtstart": "i morgen"}, {}, faults)
    assert [(fault.column, fault.wrong) for fault in faults] == [
        ("opens_at", Wrong.NOT_A_TIME), ("dtstart", Wrong.NOT_A_DAY),
    ]  # fmt: skip


def test_ids_of_the_source_are_ours_when_they_are_free() -> None:
    one = listed(OfferSheet(
        slug="a", title="A", summary="A", provider="B", kind="adhoc", format="group", needs=("debt",)
    ))  # fmt: skip
    again = reread(one, [writing.service(one, WORDS)])
    assert again.id == one.id
    assert isinstance(again.id, UUID)
