"""How one wants to be met."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy

from indgang.entrance.forms.meeting import MeetingForm
from indgang.entrance.operations import Wishes
from indgang.people.models import Person


class WishesForm(MeetingForm):
    """What to call the guest, what he speaks, and how he wants to be met. All of it may be left."""

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
    field_order = ("nickname", "speaks", "language", "meet_where", "meet_how", "meet_whom")

    def __init__(self, data: Any = None, *, person: Person) -> None:
        super().__init__(data, initial={name: getattr(person, name) for name in self.base_fields})

    def wishes(self) -> Wishes:
        """What was said, as say_wishes takes it."""
        return Wishes(**self.cleaned_data)
