"""What a guest writes when he asks, and how often those who are asked want to be."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from indgang.requests.operations import NewRequest
from indgang.requests.rules import ANSWER_DAYS, FRESH_DAYS

LONGEST_WORDS = 2000  # characters; a page


class AskForm(forms.Form):
    """As little or as much as the guest likes."""

    written_by_guest = True

    words = forms.CharField(
        label=gettext_lazy("Vil du skrive noget til dem?"),
        help_text=gettext_lazy("Det må du gerne lade være med."),
        required=False,
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    contact = forms.CharField(
        label=gettext_lazy("Hvordan kan de få fat i dig?"),
        help_text=gettext_lazy("Et nummer eller en mail. Ellers står svaret på din side."),
        required=False,
        max_length=120,
    )
    shows_name = forms.BooleanField(
        label=gettext_lazy("De må se, hvad jeg kaldes"), required=False, initial=True
    )

    def asks(self) -> NewRequest:
        """What was written."""
        said = self.cleaned_data
        return NewRequest(
            words=said["words"].strip(),
            contact=said["contact"].strip(),
            shows_name=said["shows_name"],
        )


class NewcomerAskForm(AskForm):
    """A nickname is enough to ask."""

    nickname = forms.CharField(
        label=gettext_lazy("Hvad vil du kaldes?"),
        help_text=gettext_lazy("Det behøver ikke være dit rigtige navn."),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "nickname", "maxlength": 60}),
    )
    shared = forms.BooleanField(
        label=gettext_lazy("Det er ikke min egen telefon eller computer"), required=False
    )
    token = forms.CharField(widget=forms.HiddenInput, max_length=300)

    field_order = ("nickname", "words", "contact", "shows_name", "shared", "token")

    def clean_nickname(self) -> str:
        nickname = " ".join(self.cleaned_data["nickname"].split())
        if not any(sign.isalnum() for sign in nickname):
            raise forms.ValidationError(_("Skriv et navn, vi kan sige højt."))
        return nickname


class PaceForm(forms.Form):
    """How soon an organisation answers, and how often it is asked about room."""

    answer_days = forms.IntegerField(
        label=gettext_lazy("Vi svarer inden for så mange hverdage"),
        min_value=1,
        max_value=30,
        initial=ANSWER_DAYS,
    )
    fresh_days = forms.IntegerField(
        label=gettext_lazy("Spørg os, om tallene passer, når de er så mange dage gamle"),
        min_value=1,
        max_value=365,
        initial=FRESH_DAYS,
    )


class OfferPaceForm(forms.Form):
    """How often one offer is asked about; empty as often as the others."""

    every_days = forms.IntegerField(
        label=gettext_lazy("Et andet antal dage for det her tilbud"),
        help_text=gettext_lazy("Lad feltet stå tomt, hvis det er som for de andre."),
        required=False,
        min_value=1,
        max_value=365,
    )

    def __init__(self, data: Any = None, *, every_days: int | None, prefix: str) -> None:
        super().__init__(data, initial={"every_days": every_days}, prefix=prefix)

    def clean(self) -> dict[str, Any]:
        return {"every_days": self.cleaned_data.get("every_days")}
