"""Somebody came in, and what came of it."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from indgang.entrance.models import Arrival


class ArrivalForm(forms.Form):
    """Two fields and one button."""

    nickname = forms.CharField(
        label=gettext_lazy("Kaldenavn"),
        help_text=gettext_lazy("Lad det stå tomt, hvis gæsten ikke vil sige noget."),
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    about = forms.CharField(
        label=gettext_lazy("Hvad kommer gæsten for?"),
        help_text=gettext_lazy("Et par ord. Ikke det private."),
        max_length=160,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    person = forms.UUIDField(widget=forms.HiddenInput, required=False)
    once = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"once": uuid4()})
        super().__init__(*args, **kwargs)


class SettleForm(forms.Form):
    """What came of the visit."""

    outcome = forms.ChoiceField(
        label=gettext_lazy("Hvad skete der?"),
        choices=[choice for choice in Arrival.OUTCOMES if choice[0] != "conversation"],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Vælg, hvad der skete.")},
    )
    shown_where = forms.CharField(
        label=gettext_lazy("Hvor blev gæsten vist hen?"),
        help_text=gettext_lazy("Kun hvis gæsten blev vist videre."),
        max_length=160,
        required=False,
    )

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("outcome") == "shown_on" and not cleaned.get("shown_where", "").strip():
            self.add_error("shown_where", _("Skriv, hvor gæsten blev vist hen."))
        return cleaned
