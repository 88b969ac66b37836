from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from indgang.people.models import Address
from indgang.people.operations import Papers
from indgang.people.queries import ShownIdentity


class IdentityForm(forms.Form):
    """A guest's own papers; every field can stay empty."""

    full_name = forms.CharField(
        label=gettext_lazy("Dit fulde navn"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    cpr = forms.CharField(
        label=gettext_lazy("Dit CPR-nummer"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
    )
    street = forms.CharField(
        label=gettext_lazy("Vej og nummer"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "street-address"}),
    )
    postal_code = forms.RegexField(
        r"^\d{4}$",
        label=gettext_lazy("Postnummer"),
        required=False,
        error_messages={"invalid": gettext_lazy("Et postnummer er fire tal.")},
        widget=forms.TextInput(attrs={"autocomplete": "postal-code", "inputmode": "numeric"}),
    )
    city = forms.CharField(
        label=gettext_lazy("By"),
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "address-level2"}),
    )
    is_protected = forms.BooleanField(
        label=gettext_lazy("Mit navn og min adresse er beskyttet"),
        help_text=gettext_lazy("Så skal en kollega trykke en gang til, og du kan se det."),
        required=False,
    )

    def __init__(self, data: Any, *, known: ShownIdentity | None, address: Address | None) -> None:
        initial: dict[str, Any] = {}
        if known:
            initial |= {"full_name": known.full_name, "is_protected": known.is_protected}
        if address:
            initial |= {n: getattr(address, n) for n in ("street", "postal_code", "city")}
        super().__init__(data, initial=initial)
        if known and known.masked_cpr:
            self.fields["cpr"].help_text = _(
                "Vi har %(number)s. Lad feltet være tomt for at beholde det."
            ) % {"number": known.masked_cpr}

    def papers(self) -> Papers:
        """What was written, as keep_identity takes it."""
        return Papers(**self.cleaned_data)
