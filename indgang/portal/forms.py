from django import forms
from django.utils.translation import gettext_lazy

from indgang.access.operations import MIN_REASON_LENGTH


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
