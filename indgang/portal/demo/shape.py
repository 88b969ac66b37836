"""What the demo municipality is made of. Days are told before now, repetitions have no first day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from dateutil.rrule import rrulestr


@dataclass(frozen=True)
class CrisisLine:
    """A number to call when it cannot wait, with the day somebody checked that it answers."""

    name: str
    number: str
    for_what: str
    hours: str
    checked_on: date


@dataclass(frozen=True)
class House:
    """The door itself. Where it is and when it is open stands with its place."""

    name: str
    place: str
    phone: str
    text_phone: str
    email: str
    welcome: str


@dataclass(frozen=True)
class Unit:
    """A group of colleagues in the municipality. ``kind`` is one of people's kinds of unit."""

    slug: str
    name: str
    kind: str
    what: str
    place: str
    phone: str
    email: str


@dataclass(frozen=True)
class Organisation:
    """Somebody outside the municipality who does something in town. An empty place is secret."""

    slug: str
    name: str
    kind: str
    about: str
    place: str
    phone: str
    email: str


@dataclass(frozen=True)
class Municipality:
    """The town's name, door, crisis lines, units and organisations."""

    name: str
    code: str
    population: int
    region: str
    neighbourhoods: tuple[str, ...]
    house: House
    crisis_lines: tuple[CrisisLine, ...]
    units: tuple[Unit, ...]
    organisations: tuple[Organisation, ...]


@dataclass(frozen=True)
class Need:
    """Something that is hard, and the words and sentences people type when they say it."""

    code: str
    title: str
    title_en: str
    sentence: str
    sentence_en: str
    words: tuple[str, ...]
    phrases: tuple[str, ...]
    words_en: tuple[str, ...]


@dataclass(frozen=True)
class Hours:
    """Opening hours, "08:30-20:00" a day. An empty day is closed."""

    monday: str = ""
    tuesday: str = ""
    wednesday: str = ""
    thursday: str = ""
    friday: str = ""
    saturday: str = ""
    sunday: str = ""


@dataclass(frozen=True)
class Place:
    """Somewhere in town, with how one gets there and in. x and y lie on the town drawing."""

    slug: str
    name: str
    address: str
    neighbourhood: str
    x: int
    y: int
    hours: Hours
    step_free: bool
    accessible_toilet: bool
    hearing_loop: bool
    access_note: str
    transport: str
    host: str = ""  # who keeps it: the slug of a unit or organisation
    is_hidden: bool = False


@dataclass(frozen=True)
class Times:
    """When something happens again and again: a rule without a first day, on a Danish clock."""

    rrule: str
    starts_at: str  # "HH:MM"
    duration_minutes: int
    each_minutes: int | None = None  # talks with one person each

    def on(self, day: date) -> datetime | None:
        """When it begins on the day by the wall clock; None if it does not."""
        begins = datetime.combine(day, time.fromisoformat(self.starts_at))
        first = next(iter(rrulestr(self.rrule, dtstart=begins)), None)
        return begins if first == begins else None


@dataclass(frozen=True)
class Contact:
    """Whom one can call or write to about an offer: a function, never a named person."""

    name: str
    phone: str
    email: str


@dataclass(frozen=True)
class Lent:
    """Something an offer lends by the night."""

    name: str
    room_for: str
    most_nights: int


@dataclass(frozen=True)
class AccessLine:
    """One line of an offer's rule, as in offers.rules.access_per_use. Empty fits everyone."""

    answer: str
    sentence: str
    who: str = ""
    need: str = ""
    min_age: int | None = None
    max_age: int | None = None
    max_times: int | None = None


@dataclass(frozen=True)
class Offer:
    """Something one can be part of or get help from. ``laws`` is never shown to guests."""

    slug: str
    title: str
    title_en: str
    summary: str
    summary_en: str
    description: str
    provider: str  # the slug of a unit or an organisation
    kind: str
    format: str
    needs: tuple[str, ...]
    who_for: tuple[str, ...]
    languages: tuple[str, ...]
    intrusive: int
    evidence: str
    access: str
    access_sentence: str
    first_time: str
    anonymous_ok: bool
    contact: Contact
    run_by: str
    times: tuple[Times, ...] = ()
    place: str = ""
    where_note: str = ""  # said instead of a place
    when_note: str = ""  # said instead of times
    things: tuple[Lent, ...] = ()  # lent by the night
    min_age: int | None = None
    max_age: int | None = None
    price_kr: int = 0
    price_note: str = ""
    evidence_note: str = ""
    decided_by: str = ""  # who says yes where it is not open to everyone
    access_rules: tuple[AccessLine, ...] = ()
    laws: tuple[str, ...] = ()
    closed_days: tuple[str, ...] = ()  # "12-24", or "07-06..07-31"
    seats: int | None = None  # none: just come

    @property
    def guest_text(self) -> str:
        """All that a guest reads about the offer, a line for each part."""
        said = (
            self.title, self.summary, " ".join(self.description.split()), self.where_note,
            self.when_note, self.price_note, self.access_sentence, self.evidence_note,
            self.first_time, *(line.sentence for line in self.access_rules),
        )  # fmt: skip
        return "\n".join(part for part in said if part)

    def is_closed(self, day: date) -> bool:
        """Whether the offer keeps closed on the day."""
        spans = (text.partition("..") for text in self.closed_days)
        return any(first <= f"{day:%m-%d}" <= (last or first) for first, _, last in spans)

    def happens(self, day: date) -> Iterator[tuple[datetime, datetime]]:
        """Beginning and end of each time that begins on the day, by the wall clock."""
        if self.is_closed(day):
            return
        for times in self.times:
            begins = times.on(day)
            if begins:
                yield begins, begins + timedelta(minutes=times.duration_minutes)


@dataclass(frozen=True)
class Member:
    """Somebody with a role in the demo. ``unit`` is the slug of a unit or an organisation."""

    slug: str
    first_name: str
    surname: str
    role: str
    title: str
    unit: str = ""
    languages: tuple[str, ...] = ("da",)
    about: str = ""
    for_guest: str = ""  # a relative's or a volunteer's guest


@dataclass(frozen=True)
class Goal:
    """A goal in the guest's own words; ``steps`` are his words for −2 … +2, if he gave any."""

    words: str
    steps: tuple[str, ...] = ()
    ratings: tuple[tuple[int, ...], ...] = ()  # (week, −2 … +2)
    status: str = "open"
    closing_words: str = ""


@dataclass(frozen=True)
class Agreement:
    """Who does what by when; ``due_in_days`` is counted from today and may lie behind."""

    who: str
    what: str
    due_in_days: int
    done: bool = False


@dataclass(frozen=True)
class Choice:
    """An offer the guest has chosen, and how it went. Weeks are counted from the course's start."""

    offer: str
    status: str
    from_week: int = 0
    came: int = 0
    stayed_away: int = 0
    why_ended: str = ""


@dataclass(frozen=True)
class CheckIn:
    """One answer of the guest. Raw values; what was skipped is left out."""

    week: int
    who5: tuple[int, ...] = ()
    tils: tuple[int, ...] = ()
    need_of_help: int | None = None
    meaning: int | None = None
    difference: int | None = None
    wants_talk: bool = False


@dataclass(frozen=True)
class Sharing:
    """A permission the guest has given: to a unit, an organisation or a member, for what and why."""

    to: str
    kinds: tuple[str, ...]
    why: str
    may_write: bool = False
    until_in_weeks: int | None = None
    withdrawn_weeks_ago: int | None = None


@dataclass(frozen=True)
class Someone:
    """A person in the guest's own network."""

    name: str
    relation: str
    is_professional: bool = False


@dataclass(frozen=True)
class Ending:
    """How the guest leaves, or left."""

    what_next: str
    around_me: str
    farewell: str
    in_days: int  # from today; negative when it has been
    how: str = ""  # one of plans' ways to end; empty while it is only planned


@dataclass(frozen=True)
class Guest:
    """A fictional guest somewhere on the way, in his own words."""

    slug: str
    nickname: str
    age: int
    language: str
    stage: str
    channel: str
    about: str  # what was said at the door, or on the first line
    hard: str = ""
    hopes: str = ""
    good_at: str = ""
    around: str = ""
    speaks: str = ""
    meet_where: str = ""
    meet_how: str = ""
    meet_whom: str = ""
    minutes_ago: int | None = None  # came today, so many minutes ago
    weeks_ago: int = 0  # first met the house
    started_weeks_ago: int | None = None  # the course
    returned_weeks_ago: int | None = None
    inquiry: str = ""
    guides: tuple[str, ...] = ()
    coordinator: str = ""
    goals: tuple[Goal, ...] = ()
    choices: tuple[Choice, ...] = ()
    own_steps: tuple[str, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    check_ins: tuple[CheckIn, ...] = ()
    shares: tuple[Sharing, ...] = ()
    people: tuple[Someone, ...] = ()
    ending: Ending | None = None


@dataclass(frozen=True)
class Inquiry:
    """Something written on the web, by oneself, a relative or a professional."""

    slug: str
    voice: str
    sender: str  # a nickname; empty when none was given
    words: str
    hours_ago: int
    language: str = "da"
    workplace: str = ""
    about: str = ""  # whom it is about, as the sender calls him
    person_knows: bool | None = None
    meet_where: str = ""
    meet_how: str = ""
    meet_whom: str = ""
    contact: str = ""
    answer: str = ""
    outcome: str = ""


@dataclass(frozen=True)
class Town:
    """Everything."""

    municipality: Municipality
    needs: tuple[Need, ...]
    places: tuple[Place, ...]
    offers: tuple[Offer, ...]
    staff: tuple[Member, ...]
    guests: tuple[Guest, ...]
    inquiries: tuple[Inquiry, ...]

    @property
    def providers(self) -> tuple[Unit | Organisation, ...]:
        """All who can have an offer; no two have the same slug."""
        return (*self.municipality.units, *self.municipality.organisations)
