"""Where the day begins for somebody who works here: what his roles can do, and nothing that is empty."""

from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from indgang.entrance.queries import StepFigures, door_clock
from indgang.kernel import clock
from indgang.kernel.actor import Actor, Role
from indgang.plans.queries import guests_who_let_in
from indgang.portal.navigation import links_of_work

CLOCK_DAYS = 28  # days of the door clock that a council and a leader see; own choice
ALIKE = ("/tilbud", "/", "/privatliv")  # what everybody can open stands after one's own work
READS_FIGURES = (Role.COUNCIL, Role.LEADER)


@dataclass(frozen=True)
class Way:
    """A page of one's work, with a few words on what it is for."""

    title: str
    href: str
    text: str
    icon: str


@dataclass(frozen=True)
class Work:
    """What somebody can do here by his roles."""

    ways: list[Way]
    reads_guests: bool  # whether guests who have let him in are found on this page
    guests: list[tuple[UUID, str]] = field(default_factory=list)  # id and nickname
    steps: list[StepFigures] = field(default_factory=list)

    @property
    def days(self) -> int:
        """How many days the figures are of."""
        return CLOCK_DAYS


def work_of(actor: Actor) -> Work | None:
    """What the actor's roles lead to; None for a guest. At most three queries."""
    if not actor.is_staff or actor.key_kind != "session":
        return None
    reads_guests = actor.has(Role.AUTHORITY)
    return Work(
        ways=_ways(actor),
        reads_guests=reads_guests,
        guests=guests_who_let_in() if reads_guests else [],
        steps=_steps() if actor.has(*READS_FIGURES) else [],
    )


def _steps() -> list[StepFigures]:
    """The steps through the door that anybody took lately."""
    now = clock.now()
    return [step for step in door_clock(now - timedelta(days=CLOCK_DAYS), now) if step.count]


def _ways(actor: Actor) -> list[Way]:
    """The menu of the actor's work, in words, and what has no room in a menu."""
    said = _what_for()
    ways = [
        Way(link.text, link.href, said.get(link.href, ""), link.icon)
        for link in links_of_work(actor)
    ]
    if actor.has(Role.LEADER) and not actor.is_house:
        ways.append(Way(_("Beskeder"), "/huset/post", said["/huset/post"], "email"))
    if actor.has(Role.COUNCIL, Role.VOLUNTEER, Role.AUTHORITY):
        ways.append(Way(_("Huset"), "/", said["/"], "home"))
    if actor.has(Role.COUNCIL):
        ways.append(
            Way(_("Sådan passer vi på det, folk fortæller"), "/privatliv", "", "lock")
        )  # fmt: skip
    return sorted(ways, key=lambda way: way.href in ALIKE)


def _what_for() -> dict[str, str]:
    """Address → what one does there."""
    return {
        "/huset": _("Hvem der er kommet, hvem der har skrevet, og dine gæster i dag"),
        "/huset/ankomst": _("Når en gæst kommer ind ad døren"),
        "/huset/post": _("Beskeder, der ikke nåede frem"),
        "/huset/mangler": _("Det, gæster havde brug for, og som ikke findes endnu"),
        "/udfoerer": _("Det, du holder, hvem der kommer, og om der er plads"),
        "/udfoerer/plads": _("Svar dem, der har spurgt"),
        "/tavle": _("Hvor der er plads, og hvem der venter"),
        "/huset/kom-foerste-gang": _("Hvor mange der kom den første gang"),
        "/huset/samarbejde": _("Det, to enheder har lovet hinanden"),
        "/tilbud": _("Alt, man kan være med i eller få hjælp til i byen"),
        "/tilsyn/nodaabninger": _("Sider, der blev åbnet uden gæstens ja"),
        "/tilsyn/opslag": _("Hvem der har åbnet hvad, og hvorfor"),
        "/opsaetning/": _("Huset, kolleger, enheder, akutnumre og tilbud"),
        "/": _("Hvor vi er, hvornår vi har åbent, og hvordan man skriver til os"),
    }
