"""Sitting down together, and what the guest says yes to."""

from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from indgang.entrance.models import Conversation
from indgang.entrance.operations import Again, Choice, Yes
from indgang.entrance.rules import lines_said
from indgang.kernel import clock
from indgang.kernel.privacy import Kind

# What a guest is asked about, in the words he reads; the card is in all of it.
ASKED_KINDS: list[tuple[str, Any]] = [
    (Kind.PLAN, gettext_lazy("Planen: aktiviteter, møder, aftaler og mennesker")),
    (Kind.GOALS, gettext_lazy("Håb og mål")),
    (Kind.STORY, gettext_lazy("Det, du har fortalt i dag")),
    (Kind.CHECKINS, gettext_lazy("Hvordan det går")),
    (Kind.CONTACT, gettext_lazy("Hvordan man får fat i dig")),
]


class GuidesForm(forms.Form):
    """Who sits down with the guest, and that the guest has said yes to being written about."""

    guides = forms.MultipleChoiceField(
        label=gettext_lazy("Hvem sidder med?"),
        help_text=gettext_lazy("En eller to."),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Vælg en eller to.")},
    )
    said_yes = forms.BooleanField(
        label=gettext_lazy("Gæsten siger ja til, at vi skriver ned, mens vi taler"),
        help_text=gettext_lazy(
            "Gæsten kan læse det hele på sin egen side og sige stop, når som helst."
        ),
        error_messages={
            "required": gettext_lazy(
                "Spørg gæsten først. Vil gæsten ikke, så tal sammen uden at skrive."
            )
        },
    )

    def __init__(
        self, *args: Any, colleagues: list[tuple[str, str]], me: UUID | None, **kwargs: Any
    ) -> None:
        is_here = any(person == str(me) for person, _name in colleagues)
        kwargs["initial"] = {"guides": [str(me)] if is_here else []}
        super().__init__(*args, **kwargs)
        field = self.fields["guides"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 – declared above
        field.choices = colleagues

    def clean_guides(self) -> list[UUID]:
        chosen = self.cleaned_data["guides"]
        if len(chosen) > 2:
            raise forms.ValidationError(_("Vælg højst to."))
        return [UUID(person_id) for person_id in chosen]


class OwnStepForm(forms.Form):
    """Something of the guest's own in the bundle, or an offer at a time."""

    words = forms.CharField(max_length=200, required=False)
    offer = forms.UUIDField(required=False)
    session = forms.UUIDField(required=False)

    def choice(self) -> Choice:
        """What was picked, as add_to_bundle takes it."""
        said = self.cleaned_data
        return Choice(said["offer"], said["session"], said["words"])


class StopForm(forms.Form):
    """What came of a conversation that ends without a course."""

    outcome = forms.ChoiceField(
        label=gettext_lazy("Hvad kom der ud af det?"),
        choices=[one for one in Conversation.OUTCOMES if one[0] != Conversation.COURSE],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Vælg, hvad der kom ud af det.")},
    )
    shown_where = forms.CharField(
        label=gettext_lazy("Hvor blev gæsten vist hen?"),
        max_length=160,
        required=False,
    )

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("outcome") == "shown_on" and not cleaned.get("shown_where", "").strip():
            self.add_error("shown_where", _("Skriv, hvor gæsten blev vist hen."))
        return cleaned


class FinishForm(forms.Form):
    """What the guest says yes to when he starts: nothing is ticked before he has said it."""

    AGAIN: ClassVar = [
        (Again.OLD.value, gettext_lazy("Min plan går videre, som den var")),
        (Again.NEW.value, gettext_lazy("En ny side. Mine håb og mål følger med")),
        (Again.BLANK.value, gettext_lazy("En ny side uden de gamle håb og mål")),
    ]

    again = forms.ChoiceField(
        label=gettext_lazy("Du har været her før. Hvor vil du begynde?"),
        help_text=gettext_lazy("Det gamle forsvinder ikke, uanset hvad du vælger."),
        choices=AGAIN,
        initial=Again.OLD.value,
        widget=forms.RadioSelect,
        required=False,
    )
    goals = forms.CharField(
        label=gettext_lazy("Hvad vil du gerne nå?"),
        help_text=gettext_lazy("Med dine egne ord. Et mål på hver linje."),
        max_length=4_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    next_talk_on = forms.DateField(label=gettext_lazy("Vi mødes igen den"), required=False)
    next_talk_time = forms.TimeField(label=gettext_lazy("Klokken"), required=False)

    def __init__(
        self,
        *args: Any,
        guides: list[tuple[UUID, str]],
        has_left: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.guides = guides
        if not has_left:
            del self.fields["again"]
        for guide_id, name in guides:
            self.fields[f"yes_{guide_id}"] = forms.MultipleChoiceField(
                label=_("Hvad må %(name)s se og skrive i?") % {"name": name},
                choices=ASKED_KINDS,
                widget=forms.CheckboxSelectMultiple,
                required=False,
            )

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or self.cleaned_data
        day, time = cleaned.get("next_talk_on"), cleaned.get("next_talk_time")
        if bool(day) != bool(time):
            self.add_error("next_talk_time" if day else "next_talk_on", _("Skriv både dag og tid."))
        elif day and time and clock.at(day, time.hour, time.minute) <= clock.now():
            self.add_error("next_talk_on", _("Vælg en tid, der ikke er gået."))
        return cleaned

    def yes(self) -> Yes:
        """What the guest said, as finish_conversation takes it."""
        said = self.cleaned_data
        day, time = said["next_talk_on"], said["next_talk_time"]
        return Yes(
            kinds={
                guide_id: [Kind(kind) for kind in said[f"yes_{guide_id}"]]
                for guide_id, _name in self.guides
            },
            goals=lines_said(said["goals"]),
            next_talk_at=clock.at(day, time.hour, time.minute) if day and time else None,
            again=Again(said.get("again") or Again.OLD),
        )

    @property
    def yes_fields(self) -> list[forms.BoundField]:
        """The check marks, a group for each guide."""
        return [self[f"yes_{guide_id}"] for guide_id, _name in self.guides]


class AskAgainForm(forms.Form):
    """What the guest says yes to for one colleague, when he is asked once more."""

    colleague = forms.ChoiceField(label=gettext_lazy("Hvem spørger du for?"))
    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("Hvad siger gæsten ja til?"),
        help_text=gettext_lazy("Vend skærmen, så gæsten kan læse med."),
        choices=[
            (kind, gettext_lazy("Det, du har fortalt") if kind == Kind.STORY else words)
            for kind, words in ASKED_KINDS
        ],
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": gettext_lazy(
                "Sæt kryds ved det, gæsten siger ja til. Siger gæsten nej, så lad det være."
            )
        },
    )

    def __init__(
        self, data: Any = None, *, colleagues: list[tuple[str, str]], me: UUID | None
    ) -> None:
        super().__init__(data, initial={"colleague": str(me)})
        field = self.fields["colleague"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 – declared above
        field.choices = colleagues

    def clean_kinds(self) -> list[Kind]:
        return [Kind(kind) for kind in self.cleaned_data["kinds"]]
