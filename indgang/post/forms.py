from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from indgang.people.models import ContactPoint
from indgang.post.rules import CARRIED, NO_CHANNEL, looks_like


class ChannelForm(forms.Form):
    channel = forms.ChoiceField(
        label=_("Hvordan vil du have besked?"),
        choices=[
            ("sms", _("Sms")),
            ("email", _("E-mail")),
            ("phone", _("Ring til mig")),
            (NO_CHANNEL, _("Ingen beskeder. Jeg ser selv på min side.")),
        ],
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Vælg en af dem."),
            "invalid_choice": _("Vælg en af dem."),
        },
    )
    value = forms.CharField(
        label=_("Dit nummer eller din e-mail"),
        help_text=_("Vi bruger det kun til at give dig besked."),
        max_length=200,
        required=False,
    )

    def __init__(self, data: Any, *, points: list[ContactPoint], silent: bool) -> None:
        self.known = {point.channel for point in points}
        preferred = next((point for point in points if point.is_preferred), None)
        initial = {"channel": NO_CHANNEL} if silent else {}
        if preferred and not silent:
            initial = {"channel": preferred.channel, "value": preferred.value}
        super().__init__(data, initial=initial)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        channel, value = cleaned.get("channel"), cleaned.get("value", "").strip()
        if channel in (None, NO_CHANNEL) or (not value and channel in self.known):
            return cleaned
        if not value:
            self.add_error("value", _("Skriv, hvor vi kan nå dig."))
        elif channel in (*CARRIED, "phone") and not looks_like(channel, value):
            self.add_error(
                "value",
                _("Det ligner ikke en e-mail.")
                if channel == "email"
                else _("Det ligner ikke et nummer."),
            )
        return cleaned
