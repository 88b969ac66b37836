"""The demo's list of people: whom to begin with, and the others by what they do or how far they are."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from indgang.access.keys import DemoPerson

# What there is to see as each of those whom one is asked to begin with, in the order they stand.
SHOWN: dict[str, Promise] = {
    "plan": _("En gæst med en plan. Se det næste, der sker, hele planen, og hvem der må se den."),
    "reply": _("En gæst, der har skrevet og venter på svar. Se, hvordan det ser ud imens."),
    "group": _(
        "En gæst, der laver suppe sammen med andre. Se under Mine grupper, hvem der åbner, og hvad der er i kassen."
    ),
    "host": _("En vært. Se, hvem der lige er kommet ind ad døren, og hvem der venter på svar."),
    "talk": _("En guide, der sidder i en samtale nu. Skriv med, og find tilbud imens."),
    "provider": _("En leder af et tilbud. Se, hvem der kommer, og flyt en gang, eller aflys den."),
    "administrator": _("En administrator. Se opsætningen af huset, men aldrig nogens plan."),
}

# Who stands together, and what stands above them.
GROUPS: Sequence[tuple[Promise, tuple[str, ...]]] = (
    (_("Værter"), ("host", "peer_host")),
    (_("Guider og koordinatorer"), ("guide", "coordinator")),
    (_("Dem, der kommer ud til folk, og dem, der er der om natten"), ("outreach", "acute")),
    (_("Dem, der står for et tilbud"), ("provider",)),
    (_("Frivillige"), ("volunteer",)),
    (
        _("Ledelse, myndighed og tilsyn"),
        ("authority", "leader", "council", "dpo", "administrator"),
    ),
    (_("Er lige kommet, eller sidder i samtale"), ("welcomed", "conversation")),
    (_("Er begyndt på en plan"), ("plan_started", "mid_course")),
    (_("Har svaret på, hvordan det går"), ("checkins_good", "checkins_flat", "checkins_worse")),
    (_("På vej videre, eller kommet tilbage"), ("exit_planned", "exited", "returned")),
    (
        _("Har skrevet, eller kom kun forbi"),
        ("inquiry_only", "left_early", "relative_inquiry", "arrived", "waiting"),
    ),
    (_("Pårørende"), ("relative",)),
)


@dataclass(frozen=True)
class Group:
    """People who stand together on the page."""

    title: Promise
    people: list[DemoPerson]

    @property
    def summary(self) -> str:
        """The line to unfold: who, and how many."""
        return f"{self.title} ({len(self.people)})"


def to_begin_with(people: Iterable[DemoPerson]) -> list[tuple[DemoPerson, Promise]]:
    """Whom to begin with, and what there is to see as each."""
    found = {person.shows: person for person in people}
    return [(found[shows], sentence) for shows, sentence in SHOWN.items() if shows in found]


def groups_of(people: Iterable[DemoPerson]) -> list[Group]:
    """Everybody, each in one group. Whoever fits in none stands last: nobody is left out."""
    left = list(people)
    found = []
    for title, parts in GROUPS:
        if together := [person for person in left if person.part in parts]:
            found.append(Group(title, together))
            left = [person for person in left if person not in together]
    return [*found, *([Group(_("Andre"), left)] if left else [])]
