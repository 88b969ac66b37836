"""What those who stand for an offer fill in to make a course with a start, and to change it."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from indgang.kernel import clock
from indgang.offers.forms.keeping import day_input, minutes_between, time_input
from indgang.offers.models import Run
from indgang.offers.rules.closed_days import closed_on
from indgang.offers.rules.giving_places import NeedClass
from indgang.offers.rules.runs import MOST_SEATS, MOST_TIMES, RunSheet, weekly

EVERY = [("1", gettext_lazy("Hver uge")), ("2", gettext_lazy("Hver anden uge"))]
GIVEN = [
    ("turn", gettext_lazy("Med det samme, til den der kommer først")),
    ("draw", gettext_lazy("På én gang, når fristen er gået")),
]
GIVEN_HELP = gettext_lazy(
    "Vælg det sidste, hvis flere plejer at ville med, end der er plads til. Så kommer den først, det haster mest for, så den, der har ventet længst, og ellers trækker vi lod."
)
LEVELS = [
    (NeedClass.ORDINARY.value, gettext_lazy("Som for de fleste")),
    (NeedClass.SOON.value, gettext_lazy("Det haster")),
    (NeedClass.NOW.value, gettext_lazy("Det kan ikke vente")),
]


class RunForm(forms.Form):
    """A course, as one says it: the first day, how many times, and how the places are given."""

    starts_on = forms.DateField(label=gettext_lazy("Første gang"), widget=day_input())
    starts_time = forms.TimeField(label=gettext_lazy("Fra klokken"), widget=time_input())
    ends_time = forms.TimeField(label=gettext_lazy("Til klokken"), widget=time_input())
    weeks = forms.ChoiceField(
        label=gettext_lazy("Hvor tit?"), choices=EVERY, initial="1", widget=forms.RadioSelect
    )
    times = forms.IntegerField(
        label=gettext_lazy("Hvor mange gange?"), min_value=1, max_value=MOST_TIMES, initial=8
    )
    seats = forms.IntegerField(
        label=gettext_lazy("Hvor mange pladser?"), min_value=1, max_value=MOST_SEATS, initial=8
    )
    register_by = forms.DateField(label=gettext_lazy("Sidste dag at melde sig"), widget=day_input())
    given = forms.ChoiceField(
        label=gettext_lazy("Hvordan gives pladserne?"),
        help_text=GIVEN_HELP,
        choices=GIVEN,
        initial="turn",
        widget=forms.RadioSelect,
    )

    def __init__(self, data: Any = None, *, closed_days: Sequence[str] = ()) -> None:
        super().__init__(data)
        self.closed_days = closed_days

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        starts, ends = cleaned.get("starts_time"), cleaned.get("ends_time")
        if starts is not None and ends is not None and minutes_between(starts, ends) <= 0:
            self.add_error("ends_time", _("Det skal slutte, efter det er begyndt."))
        first = cleaned.get("starts_on")
        if first and not clock.today() < first <= clock.today() + timedelta(days=730):
            self.add_error("starts_on", _("Vælg en dag fra i morgen og højst to år frem."))
        return cleaned

    def sheet(self) -> RunSheet:
        """What was filled in, past the days the offer is closed. Only of a valid form."""
        said = self.cleaned_data
        first = said["starts_on"]
        closed = closed_on(self.closed_days, since=first, until=first + timedelta(days=3 * 366))
        return RunSheet(
            starts=weekly(
                first, said["starts_time"], times=said["times"], weeks=int(said["weeks"]),
                without=closed,
            ),
            minutes=minutes_between(said["starts_time"], said["ends_time"]),
            seats=said["seats"],
            register_by=said["register_by"],
            by_draw=said["given"] == "draw",
        )  # fmt: skip


class ChangeRunForm(forms.Form):
    """What can be changed of a course before it begins; its times are moved one by one."""

    seats = forms.IntegerField(
        label=gettext_lazy("Hvor mange pladser?"), min_value=1, max_value=MOST_SEATS
    )
    register_by = forms.DateField(label=gettext_lazy("Sidste dag at melde sig"), widget=day_input())
    by_draw = forms.ChoiceField(
        label=gettext_lazy("Hvordan gives pladserne?"),
        help_text=GIVEN_HELP,
        choices=GIVEN,
        widget=forms.RadioSelect,
    )

    def __init__(self, data: Any = None, *, run: Run) -> None:
        now = {
            "seats": run.room.seats if run.room else None,
            "register_by": run.register_by,
            "by_draw": "draw" if run.by_draw else "turn",
        }
        super().__init__(data, initial=now)

    def clean_by_draw(self) -> bool:
        return bool(self.cleaned_data["by_draw"] == "draw")


class UrgencyForm(forms.Form):
    """How urgent a place is, as guest and house say it together."""

    level = forms.TypedChoiceField(
        label=gettext_lazy("Hvor meget haster det?"),
        choices=LEVELS,
        coerce=int,
        widget=forms.RadioSelect,
    )
