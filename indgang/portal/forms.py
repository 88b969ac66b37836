from django import forms
from django.utils.translation import gettext_lazy

from indgang.access.operations import MIN_REASON_LENGTH


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
