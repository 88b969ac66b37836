"""What an administrator fills in about needs, places and the table of offers."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from indgang.offers.drawing import HEIGHT, WIDTH
from indgang.offers.forms.keeping import WEEKDAYS
from indgang.offers.models import Need, Place, SecretAddress
from indgang.offers.operations.catalogue import NeedSheet, PlaceSheet
from indgang.offers.rules.offer_table import MOST_BYTES
from indgang.offers.rules.opening import DAYS as OPENING_DAYS
from indgang.offers.rules.opening import spans_of_day
from indgang.people.models import Organisation

KNOWN = [("", gettext_lazy("Ved ikke")), ("yes", gettext_lazy("Ja")), ("no", gettext_lazy("Nej"))]
LONGEST_WORD, LONGEST_PHRASE = 60, 120  # characters; what the table takes
MOST_WORDS = 120  # words of one need; more is a list and no help


def _words(text: str, separators: str) -> tuple[str, ...]:
    for sign in separators:
        text = text.replace(sign, "\n")
    parts = (" ".join(part.split()) for part in text.splitlines())
    return tuple(dict.fromkeys(part for part in parts if part))


class NeedForm(forms.Form):
    """A need, and how people say it."""

    title = forms.CharField(label=gettext_lazy("Hvad hedder det?"), max_length=60)
    title_en = forms.CharField(
        label=gettext_lazy("Det samme på engelsk"), max_length=60, required=False
    )
    sentence = forms.CharField(
        label=gettext_lazy("En sætning, som en gæst ville sige den"),
        max_length=200,
        required=False,
    )
    sentence_en = forms.CharField(
        label=gettext_lazy("Sætningen på engelsk"), max_length=200, required=False
    )
    words = forms.CharField(
        label=gettext_lazy("Ord, folk søger med"),
        help_text=gettext_lazy("Med komma imellem."),
        required=False,
        max_length=6000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    phrases = forms.CharField(
        label=gettext_lazy("Sætninger, folk skriver"),
        help_text=gettext_lazy("Én på hver linje."),
        required=False,
        max_length=6000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    words_en = forms.CharField(
        label=gettext_lazy("Engelske ord"),
        help_text=gettext_lazy("Med komma imellem."),
        required=False,
        max_length=6000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, data: Any = None, *, need: Need | None) -> None:
        self.need = need
        super().__init__(data, initial=_said_of(need) if need else {})

    def clean_words(self) -> tuple[str, ...]:
        return self._list("words", ",;", LONGEST_WORD)

    def clean_words_en(self) -> tuple[str, ...]:
        return self._list("words_en", ",;", LONGEST_WORD)

    def clean_phrases(self) -> tuple[str, ...]:
        return self._list("phrases", "", LONGEST_PHRASE)

    def _list(self, name: str, separators: str, longest: int) -> tuple[str, ...]:
        found = _words(self.cleaned_data[name], separators)
        if len(found) > MOST_WORDS:
            raise forms.ValidationError(_("Det er for mange. Behold de vigtigste."))
        if too_long := [word for word in found if len(word) > longest]:
            said = _("»%(word)s…« er for langt.") % {"word": too_long[0][:30]}
            raise forms.ValidationError(said)
        return found

    def sheet(self, *, code: str, position: int) -> NeedSheet:
        """What was written, as keep_need takes it. Only of a valid form."""
        return NeedSheet(code=code, position=position, **self.cleaned_data)


def _said_of(need: Need) -> dict[str, str]:
    return {
        "title": need.title,
        "title_en": need.title_en,
        "sentence": need.sentence,
        "sentence_en": need.sentence_en,
        "words": ", ".join(need.words),
        "phrases": "\n".join(need.phrases),
        "words_en": ", ".join(need.words_en),
    }


class PlaceForm(forms.Form):
    """A place, how one gets there and in."""

    name = forms.CharField(label=gettext_lazy("Hvad hedder stedet?"), max_length=120)
    address = forms.CharField(label=gettext_lazy("Adresse"), max_length=200)
    neighbourhood = forms.CharField(
        label=gettext_lazy("Del af byen"),
        help_text=gettext_lazy("Gæster kan vælge den i søgningen under »Hvor i byen«."),
        required=False,
        max_length=60,
    )
    transport = forms.CharField(
        label=gettext_lazy("Sådan kommer man derhen"), required=False, max_length=300
    )
    step_free = forms.ChoiceField(
        label=gettext_lazy("Kan man komme ind uden trin?"), choices=KNOWN, required=False
    )
    accessible_toilet = forms.ChoiceField(
        label=gettext_lazy("Er der toilet med plads til kørestol?"), choices=KNOWN, required=False
    )
    host = forms.ChoiceField(
        label=gettext_lazy("Hvem passer stedet?"),
        help_text=gettext_lazy("Andre kan holde deres timer der. Så står der, hvem man møder."),
        required=False,
    )
    is_hidden = forms.BooleanField(
        label=gettext_lazy("Adressen er hemmelig"),
        help_text=gettext_lazy(
            "Ingen gæst ser adresse, vej eller sted på kortet. Kun de, der har tilbud her, kan se den."
        ),
        required=False,
    )
    hearing_loop = forms.ChoiceField(
        label=gettext_lazy("Er der teleslynge?"), choices=KNOWN, required=False
    )
    access_note = forms.CharField(
        label=gettext_lazy("Andet om at komme ind"), required=False, max_length=300
    )
    x = forms.FloatField(
        label=gettext_lazy("På kortet: hvor langt fra venstre kant (0 til 1000)"),
        required=False,
        min_value=0,
        max_value=WIDTH,
    )
    y = forms.FloatField(
        label=gettext_lazy("På kortet: hvor langt fra øverste kant (0 til 700)"),
        required=False,
        min_value=0,
        max_value=HEIGHT,
    )
    latitude = forms.FloatField(
        label=gettext_lazy("Breddegrad, som 55,6761"),
        help_text=gettext_lazy("Så kan gæster se, hvor langt der er, og finde det nærmeste."),
        required=False,
        min_value=-90,
        max_value=90,
    )
    longitude = forms.FloatField(
        label=gettext_lazy("Længdegrad, som 12,5683"),
        required=False,
        min_value=-180,
        max_value=180,
    )

    monday, tuesday, wednesday, thursday, friday, saturday, sunday = (
        forms.CharField(
            label=label,
            required=False,
            max_length=60,
            widget=forms.TextInput(attrs={"placeholder": "10:00-16:00"}),
        )
        for _code, label in WEEKDAYS
    )

    def __init__(
        self,
        data: Any = None,
        *,
        place: Place | None,
        secret: SecretAddress | None = None,
        hosts: list[Organisation],
    ) -> None:
        initial: dict[str, Any] = {}
        if place:
            plain = [name for name in self.base_fields if name not in (*OPENING_DAYS, "host")]
            initial = {name: getattr(place, name) for name in plain} | dict(place.hours)
            initial["host"] = next((one.name for one in hosts if one.id == place.host_id), "")
            if secret:
                names = ("address", "transport", "access_note")
                initial |= {name: getattr(secret, name) for name in names}
            for name in ("step_free", "accessible_toilet", "hearing_loop"):
                initial[name] = {True: "yes", False: "no", None: ""}[initial[name]]
        self.place = place
        super().__init__(data, initial=initial)
        host = self.fields["host"]
        assert isinstance(host, forms.ChoiceField)  # noqa: S101 - the type checker cannot know
        host.choices = [("", _("Ved ikke")), *((one.name, one.name) for one in hosts)]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for number, day in enumerate(OPENING_DAYS):
            if cleaned.get(day) and not spans_of_day(cleaned, number):
                self.add_error(day, _("Skriv åbningstiden som 10:00-16:00."))
        for one, other in (("x", "y"), ("latitude", "longitude")):
            if (cleaned.get(one) is None) != (cleaned.get(other) is None):
                self.add_error(other, _("Skriv begge tal, eller ingen af dem."))
        return cleaned

    def sheet(self, *, slug: str) -> PlaceSheet:
        """What was written, as keep_place takes it, with what is not asked. Only of a valid form."""
        said = dict(self.cleaned_data)
        for name in ("step_free", "accessible_toilet", "hearing_loop"):
            said[name] = {"yes": True, "no": False}.get(said[name])
        hours = {day: typed for day in OPENING_DAYS if (typed := said.pop(day).strip())}
        said["hours"] = hours
        return PlaceSheet(slug=slug, **said)


class TableForm(forms.Form):
    """A table of offers, from a spreadsheet."""

    table = forms.FileField(
        label=gettext_lazy("Filen med tilbud"),
        help_text=gettext_lazy("En CSV-fil med skabelonens kolonner."),
        max_length=200,
    )

    def clean_table(self) -> bytes:
        table = self.cleaned_data["table"]
        if table.size > MOST_BYTES:
            raise forms.ValidationError(_("Filen er for stor."))
        content: bytes = table.read()
        return content
