from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy

from indgang.board.rules.rows import COLUMNS, Wanted

ANY = [("", gettext_lazy("Det er lige meget"))]
SORTS = [
    ("titel", gettext_lazy("Navn")),
    ("ledige", gettext_lazy("Ledige pladser")),
    ("venter", gettext_lazy("Hvor mange der venter")),
    ("naeste", gettext_lazy("Næste ledige tid")),
    ("aabent", gettext_lazy("Ventetid, når man bare kan komme")),
    ("afgoerelse", gettext_lazy("Ventetid, når der først skal et ja til")),
    ("savnet", gettext_lazy("Søgt forgæves")),
    ("kom", gettext_lazy("Kom i denne uge")),
    ("alder", gettext_lazy("Hvor gammelt tallet er")),
    ("holdt", gettext_lazy("Holdte pladser")),
    ("optaget", gettext_lazy("Optagede pladser")),
]


class BoardForm(forms.Form):
    """What one wants to see of the board. A wrong value in an address is passed over."""

    behov = forms.ChoiceField(required=False, label=gettext_lazy("Det handler om"))
    enhed = forms.ChoiceField(required=False, label=gettext_lazy("Hvem der står for det"))
    sted = forms.ChoiceField(required=False, label=gettext_lazy("Sted"))
    sorter = forms.ChoiceField(required=False, label=gettext_lazy("Rækkefølge"), choices=SORTS)
    plads = forms.BooleanField(required=False, label=gettext_lazy("Kun hvor der er plads"))
    venter = forms.BooleanField(required=False, label=gettext_lazy("Kun hvor nogen venter"))

    def __init__(
        self,
        *args: object,
        needs: Iterable[tuple[str, str]],
        units: Iterable[tuple[str, str]],
        places: Iterable[tuple[str, str]],
        is_short: bool,
        **kwargs: object,
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed on as they came
        for name, choices in (("behov", needs), ("enhed", units), ("sted", places)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - the type checker cannot know
            field.choices = [*ANY, *choices]
        if is_short:
            field = self.fields["sorter"]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - as above
            field.choices = [
                sort for sort in SORTS if sort[0] not in ("holdt", "optaget", "kom", "savnet")
            ]

    def wanted(self) -> Wanted:
        """What was asked for, without what could not be understood."""
        self.is_valid()
        found = self.cleaned_data
        sort = found.get("sorter") or "titel"
        return Wanted(
            need=found.get("behov") or "",
            unit=found.get("enhed") or "",
            place=found.get("sted") or "",
            has_room=bool(found.get("plads")),
            somebody_waits=bool(found.get("venter")),
            sort=sort if sort in COLUMNS else "titel",
            is_falling=self.data.get("ned") == "1",
        )
