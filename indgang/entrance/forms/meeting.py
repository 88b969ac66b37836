"""What everybody is asked who wants to meet somebody, wherever he is asked."""

from django import forms
from django.utils.translation import gettext_lazy


class MeetingForm(forms.Form):
    """What to call somebody, and where, how and by whom he wants to be met. All may be left."""

    meet_where = forms.CharField(
        label=gettext_lazy("Hvor vil du helst mødes?"),
        help_text=gettext_lazy("For eksempel hos os, hjemme, på en bænk eller i telefonen."),
        max_length=120,
        required=False,
    )
    meet_how = forms.CharField(
        label=gettext_lazy("Er der noget, der gør det lettere?"),
        help_text=gettext_lazy("For eksempel et bestemt tidspunkt, eller at din søster er med."),
        max_length=120,
        required=False,
    )
    meet_whom = forms.CharField(
        label=gettext_lazy("Hvem vil du helst tale med?"),
        help_text=gettext_lazy(
            "For eksempel en kvinde, en på din alder eller en, der selv har prøvet det."
        ),
        max_length=120,
        required=False,
    )
    nickname = forms.CharField(
        label=gettext_lazy("Hvad skal vi kalde dig?"),
        help_text=gettext_lazy("Et kaldenavn er fint. Du kan også lade det være."),
        max_length=60,
        required=False,
    )
