from datetime import timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from indgang.access.queries import KIND_WORDS
from indgang.access.rules import faulty_groups, normalised
from indgang.kernel import clock
from indgang.kernel.privacy import Kind

CHOOSABLE = [(kind, words) for kind, words in KIND_WORDS.items() if kind is not Kind.CARD]
GROUP_NAMES = [
    gettext_lazy("første"), gettext_lazy("anden"), gettext_lazy("tredje"), gettext_lazy("fjerde"),
]  # fmt: skip
WEEKS = [
    ("4", gettext_lazy("4 uger")),
    ("12", gettext_lazy("12 uger")),
    ("26", gettext_lazy("et halvt år")),
]


class KeyForm(forms.Form):
    code = forms.CharField(
        label=gettext_lazy("Koden på dit nøglekort"),
        help_text=gettext_lazy("Fire grupper med seks tegn. Store og små bogstaver er lige gode."),
        max_length=200,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )
    shared = forms.BooleanField(
        label=gettext_lazy("Det er ikke min egen telefon eller computer"),
        required=False,
    )

    def clean_code(self) -> str:
        typed = self.cleaned_data["code"]
        faulty = faulty_groups(typed)
        if len(faulty) == 1:
            group = GROUP_NAMES[faulty[0] - 1]
            raise forms.ValidationError(
                _("Der er en fejl i den %(group)s gruppe. Prøv at se på kortet igen.")
                % {"group": group}
            )
        if faulty:
            raise forms.ValidationError(_("Koden passer ikke helt. Se på kortet, og prøv igen."))
        return normalised(typed)


class PermissionForm(forms.Form):
    receiver = forms.ChoiceField(label=gettext_lazy("Hvem?"), choices=[])
    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("Hvad må de se?"),
        choices=CHOOSABLE,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Sæt mindst et kryds.")},
    )
    may_write = forms.BooleanField(label=gettext_lazy("De må også skrive i det"), required=False)
    why = forms.CharField(
        label=gettext_lazy("Hvorfor?"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Du behøver ikke skrive noget."),
    )
    weeks = forms.ChoiceField(
        label=gettext_lazy("Hvor længe?"), choices=WEEKS, initial="12", widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, receivers: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        receiver = self.fields["receiver"]
        assert isinstance(receiver, forms.ChoiceField)  # noqa: S101 – declared above
        receiver.choices = [("", _("Vælg en")), *receivers]

    def permission(self) -> dict[str, Any]:
        """What was chosen, as give_permission takes it."""
        what, _colon, chosen = self.cleaned_data["receiver"].partition(":")
        return {
            f"to_{what}_id": UUID(chosen),
            "kinds": [Kind(kind) for kind in self.cleaned_data["kinds"]],
            "may_write": self.cleaned_data["may_write"],
            "why": self.cleaned_data["why"] or _("Du har sagt ja"),
            "valid_until": clock.now() + timedelta(weeks=int(self.cleaned_data["weeks"])),
        }
