"""Nights: which, how many, and what is lent."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from indgang.kernel import clock
from indgang.offers.forms.finding import TryForm, UseForm
from indgang.offers.models import Offer, Thing
from indgang.offers.operations.things import LONGEST_STAY, ThingSheet
from indgang.offers.rules.nights import FURTHEST, Nights, nights_from


def _day() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class NightsForm(UseForm):
    """From which evening, for how many nights, and in which of the things."""

    first = forms.DateField(label=gettext_lazy("Første nat"), widget=_day())
    number = forms.TypedChoiceField(label=gettext_lazy("Hvor mange nætter?"), coerce=int)
    thing = forms.ChoiceField(label=gettext_lazy("Hvor vil du helst sove?"), required=False)

    field_order: Any = ("first", "number", "thing", "who", "age")

    def __init__(self, *args: Any, offer: Offer, things: list[Thing], **kwargs: Any) -> None:
        super().__init__(*args, offer=offer, **kwargs)
        most = min(max((thing.most_nights for thing in things), default=1), FURTHEST)
        self._choose(
            "number",
            [(n, ngettext("%(n)s nat", "%(n)s nætter", n) % {"n": n}) for n in range(1, most + 1)],
        )
        named = [
            (str(thing.id), f"{thing.name} · {thing.room_for}".rstrip(" ·")) for thing in things
        ]
        self._choose("thing", [("", _("Det er lige meget")), *named])
        if len(things) < 2:
            del self.fields["thing"]

    def _choose(self, name: str, choices: list[tuple[Any, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - the type checker cannot know
        field.choices = choices

    def nights(self) -> Nights:
        """Which nights were asked for. Only of a valid form."""
        return nights_from(self.cleaned_data["first"], self.cleaned_data["number"])


class NewcomerNightsForm(NightsForm, TryForm):
    """The same from somebody nobody knows: a nickname is enough."""

    field_order: Any = ("first", "number", "thing", "nickname", "who", "age", "shared", "token")


class ProlongForm(forms.Form):
    """Until which morning."""

    until = forms.DateField(label=gettext_lazy("Rejser hjem den"), widget=_day())


class ThingForm(forms.Form):
    """What is lent, and when it cannot be."""

    name = forms.CharField(
        label=gettext_lazy("Hvad hedder det?"),
        help_text=gettext_lazy("For eksempel »Seng 1«, »Gæsteværelset« eller »Den røde vogn«."),
        max_length=80,
    )
    room_for = forms.CharField(
        label=gettext_lazy("Hvem og hvad er der plads til?"),
        help_text=gettext_lazy("For eksempel »én person« eller »to voksne, to børn og en hund«."),
        required=False,
        max_length=200,
    )
    most_nights = forms.IntegerField(
        label=gettext_lazy("Hvor mange nætter ad gangen, højst?"),
        initial=7,
        min_value=1,
        max_value=LONGEST_STAY,
    )
    out_from = forms.DateField(
        label=gettext_lazy("Kan ikke lånes ud fra den nat"), required=False, widget=_day()
    )
    out_until = forms.DateField(
        label=gettext_lazy("Er klar igen den"), required=False, widget=_day()
    )

    def __init__(self, data: Any = None, *, thing: Thing | None) -> None:
        names = tuple(self.base_fields)
        super().__init__(
            data, initial={name: getattr(thing, name) for name in names} if thing else {}
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        first, until = cleaned.get("out_from"), cleaned.get("out_until")
        if (first is None) != (until is None):
            self.add_error("out_until", _("Skriv begge dage, eller ingen af dem."))
        elif first and until and not _is_a_span(first, until):
            self.add_error("out_until", _("Det skal være klar igen efter den første nat."))
        return cleaned

    def sheet(self) -> ThingSheet:
        """What was written, as keep_thing takes it. Only of a valid form."""
        said = self.cleaned_data
        out = Nights(said["out_from"], said["out_until"]) if said["out_from"] else None
        name, room_for = (" ".join(said[each].split()) for each in ("name", "room_for"))
        return ThingSheet(name, room_for, said["most_nights"], out)


def _is_a_span(first: date, until: date) -> bool:
    return first < until <= clock.today() + timedelta(days=2 * FURTHEST)
