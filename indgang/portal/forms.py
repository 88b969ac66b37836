from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy

from indgang.access.operations import MIN_REASON_LENGTH
from indgang.people.models import Unit
from indgang.people.operations.cooperation import LONGEST
from indgang.people.queries_cooperation import Together


class SpokenCodeForm(forms.Form):
    """What the guest reads aloud from his own telephone; left out where no code is needed."""

    spoken = forms.RegexField(
        r"^\d{6}$",
        label=gettext_lazy("Koden, gæsten læser op"),
        help_text=gettext_lazy("Seks tal."),
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"invalid": gettext_lazy("Koden er seks tal.")},
    )


class EmergencyForm(forms.Form):
    """Why a guest's page is opened without his yes."""

    reason = forms.CharField(
        label=gettext_lazy("Hvorfor er det nødvendigt nu?"),
        help_text=gettext_lazy("Gæsten læser det. Mindst 20 tegn."),
        min_length=MIN_REASON_LENGTH,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": gettext_lazy("Skriv hvorfor."),
            "min_length": gettext_lazy("Skriv lidt mere, så gæsten kan forstå det."),
        },
    )


class CooperationForm(forms.Form):
    """How two units work together, in their own words."""

    unit = forms.ChoiceField(label=gettext_lazy("Vores enhed"))
    other = forms.ChoiceField(label=gettext_lazy("Hvem arbejder I sammen med?"))
    text = forms.CharField(
        label=gettext_lazy("Sådan gør vi"),
        help_text=gettext_lazy("Skriv det, så en ny kollega forstår det."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 8}),
    )

    def __init__(
        self, data: Any, *, own: Sequence[Unit], units: Sequence[Unit], pair: Together | None
    ) -> None:
        newest = (pair.waiting or pair.agreed) if pair else None
        super().__init__(data, initial={"text": newest.text if newest else ""})
        self.pair = pair
        if pair:
            del self.fields["unit"], self.fields["other"]
            return
        for name, choices in (("unit", own), ("other", units)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 – declared above
            field.choices = [(str(unit.id), unit.name) for unit in choices]

    def sides(self) -> dict[str, UUID]:
        """The two units, as write_cooperation takes them. Only of a valid form."""
        if self.pair:
            return {"unit_id": self.pair.first.id, "other_id": self.pair.second.id}
        said = self.cleaned_data
        return {"unit_id": UUID(said["unit"]), "other_id": UUID(said["other"])}
