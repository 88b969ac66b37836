"""Writing to the house, and the house that answers."""

import re
from collections.abc import Iterable
from typing import Any, ClassVar
from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from indgang.entrance.forms.meeting import MeetingForm
from indgang.entrance.models import Inquiry, InquiryMessage
from indgang.entrance.operations import NewInquiry

LONGEST_WORDS = 10_000  # characters; some four pages
PHONE = re.compile(r"\+?[0-9]{8,15}")
EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")


class MessageForm(forms.Form):
    """Free text from somebody who writes to the house."""

    written_by_guest = True

    words = forms.CharField(
        label=gettext_lazy("Skriv til os"),
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": gettext_lazy("Skriv et par ord først.")},
    )


class AnswerForm(forms.Form):
    """What the house writes back."""

    words = forms.CharField(
        label=gettext_lazy("Dit svar"),
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": gettext_lazy("Skriv et par ord først.")},
    )


class ReplyForm(forms.Form):
    """What the house answers somebody who wrote about another: one of its own sentences."""

    reply = forms.ChoiceField(
        label=gettext_lazy("Dit svar"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Vælg en sætning.")},
    )

    def __init__(self, data: Any = None, *, may_tell_of_meeting: bool = False) -> None:
        super().__init__(data)
        self.fields["reply"].choices = [  # type: ignore[attr-defined]  # a choice field's own
            choice for choice in InquiryMessage.REPLIES if choice[0] != "met" or may_tell_of_meeting
        ]


class SenderForm(forms.Form):
    """What must be so before a professional is told that the house has met the person."""

    rang_up = forms.BooleanField(
        label=gettext_lazy("Jeg har ringet op til arbejdspladsens hovednummer."), required=False
    )
    guest_agrees = forms.BooleanField(
        label=gettext_lazy("Gæsten har sagt ja til, at afsenderen får at vide, at vi har mødtes."),
        required=False,
    )


class InquiryForm(MeetingForm):
    """What all three doors of the web form ask; the last two fields are for machines."""

    written_by_guest = True
    voice: ClassVar[str] = "self"

    words = forms.CharField(
        label=gettext_lazy("Hvad er svært lige nu?"),
        help_text=gettext_lazy("Skriv, som det falder dig ind. Et par ord er nok."),
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={
            "required": gettext_lazy("Skriv et par ord, så vi ved, hvad det handler om.")
        },
    )
    contact = forms.CharField(
        label=gettext_lazy("E-mail eller telefon"),
        help_text=gettext_lazy("Så kan vi give besked, når vi har svaret."),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "email"}),
    )
    form_id = forms.UUIDField(widget=forms.HiddenInput)
    # People do not see this field; a machine that fills in everything gives itself away.
    homepage = forms.CharField(
        label=gettext_lazy("Lad det her felt stå tomt"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    field_order: Iterable[str] | None = (
        "words", "meet_where", "meet_how", "meet_whom", "nickname", "contact",
    )  # fmt: skip

    def __init__(
        self, *args: Any, draft_url: str = "", draft: tuple[str, int] = ("", 0), **kwargs: Any
    ) -> None:
        words, version = draft
        kwargs["initial"] = {"form_id": uuid4(), "words": words}
        super().__init__(*args, **kwargs)
        self.fields["words"].widget.attrs |= {
            "data-autosave": draft_url,
            "data-autosave-version": version,
            "data-autosave-status": "words_saved",
        }

    @property
    def is_machine(self) -> bool:
        """Whether the field that nobody sees was filled in."""
        return bool(self.data.get("homepage"))

    @property
    def wishes_are_filled_in(self) -> bool:
        """Whether to show the wishes from the start: nothing that was written is hidden."""
        return any(self.data.get(name) for name in ("meet_where", "meet_how", "meet_whom"))

    def clean_contact(self) -> str:
        typed = str(self.cleaned_data["contact"]).strip()
        if not typed or EMAIL.fullmatch(typed):
            return typed
        number = re.sub(r"[\s\-().]", "", typed)
        if PHONE.fullmatch(number):
            return number
        raise forms.ValidationError(
            _(
                "Det ligner ikke en e-mail eller et telefonnummer. Prøv igen, eller lad feltet stå tomt."
            )
        )

    def inquiry(self, *, once: UUID, language: str) -> NewInquiry:
        """What was written, as send_inquiry takes it."""
        said = self.cleaned_data
        return NewInquiry(
            once=once,
            voice=self.voice,
            language=language,
            person_knows={"yes": True, "no": False}.get(said.get("person_knows", "")),
            **{
                name: said.get(name, "")
                for name in (
                    "words", "nickname", "about_nickname", "workplace", "meet_where", "meet_how",
                    "meet_whom", "contact",
                )
            },
        )  # fmt: skip


class OwnInquiryForm(InquiryForm):
    """For oneself."""


class RelativeInquiryForm(InquiryForm):
    """For somebody one knows."""

    voice = "relative"

    about_nickname = forms.CharField(
        label=gettext_lazy("Hvad skal vi kalde den, du tænker på?"),
        help_text=gettext_lazy("Du behøver ikke skrive et navn. »Min nabo« er også fint."),
        max_length=60,
        required=False,
    )
    person_knows = forms.ChoiceField(
        label=gettext_lazy("Ved personen, at du skriver?"),
        choices=[
            ("yes", gettext_lazy("Ja")),
            ("no", gettext_lazy("Nej")),
            ("", gettext_lazy("Det ved jeg ikke")),
        ],
        widget=forms.RadioSelect,
        required=False,
    )
    field_order: Iterable[str] | None = (
        "words", "about_nickname", "person_knows", "meet_where", "meet_how", "meet_whom",
        "nickname", "contact",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = {
            "words": _("Hvad tænker du på?"),
            "meet_where": _("Hvor kan vi møde personen?"),
            "meet_how": _("Hvordan kan vi bedst møde personen?"),
            "meet_whom": _("Hvem vil personen nok helst tale med?"),
            "nickname": _("Hvad skal vi kalde dig selv?"),
            "contact": _("Din egen e-mail eller telefon"),
        }
        hints = {
            "words": _("Skriv, hvad du ser, og hvad der bekymrer dig. Et par ord er nok."),
            "meet_how": _("For eksempel et tidspunkt, eller at du selv er med."),
        }
        for name, label in labels.items():
            self.fields[name].label = label
        for name, hint in hints.items():
            self.fields[name].help_text = hint


class ProfessionalInquiryForm(RelativeInquiryForm):
    """As a professional: the same, and where one works."""

    voice = "professional"

    workplace = forms.CharField(
        label=gettext_lazy("Hvor arbejder du?"),
        max_length=120,
        error_messages={"required": gettext_lazy("Skriv, hvor du arbejder.")},
    )
    field_order: Iterable[str] | None = (
        "words", "about_nickname", "person_knows", "meet_where", "meet_how", "meet_whom",
        "workplace", "nickname", "contact",
    )  # fmt: skip


VOICES: dict[str, type[InquiryForm]] = {
    "mig": OwnInquiryForm,
    "en-anden": RelativeInquiryForm,
    "fagperson": ProfessionalInquiryForm,
}


class CloseForm(forms.Form):
    """What came of an inquiry."""

    outcome = forms.ChoiceField(
        label=gettext_lazy("Hvad kom der ud af det?"),
        choices=Inquiry.OUTCOMES,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Vælg, hvad der kom ud af det.")},
    )
