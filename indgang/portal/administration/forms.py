from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from indgang.entrance.models import YoungHelp
from indgang.entrance.operations import YoungWords
from indgang.kernel import clock
from indgang.kernel.actor import Role
from indgang.people.hours import WEEK, BadHours, Hours, day_hours, typed_hours
from indgang.people.models import ROLES, Municipality, Organisation, Unit
from indgang.people.operations import CrisisLine, HouseSettings
from indgang.people.signin.operations import has_account

DAYS = {
    "mon": gettext_lazy("Mandag"),
    "tue": gettext_lazy("Tirsdag"),
    "wed": gettext_lazy("Onsdag"),
    "thu": gettext_lazy("Torsdag"),
    "fri": gettext_lazy("Fredag"),
    "sat": gettext_lazy("Lørdag"),
    "sun": gettext_lazy("Søndag"),
}
# Guests and relatives come in by themselves; nobody appoints them.
APPOINTED = [
    (role.value, words) for role, words in ROLES if role not in (Role.GUEST, Role.RELATIVE)
]


class HouseForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("Kommunens navn"), max_length=80)
    short_name = forms.CharField(label=gettext_lazy("Kort navn"), max_length=40)
    code = forms.RegexField(
        r"^\d{4}$",
        label=gettext_lazy("Kommunekode"),
        error_messages={"invalid": gettext_lazy("En kommunekode er fire tal.")},
    )
    house_name = forms.CharField(label=gettext_lazy("Husets navn"), max_length=80)
    house_address = forms.CharField(label=gettext_lazy("Husets adresse"), max_length=200)
    phone = forms.CharField(label=gettext_lazy("Telefon"), max_length=30)
    email = forms.EmailField(label=gettext_lazy("E-mail"), required=False)
    accessibility_url = forms.URLField(
        label=gettext_lazy("Adressen på tilgængelighedserklæringen"),
        help_text=gettext_lazy("Laves i WAS-værktøjet."),
        required=False,
        assume_scheme="https",
    )
    names_staff_in_log = forms.BooleanField(
        label=gettext_lazy("Gæster kan se navnet på den kollega, der har kigget"), required=False
    )
    welcome_within_minutes = forms.IntegerField(
        label=gettext_lazy("En gæst bliver budt velkommen inden for (minutter)"),
        min_value=1, max_value=60, initial=5,
    )  # fmt: skip
    answer_within_hours = forms.IntegerField(
        label=gettext_lazy("En henvendelse får svar inden for (timer)"),
        min_value=1, max_value=168, initial=24,
    )  # fmt: skip

    def __init__(self, data: Any = None, *, house: Municipality | None) -> None:
        initial = {name: getattr(house, name) for name in HouseForm.base_fields} if house else {}
        super().__init__(data, initial=initial)
        hours: Hours = house.opening_hours if house else {}
        for day in WEEK:
            self.fields[f"hours_{day}"] = forms.CharField(
                label=DAYS[day],
                required=False,
                max_length=60,
                initial=typed_hours(hours.get(day, [])),
                help_text=_("For eksempel 9-16 eller 9-12, 13.30-16. Tomt betyder lukket."),
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for day in WEEK:
            try:
                cleaned[f"hours_{day}"] = day_hours(cleaned.get(f"hours_{day}", ""))
            except BadHours:
                self.add_error(f"hours_{day}", _("Skriv tiden som 9-16. Tomt betyder lukket."))
        return cleaned

    def settings(self) -> HouseSettings:
        """What was written, as keep_municipality takes it."""
        cleaned = self.cleaned_data
        hours = {day: cleaned[f"hours_{day}"] for day in WEEK if cleaned[f"hours_{day}"]}
        plain = {name: value for name, value in cleaned.items() if not name.startswith("hours_")}
        return HouseSettings(**plain, opening_hours=hours)


class CrisisForm(forms.Form):
    label = forms.CharField(label=gettext_lazy("Hvem svarer"), max_length=60)
    number = forms.RegexField(
        r"^\+?[\d ]{3,20}$",
        label=gettext_lazy("Nummer"),
        error_messages={"invalid": gettext_lazy("Et nummer er tal og mellemrum.")},
    )
    open_when = forms.CharField(label=gettext_lazy("Hvornår"), max_length=80, required=False)
    checked_on = forms.DateField(
        label=gettext_lazy("Prøvet den"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def clean_checked_on(self) -> Any:
        day = self.cleaned_data["checked_on"]
        if day > clock.today():
            raise forms.ValidationError(_("Datoen kan ikke ligge i fremtiden."))
        return day

    def line(self) -> CrisisLine:
        """What was written, as keep_crisis_numbers takes it."""
        return CrisisLine(**{k: v for k, v in self.cleaned_data.items() if k != "DELETE"})


CrisisFormSet = forms.formset_factory(
    CrisisForm, extra=1, max_num=8, absolute_max=8, can_delete=True, min_num=1, validate_min=True
)


class YoungForm(forms.Form):
    """What hosts do and young people read when somebody is under 18."""

    who_to_call = forms.CharField(
        label=gettext_lazy("Hvem ringer man til?"),
        help_text=gettext_lazy("For eksempel kommunens børn og unge eller den sociale døgnvagt."),
        max_length=120,
        required=False,
    )
    phone = forms.RegexField(
        r"^\+?[\d ]{3,20}$",
        label=gettext_lazy("Nummer"),
        required=False,
        error_messages={"invalid": gettext_lazy("Et nummer er tal og mellemrum.")},
    )
    open_when = forms.CharField(label=gettext_lazy("Hvornår"), max_length=80, required=False)
    checked_on = forms.DateField(
        label=gettext_lazy("Prøvet den"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    at_the_desk = forms.CharField(
        label=gettext_lazy("Det gør værten"),
        help_text=gettext_lazy("Lad det stå tomt, så gælder teksten fra Indgang."),
        max_length=3_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    duty = forms.CharField(
        label=gettext_lazy("Når man er bekymret for et barn"),
        help_text=gettext_lazy("Pligten til at underrette, med jævne ord. Tomt som ovenfor."),
        max_length=3_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    to_the_young = forms.CharField(
        label=gettext_lazy("Det læser den unge selv"),
        help_text=gettext_lazy("Står på siderne, hvor man skriver til huset. Tomt som ovenfor."),
        max_length=3_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def __init__(self, data: Any = None, *, known: YoungHelp | None) -> None:
        fields = YoungForm.base_fields
        super().__init__(
            data, initial={name: getattr(known, name) for name in fields} if known else {}
        )

    def clean_checked_on(self) -> Any:
        day = self.cleaned_data["checked_on"]
        if day > clock.today():
            raise forms.ValidationError(_("Datoen kan ikke ligge i fremtiden."))
        return day

    def words(self) -> YoungWords:
        """What was written, as keep_young_help takes it."""
        return YoungWords(**self.cleaned_data)


class UnitForm(forms.Form):
    organisation = forms.CharField(label=gettext_lazy("Organisation"), max_length=120)
    organisation_kind = forms.ChoiceField(
        label=gettext_lazy("Hvad er det?"), choices=Organisation.KINDS, initial="municipal"
    )
    name = forms.CharField(label=gettext_lazy("Enhedens navn"), max_length=80)
    kind = forms.ChoiceField(label=gettext_lazy("Hvad laver enheden?"), choices=Unit.KINDS)
    phone = forms.CharField(label=gettext_lazy("Telefon"), max_length=30, required=False)


class RoleForm(forms.Form):
    unit = forms.ModelChoiceField(label=gettext_lazy("Enhed"), queryset=Unit.objects.none())
    role = forms.ChoiceField(label=gettext_lazy("Rolle"), choices=APPOINTED)

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit = self.fields["unit"]
        assert isinstance(unit, forms.ModelChoiceField)  # noqa: S101 – declared above
        unit.queryset = units


class ColleagueForm(forms.Form):
    shown_name = forms.CharField(label=gettext_lazy("Fornavn, som gæster ser det"), max_length=60)
    title = forms.CharField(label=gettext_lazy("Titel"), max_length=80, required=False)
    phone = forms.CharField(label=gettext_lazy("Telefon"), max_length=30, required=False)
    away_until = forms.DateField(
        label=gettext_lazy("Væk til og med"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


class InvitationForm(RoleForm):
    shown_name = forms.CharField(label=gettext_lazy("Fornavn, som gæster ser det"), max_length=60)
    title = forms.CharField(label=gettext_lazy("Titel"), max_length=80, required=False)
    phone = forms.CharField(label=gettext_lazy("Telefon"), max_length=30, required=False)
    email = forms.EmailField(label=gettext_lazy("E-mail"))
    field_order = ("shown_name", "title", "phone", "email", "unit", "role")

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"]
        if has_account(email):
            raise forms.ValidationError(_("Den adresse har allerede en konto."))
        return email
