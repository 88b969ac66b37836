"""The demo municipality, read from the TOML files in ``data/`` and checked.

Plain Python: no Django, no database, no clock. ``town`` reads; ``faults`` says in plain sentences
what does not hold together, and is empty for what is shipped.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import MISSING, astuple, fields, is_dataclass
from datetime import date, time, timedelta
from pathlib import Path
from types import UnionType
from typing import Any, Final, TypeVar, get_args, get_origin, get_type_hints

from dateutil.rrule import rrulestr

from indgang.kernel.actor import Role
from indgang.kernel.privacy import ALL_KINDS
from indgang.kernel.readability import GUEST_LIX_LIMIT, lix, sentences
from indgang.offers.rules.sheet import WHO_FOR
from indgang.portal.demo.shape import CheckIn, Guest, Offer, Place, Times, Town

DATA: Final = Path(__file__).parent / "data"
# The town speaks of the same needs as every other municipality does on its first day.
NEEDS: Final = Path(__file__).parents[2] / "offers" / "data" / "needs.toml"
TOWN_DRAWING: Final = Path(__file__).parent / "town.svg"
MAP_WIDTH, MAP_HEIGHT = 1000, 700  # units of the drawing's viewBox

FEWEST_OFFERS, FEWEST_OF_A_KIND, FEWEST_PLACES = 66, 5, 25
GUESTS, INQUIRIES = 60, 12
DESCRIPTION_WORDS = range(60, 141)
ORDINARY_DAYS: Final = tuple(date(2027, 2, day) for day in range(1, 29))  # four whole weeks
CHECK_IN_WEEKS: Final = (0, 2, 6, 13, 20)  # weeks after the start; checkins.rules.schedule

OFFER_KINDS: Final = (
    "voluntary", "network", "training", "technology", "coaching", "adhoc", "group_course",
    "education",
)  # fmt: skip
STAGES: Final = (
    "arrived", "waiting", "welcomed", "conversation", "plan_started", "mid_course",
    "checkins_good", "checkins_flat", "checkins_worse", "exit_planned", "exited", "returned",
    "inquiry_only", "relative_inquiry", "left_early",
)  # fmt: skip
WITHOUT_COURSE: Final = (*STAGES[:4], "inquiry_only", "relative_inquiry", "left_early")
UNIT_KINDS: Final = (
    "house", "guides", "outreach", "acute", "authority", "provider", "volunteers", "direction",
    "council", "administration",
)  # fmt: skip
INQUIRY_OUTCOMES: Final = (
    "", "met", "advised", "shown_on", "outreach", "no_answer", "declined",
)  # fmt: skip
ENDINGS: Final = ("", "done", "less", "moved", "paused", "quiet")
LAWS: Final = frozenset({
    "SEL § 10", "SEL § 12", "SEL § 82 a", "SEL § 82 b", "SEL § 82 c", "SEL § 82 d", "SEL § 85",
    "SEL § 99", "SEL § 101 a", "SEL § 103", "SEL § 104", "SEL § 109", "SEL § 110", "SEL § 141",
    "SUL § 119", "SUL § 141", "LAB § 167",
})  # fmt: skip

# Words of an office. A guest is not a case, and nothing is assessed before he may come in.
OFFICE_WORDS = re.compile(
    r"§|\b(?:sag(?:en|er|erne|s)?\b|(?:borger|visit(?:er|ation)|ydelse|klient)\w*)", re.I
)
CPR_LIKE = re.compile(r"(?<!\d)\d{6}[- ]?\d{4}(?!\d)")
PHONE_LIKE = re.compile(r"(?<![\d:-])\d{2} ?\d{2} ?\d{2} ?\d{2}(?![\d:-])")
FICTIONAL_PHONE = re.compile(r"00 00 \d\d \d\d")
EMAIL_LIKE = re.compile(r"\S+@\S+")
CLOSED_DAYS = re.compile(r"\d\d-\d\d(?:\.\.\d\d-\d\d)?")
ANCHORED = re.compile(r"INTERVAL|COUNT|UNTIL")  # such rules need a first day

T = TypeVar("T")


class BadContent(ValueError):  # noqa: N818 – named as it is said
    """A file does not have the shape that is promised. Says where."""


def town(folder: Path = DATA) -> Town:
    """The whole demo municipality. Raises BadContent where a file has another shape."""
    files = [NEEDS, *folder.glob("*.toml")]
    tables = {path.stem: tomllib.loads(path.read_text("utf-8")) for path in files}
    return _record(Town, {name: table.get(name, table) for name, table in tables.items()}, "data")


def faults(found: Town) -> list[str]:
    """What does not hold together, one sentence each; nothing when all is well."""
    checks: tuple[Callable[[Town], Iterable[str]], ...] = (
        _counts, _twins, _strangers, _words_from_lists, _map, _private_numbers, _offers, _doors,
        _journeys,
    )  # fmt: skip
    return [fault for check in checks for fault in check(found)]


# ---- Reading -------------------------------------------------------------------------------


def _record(kind: type[T], raw: Any, where: str) -> T:
    hints = get_type_hints(kind)
    given: Mapping[str, Any] = raw if isinstance(raw, dict) else {}
    where = f"{where} {given.get('slug', '')}".rstrip()
    needed = {f.name for f in fields(kind) if f.default is MISSING}  # type: ignore[arg-type]  # always a dataclass
    if wrong := (given.keys() - hints.keys()) | (needed - given.keys()):
        raise BadContent(f"{where}: {', '.join(sorted(wrong))}")
    return kind(**{name: _value(hints[name], v, f"{where}.{name}") for name, v in given.items()})


def _value(wanted: Any, raw: Any, where: str) -> Any:
    if isinstance(wanted, UnionType):
        wanted = get_args(wanted)[0]
    if get_origin(wanted) is tuple and isinstance(raw, list):
        return tuple(_value(get_args(wanted)[0], item, where) for item in raw)
    if is_dataclass(wanted):
        return _record(wanted, raw, where)  # type: ignore[arg-type]  # a class, by the hints
    if type(raw) is not wanted:
        raise BadContent(f"{where}: {raw!r}")
    return raw


def _texts(thing: object) -> Iterator[str]:
    """Every text inside, however deep."""
    if isinstance(thing, str):
        yield thing
    elif isinstance(thing, tuple):
        for item in thing:
            yield from _texts(item)
    elif is_dataclass(thing):
        for field in fields(thing):
            yield from _texts(getattr(thing, field.name))


# ---- The town as a whole ---------------------------------------------------------------------


def _counts(t: Town) -> Iterator[str]:
    for name, number, fewest in (
        ("offers", len(t.offers), FEWEST_OFFERS),
        ("places", len(t.places), FEWEST_PLACES),
    ):
        if number < fewest:
            yield f"{name}: {number}, fewer than {fewest}."
    for name, number, exactly in (
        ("guests", len(t.guests), GUESTS),
        ("inquiries", len(t.inquiries), INQUIRIES),
    ):
        if number != exactly:
            yield f"{name}: {number}, not {exactly}."
    kinds = Counter(offer.kind for offer in t.offers)
    yield from (
        f"{k}: fewer than {FEWEST_OF_A_KIND}." for k in OFFER_KINDS if kinds[k] < FEWEST_OF_A_KIND
    )
    stages = {guest.stage for guest in t.guests}
    yield from (f"{stage}: no guest is there." for stage in STAGES if stage not in stages)


def _twins(t: Town) -> Iterator[str]:
    for name, all_of in (
        ("need", [n.code for n in t.needs]),
        ("place", [p.slug for p in t.places]),
        ("unit or organisation", [x.slug for x in t.providers]),
        ("offer", [o.slug for o in t.offers]),
        ("title", [o.title for o in t.offers]),
        ("member", [s.slug for s in t.staff]),
        ("guest", [g.slug for g in t.guests]),
        ("nickname", [g.nickname for g in t.guests]),
        ("inquiry", [i.slug for i in t.inquiries]),
        ("sentence", [s for o in t.offers for s in sentences(" ".join(o.description.split()))]),
    ):
        yield from (f"{name} twice: {x}" for x, times in Counter(all_of).items() if times > 1)


def _strangers(t: Town) -> Iterator[str]:
    """Names that name nothing."""
    m = t.municipality
    needs, places = {n.code for n in t.needs}, {"", *(p.slug for p in t.places)}
    providers = {x.slug for x in t.providers}
    offers, staff = {o.slug for o in t.offers}, {s.slug for s in t.staff}
    for owner, named, known in (
        (m.name, [m.house.place, *(x.place for x in t.providers)], places),
        *((o.slug, [o.provider], providers) for o in t.offers),
        *((o.slug, [o.place], places) for o in t.offers),
        *(
            (o.slug, [*o.needs, *(r.need for r in o.access_rules if r.need)], needs)
            for o in t.offers
        ),
        *((s.slug, [s.unit], providers | {""}) for s in t.staff),
        *((s.slug, [s.for_guest], {"", *(g.slug for g in t.guests)}) for s in t.staff),
        *((g.slug, [*g.guides, g.coordinator], staff | {""}) for g in t.guests),
        *((g.slug, [c.offer for c in g.choices], offers) for g in t.guests),
        *((g.slug, [s.to for s in g.shares], staff | providers) for g in t.guests),
        *((g.slug, [g.inquiry], {"", *(i.slug for i in t.inquiries)}) for g in t.guests),
    ):
        yield from (f"{owner}: nothing is called {name}." for name in named if name not in known)


def _words_from_lists(t: Town) -> Iterator[str]:
    m = t.municipality
    for owner, words, allowed in (
        *((u.slug, [u.kind], UNIT_KINDS) for u in m.units),
        *((x.slug, [x.kind], ("association", "region", "private")) for x in m.organisations),
        *((o.slug, [o.kind], OFFER_KINDS) for o in t.offers),
        *((o.slug, [o.format], ("group", "individual")) for o in t.offers),
        *((o.slug, o.who_for, WHO_FOR) for o in t.offers),
        *((o.slug, [o.evidence], ("documented", "experience", "")) for o in t.offers),
        *((o.slug, [o.access], ("open", "decision", "mixed")) for o in t.offers),
        *(
            (o.slug, [r.answer for r in o.access_rules], ("open", "talk", "decision"))
            for o in t.offers
        ),
        *(
            (o.slug, [o.run_by], ("staff", "volunteers", "peers", "mixed", "users"))
            for o in t.offers
        ),
        *((o.slug, o.laws, LAWS) for o in t.offers),
        *((s.slug, [s.role], tuple(Role)) for s in t.staff),
        *((g.slug, [g.stage], STAGES) for g in t.guests),
        *(
            (g.slug, [g.channel], ("walk_in", "phone", "web", "field", "relative"))
            for g in t.guests
        ),
        *((g.slug, [k for s in g.shares for k in s.kinds], ALL_KINDS) for g in t.guests),
        *((g.slug, [x.status for x in g.goals], ("open", "reached", "let_go")) for g in t.guests),
        *((g.slug, [g.ending.how for _ in "1" if g.ending], ENDINGS) for g in t.guests),
        *((i.slug, [i.voice], ("self", "relative", "professional")) for i in t.inquiries),
        *((i.slug, [i.outcome], INQUIRY_OUTCOMES) for i in t.inquiries),
    ):
        yield from (
            f"{owner}: {word!r} is not in the list." for word in words if word not in allowed
        )


def _map(t: Town) -> Iterator[str]:
    for place in t.places:
        if not (0 <= place.x <= MAP_WIDTH and 0 <= place.y <= MAP_HEIGHT):
            yield f"{place.slug}: outside the map."
        if place.neighbourhood not in t.municipality.neighbourhoods:
            yield f"{place.slug}: no neighbourhood is called {place.neighbourhood}."


def _private_numbers(t: Town) -> Iterator[str]:
    """Numbers and addresses that could be somebody's. Only the national crisis lines are real."""
    real = {line.number for line in t.municipality.crisis_lines}
    for text in _texts(t):
        yield from (f"like a CPR number: {x}" for x in CPR_LIKE.findall(text))
        if text not in real:
            numbers = PHONE_LIKE.findall(text)
            yield from (f"a real number? {x}" for x in numbers if not FICTIONAL_PHONE.fullmatch(x))
        yield from (
            f"a real address? {x}"
            for x in EMAIL_LIKE.findall(text)
            if not x.endswith("@lillevang.example")
        )


# ---- Each offer ------------------------------------------------------------------------------


def _offers(t: Town) -> Iterator[str]:
    for offer in t.offers:
        yield from (
            f"{offer.slug}: {fault}" for fault in (*_said(offer), *_when(offer), *_way_in(offer))
        )


def _said(offer: Offer) -> Iterator[str]:
    text = offer.guest_text
    if (points := lix(text)) > GUEST_LIX_LIMIT:
        yield f"LIX {points:.0f}."
    yield from (f"a word of an office: {word.group()}" for word in OFFICE_WORDS.finditer(text))
    if (words := len(offer.description.split())) not in DESCRIPTION_WORDS:
        yield f"{words} words in the description."
    if not 0 <= offer.intrusive <= 3:
        yield "intrusive is 0 to 3."
    # As long as the columns of the offers' table.
    for name, longest in (
        ("title", 120),
        ("summary", 300),
        ("access_sentence", 300),
        ("price_note", 120),
    ):
        if len(getattr(offer, name)) > longest:
            yield f"{name} is longer than {longest}."


def _when(offer: Offer) -> Iterator[str]:
    if not (offer.times or offer.when_note):
        yield "never happens, and does not say when."
    if not (offer.place or offer.where_note):
        yield "happens nowhere."
    yield from (f"{days}: no day." for days in offer.closed_days if not CLOSED_DAYS.fullmatch(days))
    yield from (
        f"{times.rrule} at {times.starts_at}: no time."
        for times in offer.times
        if not _is_time(times)
    )


def _is_time(times: Times) -> bool:
    try:
        time.fromisoformat(times.starts_at)
        rrulestr(times.rrule)
    except ValueError:
        return False
    return times.duration_minutes > 0 and not ANCHORED.search(times.rrule)


def _way_in(offer: Offer) -> Iterator[str]:
    has_rule = bool(offer.access_rules and offer.decided_by)
    if has_rule is (offer.access == "open"):
        yield "open to all has no rule; everything else has a rule and somebody who says yes."


def _doors(t: Town) -> Iterator[str]:
    """Times at which the place is closed. A month of ordinary days is enough to meet every rule."""
    places = {place.slug: place for place in t.places}
    for offer in t.offers:
        timed = [times for times in offer.times if offer.place in places and _is_time(times)]
        closed = {
            day
            for times in timed
            for day in ORDINARY_DAYS
            if not _is_open(places[offer.place], times, day)
        }
        yield from (f"{offer.slug}: closed on {day}." for day in sorted(closed)[:1])


def _is_open(place: Place, times: Times, day: date) -> bool:
    begins = times.on(day)
    opens, _, closes = astuple(place.hours)[day.weekday()].partition("-")
    if begins is None or (opens, closes) == ("00:00", "24:00"):
        return True
    ends = begins + timedelta(minutes=times.duration_minutes)
    last = f"{ends:%H:%M}" if ends.date() == day else "24:00"
    return bool(opens) and opens <= f"{begins:%H:%M}" and last <= closes


# ---- Each guest ------------------------------------------------------------------------------


def _journeys(t: Town) -> Iterator[str]:
    by_slug = {offer.slug: offer for offer in t.offers}
    for guest in t.guests:
        chosen = [by_slug[c.offer] for c in guest.choices if c.offer in by_slug]
        yield from (
            f"{guest.slug}: too young or old for {o.slug}."
            for o in chosen
            if not _fits(guest.age, o)
        )
        yield from (f"{guest.slug}: {fault}" for fault in _journey(guest))


def _fits(age: int, offer: Offer) -> bool:
    return (offer.min_age or 0) <= age <= (offer.max_age or age)


def _journey(guest: Guest) -> Iterator[str]:
    if (guest.started_weeks_ago is None) is not (guest.stage in WITHOUT_COURSE):
        yield f"a course does not go with {guest.stage}."
    weeks = [check_in.week for check_in in guest.check_ins]
    if weeks != [week for week in CHECK_IN_WEEKS if week in weeks]:
        yield "check-ins are in weeks 0, 2, 6, 13 and 20, in this order."
    if not all(_is_answer(check_in) for check_in in guest.check_ins):
        yield "an answer is not on its scale."
    told = [week for goal in guest.goals for week, _ in goal.ratings]
    if max([*weeks, *told, *(c.from_week for c in guest.choices)], default=0) > (
        guest.started_weeks_ago or 0
    ):
        yield "something lies ahead."
    for goal in guest.goals:
        if len(goal.steps) not in (0, 5) or any(not -2 <= value <= 2 for _, value in goal.ratings):
            yield "a goal has five steps, from -2 to 2."
    if any(c.status == "stopped" and not c.why_ended for c in guest.choices):
        yield "what was stopped says why."


def _is_answer(check_in: CheckIn) -> bool:
    return (
        len(check_in.who5) in (0, 5)
        and all(0 <= item <= 5 for item in check_in.who5)
        and len(check_in.tils) in (0, 3)
        and all(1 <= item <= 3 for item in check_in.tils)
        and (check_in.need_of_help or 0) in range(5)
        and (check_in.meaning or 0) in range(3)
        and (check_in.difference or 0) in range(3)
    )
