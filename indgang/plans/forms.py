"""One question a page. A guest's own forms say where to turn when it cannot wait."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, time
from typing import TYPE_CHECKING, Any, ClassVar
from uuid import UUID

from django import forms
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext_lazy as _

from indgang.kernel import clock
from indgang.people.models import Colleague
from indgang.plans.models import Activity, Appointment, Goal, Hope
from indgang.plans.models.course import LOST, HowEnded
from indgang.plans.models.doing import ActivityStatus
from indgang.plans.models.goals import GoalStatus
from indgang.plans.operations.parts import LONGEST_TEXT
from indgang.plans.wording import house_words, level_words, levels

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

DAYS = [
    ("0", _("mandag")),
    ("1", _("tirsdag")),
    ("2", _("onsdag")),
    ("3", _("torsdag")),
    ("4", _("fredag")),
    ("5", _("lørdag")),
    ("6", _("søndag")),
]


class PlanForm(forms.Form):
    """A page of the plan. Whoever may only suggest is also asked why."""

    written_by_guest = True
    long_field: str = ""  # the field that is kept while one writes
    folded: ClassVar[tuple[str, ...]] = ()  # fields that the page asks only those who want to
    more: ClassVar[_StrPromise | str] = ""  # what these fields are about

    def __init__(self, *args: Any, asks_why: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if asks_why:
            self.fields["why"] = forms.CharField(
                label=_("Hvorfor foreslår du det?"), max_length=300, required=False
            )

    @property
    def asked(self) -> list[forms.BoundField]:
        """What the page asks: as little as there can be."""
        return [self[name] for name in self.fields if name not in self.folded]

    @property
    def may_be_added(self) -> list[forms.BoundField]:
        """What stands folded below, for those who want to say more."""
        return [self[name] for name in self.fields if name in self.folded]

    @property
    def unfolded(self) -> bool:
        """Whether something stands there, or is wrong there, already."""
        return any(self.initial.get(name) or name in self.errors for name in self.folded)

    def keep_at(self, address: str) -> None:
        """Have the long text kept at the address while it is written."""
        self.fields[self.long_field].widget.attrs |= {
            "data-autosave": address,
            "data-autosave-status": f"id_{self.long_field}_saved",
        }

    def values(self) -> dict[str, Any]:
        """What the operation is to be told."""
        return {name: value for name, value in self.cleaned_data.items() if name != "why"}


def _text(
    label: _StrPromise | str, *, hint: _StrPromise | str = "", required: bool = True
) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=LONGEST_TEXT,
        required=required,
        widget=forms.Textarea(attrs={"rows": "4"}),
    )


class HopeForm(PlanForm):
    long_field = "words"
    words = _text(_("Hvad håber du på?"), hint=_("Skriv det, som du selv ville sige det."))


class GoalForm(PlanForm):
    long_field = "words"
    words = _text(_("Hvad vil du gerne nå?"), hint=_("Det må godt være noget helt lille."))


class ActivityForm(PlanForm):
    folded = ("weekdays", "at_time", "place")
    more = _("Hvornår og hvor?")
    words = forms.CharField(label=_("Hvad vil du gøre?"), max_length=200)
    weekdays = forms.MultipleChoiceField(
        label=_("Hvilke dage?"),
        choices=DAYS,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    at_time = forms.TimeField(
        label=_("Hvad tid?"), required=False, widget=forms.TimeInput(attrs={"step": "300"})
    )
    place = forms.CharField(label=_("Hvor?"), max_length=120, required=False)

    def values(self) -> dict[str, Any]:
        """Days as numbers."""
        values = super().values()
        return values | {"weekdays": [int(day) for day in values["weekdays"]]}

    @staticmethod
    def initial_of(activity: Activity) -> dict[str, Any]:
        """What stands in it now."""
        return {
            "words": activity.words,
            "weekdays": [str(day) for day in activity.weekdays],
            "at_time": activity.at_time,
            "place": activity.place,
        }


class AgreementForm(PlanForm):
    what = forms.CharField(label=_("Hvad er aftalt?"), max_length=300)
    who = forms.CharField(label=_("Hvem gør det?"), max_length=80)
    due_on = forms.DateField(label=_("Hvornår skal det være gjort?"), required=False)


class AppointmentForm(PlanForm):
    what = forms.CharField(label=_("Hvad skal du?"), max_length=200)
    on = forms.DateField(label=_("Hvilken dag?"))
    at = forms.TimeField(label=_("Hvad tid?"), widget=forms.TimeInput(attrs={"step": "300"}))
    where = forms.CharField(label=_("Hvor?"), max_length=200, required=False)
    with_whom = forms.CharField(label=_("Hvem mødes du med?"), max_length=120, required=False)

    def values(self) -> dict[str, Any]:
        """Day and hour as one instant on a Danish wall clock."""
        values = super().values()
        on: date = values.pop("on")
        at: time = values.pop("at")
        return values | {"starts_at": clock.at(on, at.hour, at.minute)}

    @staticmethod
    def initial_of(appointment: Appointment) -> dict[str, Any]:
        """What stands in it now."""
        begins = clock.local(appointment.starts_at)
        return {
            "what": appointment.what,
            "on": begins.date(),
            "at": begins.time(),
            "where": appointment.where,
            "with_whom": appointment.with_whom,
        }


class ContactPersonForm(PlanForm):
    folded = ("is_professional",)
    more = _("Mere om personen")
    name = forms.CharField(label=_("Hvad hedder personen?"), max_length=80)
    relation = forms.CharField(
        label=_("Hvem er det for dig?"),
        help_text=_("For eksempel min søster eller min læge."),
        max_length=80,
        required=False,
    )
    phone = forms.CharField(
        label=_("Telefon"),
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
    )
    is_professional = forms.BooleanField(label=_("Det er en, der arbejder med det"), required=False)


class OtherMattersForm(PlanForm):
    long_field = "words"
    words = _text(_("Er der andet, der er vigtigt for dig?"), required=False)


class RatingForm(PlanForm):
    value = forms.TypedChoiceField(
        label=_("Hvor er du nu?"), choices=[], coerce=int, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, goal: Goal, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["value"].choices = level_words(goal)  # type: ignore[attr-defined]  # a choice field


class LevelsForm(PlanForm):
    """The guest's own words for the five steps of a goal."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for level in levels():
            self.fields[f"level_{level}"] = forms.CharField(
                label=house_words(level), max_length=200, required=False
            )

    def levels(self) -> dict[int, str]:
        """Level → the words for it."""
        return {level: self.cleaned_data[f"level_{level}"] for level in levels()}


class GoalEndForm(PlanForm):
    status = forms.ChoiceField(
        label=_("Hvad er der sket med målet?"),
        choices=[
            (GoalStatus.REACHED, _("Jeg har nået det")),
            (GoalStatus.LET_GO, _("Jeg lægger det fra mig")),
            (GoalStatus.OPEN, _("Jeg arbejder stadig på det")),
        ],
        widget=forms.RadioSelect,
    )
    words = _text(_("Vil du skrive noget om det?"), required=False)


class HopeEndForm(PlanForm):
    status = forms.ChoiceField(
        label=_("Hvad er der sket med håbet?"),
        choices=[
            (GoalStatus.REACHED, _("Det er blevet til noget")),
            (GoalStatus.LET_GO, _("Jeg lægger det fra mig")),
            (GoalStatus.OPEN, _("Jeg håber det stadig")),
        ],
        widget=forms.RadioSelect,
    )


class HowItGoesForm(PlanForm):
    status = forms.ChoiceField(
        label=_("Hvordan går det?"),
        choices=[
            (ActivityStatus.TRIED, _("Jeg har prøvet det")),
            (ActivityStatus.GOING, _("Jeg er godt i gang")),
            (ActivityStatus.FINISHED, _("Jeg er færdig med det")),
            (ActivityStatus.STOPPED, _("Jeg er stoppet")),
        ],
        widget=forms.RadioSelect,
    )
    why = _text(
        _("Er du stoppet, må du gerne fortælle hvorfor"),
        hint=_("Kun hvis du har lyst. Det, der ikke virker, laver vi om."),
        required=False,
    )


class CoordinatorForm(PlanForm):
    colleague = forms.ChoiceField(
        label=_("Hvem skal samle trådene for dig?"),
        help_text=_("Det er en, du kan ringe til om det hele. Du kan altid vælge om."),
        choices=[],
        required=False,
        widget=forms.RadioSelect,
    )

    def __init__(
        self, *args: Any, colleagues: list[Colleague], guide_ids: Collection[UUID], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        guides = [_choice(c) for c in colleagues if c.person_id in guide_ids]
        others = [_choice(c) for c in colleagues if c.person_id not in guide_ids]
        self.fields["colleague"].choices = [  # type: ignore[attr-defined]  # a choice field
            *([(_("Os, der følges med dig"), guides)] if guides else []),
            (_("Andre, du kan vælge"), others),
            ("", _("Ingen lige nu")),
        ]


class GuidesForm(forms.Form):
    guides = forms.MultipleChoiceField(
        label=_("Hvem følges med gæsten?"),
        help_text=_("Højst to. Så kan den ene tage over for den anden."),
        choices=[],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, colleagues: list[Colleague], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [_choice(c) for c in colleagues]
        self.fields["guides"].choices = named  # type: ignore[attr-defined]  # a choice field


class ExitForm(PlanForm):
    """One question of the exit, which may be passed over. Which one is said when the form is made."""

    planned_on = forms.DateField(
        label=_("Hvornår vil du gerne gå videre?"),
        help_text=_("Du kan altid flytte dagen."),
        required=False,
    )
    what_next = _text(
        _("Hvad skal der ske bagefter?"),
        hint=_("Et arbejde, en forening, en hvile. Det må gerne være småt."),
        required=False,
    )
    around_me = _text(
        _("Hvem har du omkring dig?"),
        hint=_("En ven, en nabo, en gruppe. Vi kan gå med dig derhen den første gang."),
        required=False,
    )
    farewell = _text(
        _("Hvordan vil du gerne sige farvel?"),
        hint=_("Kaffe, en gåtur, en sang. Eller helt stille."),
        required=False,
    )

    def __init__(self, *args: Any, asks: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields = {asks: self.fields[asks]}
        self.asks = asks


class LeaveForm(PlanForm):
    how = forms.ChoiceField(
        label=_("Hvorfor går du videre nu?"),
        help_text=_("Du behøver ikke at svare."),
        choices=[(how.value, capfirst(how.label)) for how in HowEnded if how not in LOST],
        widget=forms.RadioSelect,
        required=False,
    )


class NewPageForm(PlanForm):
    """What a guest who comes back takes along to a new page."""

    keep = forms.MultipleChoiceField(
        label=_("Hvad vil du have med?"),
        help_text=_("Det, du ikke tager med, bliver stående som det, du har lagt fra dig."),
        choices=[],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, rows: Sequence[Hope | Goal], **kwargs: Any) -> None:
        choices = [(str(row.id), Truncator(row.words).words(20)) for row in rows]
        super().__init__(*args, initial={"keep": [one for one, _words in choices]}, **kwargs)
        self.fields["keep"].choices = choices  # type: ignore[attr-defined]  # a choice field

    def kept(self) -> list[UUID]:
        """What he takes along."""
        return [UUID(one) for one in self.cleaned_data["keep"]]


class EndForm(PlanForm):
    """Why a course ends, as a colleague writes it down."""

    how = forms.ChoiceField(
        label=_("Hvorfor slutter forløbet nu?"),
        help_text=_("Sagt, som gæsten ville sige det."),
        choices=[
            (how.value, capfirst(how.label)) for how in HowEnded if how is not HowEnded.UNSAID
        ],
        widget=forms.RadioSelect,
    )


class LostForm(forms.Form):
    """Why the house ends a course that it need not read."""

    how = forms.ChoiceField(
        label=_("Hvad er der sket?"),
        choices=[
            (HowEnded.QUIET.value, _("Vi kan ikke få fat i gæsten")),
            (HowEnded.DIED.value, _("Gæsten er død")),
        ],
        widget=forms.RadioSelect,
    )


class FeedForm(PlanForm):
    with_titles = forms.BooleanField(
        label=_("Skriv, hvad det er, i min kalender"),
        help_text=_("Ellers står der kun »Optaget«. Så kan andre ikke se, hvad du skal."),
        required=False,
    )


def _choice(colleague: Colleague) -> tuple[str, str]:
    return str(colleague.person_id), _named(colleague)


def _named(colleague: Colleague) -> str:
    return f"{colleague.shown_name}, {colleague.title}" if colleague.title else colleague.shown_name
