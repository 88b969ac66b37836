"""What those who stand for an offer fill in."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from indgang.kernel import clock
from indgang.offers.models import Place, Session
from indgang.offers.models.choices import (
    ACCESS,
    FORMATS,
    LANGUAGES,
    OFFER_KINDS,
    REASONS,
    RUN_BY,
    WHO_FOR,
)
from indgang.offers.operations.keeping import NewPlace
from indgang.offers.rules.closed_days import is_closed_day
from indgang.offers.rules.recurring import DAYS, Repeats, repetition
from indgang.offers.rules.sheet import LENGTHS, MOST_SEATS, OLDEST, OfferSheet, Times
from indgang.offers.rules.talks import TALK_LENGTHS
from indgang.people.models import Organisation

ELSEWHERE = "andet"  # a place that is not in the list yet
WEEKDAYS = [
    ("MO", gettext_lazy("Mandag")),
    ("TU", gettext_lazy("Tirsdag")),
    ("WE", gettext_lazy("Onsdag")),
    ("TH", gettext_lazy("Torsdag")),
    ("FR", gettext_lazy("Fredag")),
    ("SA", gettext_lazy("Lørdag")),
    ("SU", gettext_lazy("Søndag")),
]
REPEATS = [
    (Repeats.WEEKLY.value, gettext_lazy("Hver uge")),
    (Repeats.FORTNIGHTLY.value, gettext_lazy("Hver anden uge")),
    (Repeats.MONTHLY.value, gettext_lazy("En gang om måneden, på samme ugedag")),
    (Repeats.ONCE.value, gettext_lazy("Kun den ene dag")),
]


def day_input() -> forms.DateInput:
    """A day, as the browser asks for one."""
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def time_input() -> forms.TimeInput:
    """A time of the day, as the browser asks for one."""
    return forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


def _area(rows: int, name: str) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "maxlength": LENGTHS[name]})


class OfferForm(forms.Form):
    """An offer in the words of those who stand for it."""

    title = forms.CharField(label=gettext_lazy("Hvad hedder det?"), max_length=LENGTHS["title"])
    summary = forms.CharField(
        label=gettext_lazy("Hvad er det, i én sætning?"),
        max_length=LENGTHS["summary"],
        widget=_area(2, "summary"),
    )
    description = forms.CharField(
        label=gettext_lazy("Hvad sker der?"),
        help_text=gettext_lazy("Skriv, som du ville sige det. Korte sætninger."),
        required=False,
        max_length=LENGTHS["description"],
        widget=_area(6, "description"),
    )
    first_time = forms.CharField(
        label=gettext_lazy("Hvad sker der den første gang, og hvem tager imod?"),
        required=False,
        max_length=LENGTHS["first_time"],
        widget=_area(3, "first_time"),
    )
    provider = forms.ChoiceField(label=gettext_lazy("Hvem står for det?"))
    main_need = forms.ChoiceField(label=gettext_lazy("Hvad hjælper det mest med?"))
    other_needs = forms.MultipleChoiceField(
        label=gettext_lazy("Hjælper det også med noget andet?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    who_for = forms.MultipleChoiceField(
        label=gettext_lazy("Hvem er det for?"),
        choices=WHO_FOR,
        initial=["self"],
        widget=forms.CheckboxSelectMultiple,
    )
    min_age = forms.IntegerField(
        label=gettext_lazy("Laveste alder"), required=False, min_value=0, max_value=OLDEST
    )
    max_age = forms.IntegerField(
        label=gettext_lazy("Højeste alder"), required=False, min_value=0, max_value=OLDEST
    )
    kind = forms.ChoiceField(label=gettext_lazy("Hvilken slags er det?"), choices=OFFER_KINDS)
    format = forms.ChoiceField(
        label=gettext_lazy("Er man sammen med andre?"), choices=FORMATS, widget=forms.RadioSelect
    )
    place = forms.ChoiceField(label=gettext_lazy("Hvor er det?"), required=False)
    new_place = forms.CharField(
        label=gettext_lazy("Hvad hedder det nye sted?"), required=False, max_length=120
    )
    new_address = forms.CharField(
        label=gettext_lazy("Det nye steds adresse"), required=False, max_length=200
    )
    where_note = forms.CharField(
        label=gettext_lazy("Hvis det ikke er et fast sted: hvor så?"),
        help_text=gettext_lazy("For eksempel »hjemme hos dig« eller »på skærmen«."),
        required=False,
        max_length=LENGTHS["where_note"],
    )
    price_kr = forms.IntegerField(
        label=gettext_lazy("Pris i kroner"),
        help_text=gettext_lazy("0 er gratis."),
        initial=0,
        min_value=0,
        max_value=100_000,
    )
    price_note = forms.CharField(
        label=gettext_lazy("Et ord om prisen"), required=False, max_length=LENGTHS["price_note"]
    )
    access = forms.ChoiceField(
        label=gettext_lazy("Kan man bare komme?"), choices=ACCESS, initial="open"
    )
    access_sentence = forms.CharField(
        label=gettext_lazy("Én sætning om, hvem der kan være med"),
        required=False,
        max_length=LENGTHS["access_sentence"],
    )
    anonymous_ok = forms.BooleanField(
        label=gettext_lazy("Man behøver ikke sige, hvem man er"), required=False
    )
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Hvilke sprog taler I?"),
        choices=LANGUAGES,
        initial=["da"],
        widget=forms.CheckboxSelectMultiple,
    )
    run_by = forms.ChoiceField(label=gettext_lazy("Hvem holder det?"), choices=RUN_BY)
    contact_name = forms.CharField(
        label=gettext_lazy("Hvem kan man spørge?"),
        required=False,
        max_length=LENGTHS["contact_name"],
    )
    contact_phone = forms.CharField(
        label=gettext_lazy("Telefon"), required=False, max_length=LENGTHS["contact_phone"]
    )
    contact_email = forms.EmailField(
        label=gettext_lazy("E-mail"), required=False, max_length=LENGTHS["contact_email"]
    )
    when_note = forms.CharField(
        label=gettext_lazy("Hvornår, hvis der ikke er faste tider"),
        required=False,
        max_length=LENGTHS["when_note"],
    )
    closed_days = forms.CharField(
        label=gettext_lazy("Dage på året uden"),
        help_text=gettext_lazy("Måned og dag: 12-24, eller et stykke: 07-06..07-31."),
        required=False,
        max_length=300,
    )
    title_en = forms.CharField(
        label=gettext_lazy("Navnet på engelsk"), required=False, max_length=LENGTHS["title_en"]
    )
    summary_en = forms.CharField(
        label=gettext_lazy("Sætningen på engelsk"),
        required=False,
        max_length=LENGTHS["summary_en"],
        widget=_area(2, "summary_en"),
    )
    description_en = forms.CharField(
        label=gettext_lazy("Hvad der sker, på engelsk"),
        required=False,
        max_length=LENGTHS["description_en"],
        widget=_area(4, "description_en"),
    )

    def __init__(
        self,
        data: Any = None,
        *,
        sheet: OfferSheet | None,
        organisations: list[Organisation],
        needs: list[tuple[str, str]],
        places: list[Place],
    ) -> None:
        super().__init__(data, initial=_initial(sheet) if sheet else {})
        self.sheet_before = sheet
        self._choose("provider", [(one.name, one.name) for one in organisations])
        self._choose("main_need", needs)
        self._choose("other_needs", needs)
        known = [(place.slug, place.name) for place in places]
        if sheet and sheet.place and sheet.place not in dict(known):
            known.append((sheet.place, sheet.place))  # closed since, and still where it is
        nowhere = [("", _("Ikke et fast sted")), (ELSEWHERE, _("Et nyt sted"))]
        self._choose("place", [*nowhere, *known])
        if len(organisations) == 1:
            self.fields["provider"].widget = forms.HiddenInput()
            self.initial["provider"] = organisations[0].name

    def _choose(self, name: str, choices: list[tuple[str, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - the type checker cannot know
        field.choices = choices

    def clean_closed_days(self) -> tuple[str, ...]:
        typed = self.cleaned_data["closed_days"].replace(";", ",").split(",")
        days = tuple(dict.fromkeys(day.strip() for day in typed if day.strip()))
        if wrong := [day for day in days if not is_closed_day(day)]:
            said = _("»%(day)s« er ikke en dag som 12-24.") % {"day": wrong[0][:20]}
            raise forms.ValidationError(said)
        return days

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        low, high = cleaned.get("min_age"), cleaned.get("max_age")
        if low is not None and high is not None and low > high:
            self.add_error("max_age", _("Den højeste alder er lavere end den laveste."))
        if cleaned.get("place") == ELSEWHERE:
            for name in ("new_place", "new_address"):
                if not cleaned.get(name):
                    self.add_error(name, _("Skriv det nye steds navn og adresse."))
        elif not cleaned.get("place") and not cleaned.get("where_note"):
            self.add_error("place", _("Vælg et sted, eller skriv, hvor det er."))
        return cleaned

    def sheet(self) -> OfferSheet:
        """What was written, as keep_offer takes it. Only of a valid form."""
        said = dict(self.cleaned_data)
        needs = (said.pop("main_need"), *said.pop("other_needs"))
        for name in ("new_place", "new_address"):
            said.pop(name)
        said["place"] = "" if said["place"] == ELSEWHERE else said["place"]
        said["who_for"], said["languages"] = tuple(said["who_for"]), tuple(said["languages"])
        kept = vars(self.sheet_before) if self.sheet_before else {"slug": "nyt"}
        return OfferSheet(**(kept | said | {"needs": tuple(dict.fromkeys(needs))}))

    def new_place_told(self) -> NewPlace | None:
        """The place that is not in the list yet, if that was chosen. Only of a valid form."""
        said = self.cleaned_data
        if said["place"] != ELSEWHERE:
            return None
        return NewPlace(" ".join(said["new_place"].split()), " ".join(said["new_address"].split()))


def _initial(sheet: OfferSheet) -> dict[str, Any]:
    return vars(sheet) | {
        "main_need": sheet.needs[0] if sheet.needs else "",
        "other_needs": list(sheet.needs[1:]),
        "closed_days": ", ".join(sheet.closed_days),
    }


class TimesForm(forms.Form):
    """When an offer happens, as one says it."""

    repeats = forms.ChoiceField(
        label=gettext_lazy("Hvor tit?"),
        choices=REPEATS,
        initial=Repeats.WEEKLY.value,
        widget=forms.RadioSelect,
    )
    days = forms.MultipleChoiceField(
        label=gettext_lazy("Hvilke dage?"),
        choices=WEEKDAYS,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    starts_on = forms.DateField(label=gettext_lazy("Første dag"), widget=day_input())
    starts_time = forms.TimeField(label=gettext_lazy("Fra klokken"), widget=time_input())
    ends_time = forms.TimeField(label=gettext_lazy("Til klokken"), widget=time_input())
    each_minutes = forms.TypedChoiceField(
        label=gettext_lazy("Er det samtaler med én ad gangen?"),
        choices=[
            ("", gettext_lazy("Nej")),
            *(
                (each, format_lazy(gettext_lazy("Ja, {n} minutter hver"), n=each))
                for each in TALK_LENGTHS
            ),
        ],
        required=False,
        coerce=int,
        empty_value=None,
    )
    seats = forms.IntegerField(
        label=gettext_lazy("Hvor mange pladser?"),
        help_text=gettext_lazy("Tomt, hvis man bare kommer."),
        required=False,
        min_value=1,
        max_value=MOST_SEATS,
    )

    def clean_starts_on(self) -> date:
        day: date = self.cleaned_data["starts_on"]
        if not clock.today() <= day <= clock.today() + timedelta(days=730):
            raise forms.ValidationError(_("Vælg en dag fra i dag og højst to år frem."))
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        weekly = cleaned.get("repeats") in (Repeats.WEEKLY.value, Repeats.FORTNIGHTLY.value)
        if weekly and not cleaned.get("days"):
            self.add_error("days", _("Vælg mindst én dag."))
        _check_span(self, cleaned)
        starts, ends = cleaned.get("starts_time"), cleaned.get("ends_time")
        each = cleaned.get("each_minutes")
        if each and starts and ends and 0 < minutes_between(starts, ends) < each:
            self.add_error("each_minutes", _("Der er ikke tid til en eneste samtale."))
        return cleaned

    def times(self) -> Times:
        """What was chosen, as add_times takes it. Only of a valid form."""
        said = self.cleaned_data
        days = [day for day in DAYS if day in said["days"]]
        return Times(
            starts_time=said["starts_time"],
            duration_minutes=minutes_between(said["starts_time"], said["ends_time"]),
            rrule=repetition(Repeats(said["repeats"]), days=days, starts_on=said["starts_on"]),
            starts_on=said["starts_on"],
            seats=said["seats"],
            each_minutes=said["each_minutes"],
        )


class MoveForm(forms.Form):
    """Another time, or another place, for one time only."""

    day = forms.DateField(label=gettext_lazy("Dag"), widget=day_input())
    starts_time = forms.TimeField(label=gettext_lazy("Fra klokken"), widget=time_input())
    ends_time = forms.TimeField(label=gettext_lazy("Til klokken"), widget=time_input())
    where_note = forms.CharField(
        label=gettext_lazy("Hvor, hvis det er et andet sted end ellers"),
        required=False,
        max_length=200,
    )

    def __init__(self, data: Any = None, *, session: Session) -> None:
        starts, ends = clock.local(session.starts_at), clock.local(session.ends_at)
        said = {
            "day": starts.date(), "starts_time": starts.time(), "ends_time": ends.time(),
            "where_note": session.where_note,
        }  # fmt: skip
        super().__init__(data, initial=said)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        _check_span(self, cleaned)
        return cleaned

    def starts_at(self) -> datetime:
        """The instant it now begins. Only of a valid form."""
        day, wall = self.cleaned_data["day"], self.cleaned_data["starts_time"]
        return clock.at(day, wall.hour, wall.minute)

    def minutes(self) -> int:
        """How long it now lasts. Only of a valid form."""
        return minutes_between(self.cleaned_data["starts_time"], self.cleaned_data["ends_time"])


class CancelForm(forms.Form):
    """Why one time does not take place."""

    why = forms.ChoiceField(
        label=gettext_lazy("Hvorfor er det aflyst?"),
        choices=[(code, words) for code, words in REASONS if code not in ("pause", "ended")],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=gettext_lazy("Hvis det er noget andet: skriv en sætning"),
        help_text=gettext_lazy("Alle kan læse den. Skriv ingen navne, og intet om nogens helbred."),
        required=False,
        max_length=200,
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("why") == "other" and not cleaned.get("words", "").strip():
            self.add_error("words", _("Skriv en sætning om, hvorfor det er aflyst."))
        return cleaned


def minutes_between(starts: time, ends: time) -> int:
    """From one clock to the other; midnight is the end of the day."""
    begin = starts.hour * 60 + starts.minute
    end = ends.hour * 60 + ends.minute
    return (end or 24 * 60) - begin


def _check_span(form: forms.Form, cleaned: dict[str, Any]) -> None:
    starts, ends = cleaned.get("starts_time"), cleaned.get("ends_time")
    if starts is not None and ends is not None and minutes_between(starts, ends) <= 0:
        form.add_error("ends_time", _("Det skal slutte, efter det er begyndt."))
