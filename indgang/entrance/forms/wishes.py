"""How one wants to be met."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy

from indgang.entrance.operations import Wishes
from indgang.people.models import Person


class WishesForm(forms.Form):
    """What to call the guest, what he speaks, and how he wants to be met. All of it may be left."""

    nickname = forms.CharField(
        label=gettext_lazy("Hvad skal vi kalde dig?"),
        help_text=gettext_lazy("Et kaldenavn er fint. Du kan også lade det være."),
        max_length=60,
        required=False,
    )
    speaks = forms.CharField(
        label=gettext_lazy("Hvilke sprog taler du bedst?"),
        max_length=80,
        required=False,
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Hvilket sprog skal vi skrive til dig på?"),
        choices=settings.LANGUAGES,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Vælg et af sprogene.")},
    )
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

    def __init__(self, data: Any = None, *, person: Person) -> None:
        super().__init__(data, initial={name: getattr(person, name) for name in self.base_fields})

    def wishes(self) -> Wishes:
        """What was said, as say_wishes takes it."""
        return Wishes(**self.cleaned_data)
