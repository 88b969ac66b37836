"""One question or a few, in everyday words. Nobody at the table needs to know bookkeeping."""

from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from indgang.groups.models import Purchase
from indgang.groups.queries import Table
from indgang.groups.rules.cash import LARGEST_ORE, Account, Kind, in_kroner, ore_of
from indgang.kernel import clock

NAME_HINT = gettext_lazy(
    "Det er det navn, de andre ser. Det behøver ikke være dit rigtige. Du kan lave det om."
)


class AmountField(forms.CharField):
    """Kroner and øre as one writes them; whole øre to the rest of the program."""

    def __init__(self, *, least: int = 1, **kwargs: Any) -> None:
        super().__init__(max_length=14, **kwargs)
        self.least = least
        self.widget.attrs["inputmode"] = "decimal"

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        ore = ore_of(text)
        if ore is None or not self.least <= ore <= LARGEST_ORE:
            raise ValidationError(_("Skriv et beløb, som 45 eller 45,50."))
        return ore


class NameForm(forms.Form):
    """What one is called in the group."""

    shown_name = forms.CharField(
        label=gettext_lazy("Hvad vil du hedde i gruppen?"), help_text=NAME_HINT, max_length=40
    )


class WordsForm(forms.Form):
    """What the group is called, and what it does."""

    name = forms.CharField(label=gettext_lazy("Hvad hedder gruppen?"), max_length=80)
    about = forms.CharField(
        label=gettext_lazy("Hvad laver I?"),
        help_text=gettext_lazy("Skriv, hvad I gør, hvor og hvornår. Skriv ikke, hvem I er."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": "3"}),
    )


class StartForm(WordsForm, NameForm):
    """An idea, and what one is called in it."""

    field_order = ("name", "about", "shown_name")


class JoinForm(NameForm):
    """A code that somebody in the group has told."""

    code = forms.CharField(
        label=gettext_lazy("Koden, du har fået"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocapitalize": "none", "autocomplete": "off"}),
    )
    field_order = ("code", "shown_name")


class WantForm(forms.Form):
    """Something is needed."""

    what = forms.CharField(label=gettext_lazy("Hvad mangler I?"), max_length=120)


class BoughtForm(forms.Form):
    """What it cost, if the group is to pay."""

    cost = AmountField(
        label=gettext_lazy("Hvad kostede det? (kr.)"),
        help_text=gettext_lazy("Lad feltet stå tomt, hvis du giver det."),
        required=False,
    )


class GiveForm(forms.Form):
    """Whom one hands something on to."""

    to = forms.ChoiceField(label=gettext_lazy("Hvem vil du give det til?"))

    def __init__(self, *args: Any, table: Table, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["to"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 – for the type alone
        field.choices = [(str(member.id), member.shown_name) for member in table.others]

    @property
    def to_id(self) -> UUID:
        """The chosen chair."""
        return UUID(self.cleaned_data["to"])


class LeaveForm(forms.Form):
    """For the last one: where key and money are now."""

    went_to = forms.CharField(
        label=gettext_lazy("Hvor er nøglen og pengene nu?"),
        help_text=gettext_lazy("For eksempel: »Afleveret på Kilden til Conny den 3. maj.«"),
        max_length=200,
    )


class EntryForm(forms.Form):
    """A line of the cash book, as one would say it."""

    KINDS = (
        (Kind.SPENT, gettext_lazy("Vi har brugt penge")),
        (Kind.EARNED, gettext_lazy("Vi har fået penge")),
        (Kind.GRANTED, gettext_lazy("Kommunen har givet os penge")),
        (Kind.MOVED, gettext_lazy("Vi har flyttet penge mellem kassen og banken")),
        (Kind.BEFORE, gettext_lazy("Penge, vi havde, før vi begyndte på kassebogen")),
    )
    WHERE = ((Account.CASH, gettext_lazy("Kassen")), (Account.BANK, gettext_lazy("Banken")))

    kind = forms.ChoiceField(
        label=gettext_lazy("Hvad er der sket?"), choices=KINDS, widget=forms.RadioSelect
    )
    amount = AmountField(label=gettext_lazy("Hvor meget? (kr.)"))
    text = forms.CharField(label=gettext_lazy("Hvad var det?"), max_length=120)
    where = forms.ChoiceField(
        label=gettext_lazy("Kassen eller banken?"),
        help_text=gettext_lazy("Har I flyttet penge, så vælg det sted, de lå før."),
        choices=WHERE,
        widget=forms.RadioSelect,
        initial=Account.CASH,
    )
    day = forms.DateField(
        label=gettext_lazy("Hvilken dag?"), widget=forms.DateInput, initial=clock.today
    )
    receipt = forms.CharField(
        label=gettext_lazy("Hvor er bonen?"),
        help_text=gettext_lazy(
            "For eksempel: »Nr. 12 i mappen«. Skriv »ingen«, hvis der ikke er en."
        ),
        max_length=120,
        required=False,
    )

    @staticmethod
    def of_purchase(purchase: Purchase) -> dict[str, Any]:
        """What the form begins with for something somebody has bought."""
        return {
            "kind": Kind.SPENT,
            "amount": in_kroner(purchase.cost_ore or 0),
            "text": purchase.what,
            "day": clock.local(purchase.bought_at).date() if purchase.bought_at else None,
        }

    def values(self) -> dict[str, Any]:
        """What the operation is to be told."""
        said = self.cleaned_data
        return {
            "kind": Kind(said["kind"]),
            "where": Account(said["where"]),
            "day": said["day"],
            "text": said["text"],
            "amount_ore": said["amount"],
            "receipt": said["receipt"],
        }


class CorrectForm(forms.Form):
    """Why a line was wrong."""

    why = forms.CharField(
        label=gettext_lazy("Hvad var forkert?"),
        help_text=gettext_lazy("Det kommer til at stå i kassebogen."),
        max_length=120,
    )


class CountForm(forms.Form):
    """What is in the tin."""

    counted = AmountField(
        label=gettext_lazy("Hvor meget er der i kassen lige nu? (kr.)"),
        help_text=gettext_lazy("Tæl pengene, før du skriver. Er kassen tom, så skriv 0."),
        least=0,
    )


class ShowForm(forms.Form):
    """Which of one's offers shows the group."""

    offer = forms.ChoiceField(label=gettext_lazy("Hvilket tilbud viser gruppen?"))

    def __init__(self, *args: Any, offers: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["offer"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 – for the type alone
        field.choices = offers
