from collections.abc import Callable
from functools import cache
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from indgang.offers.models import Offer
from indgang.offers.models.choices import FORMATS, LANGUAGES, WHO_FOR
from indgang.offers.queries import OfferSearch, needs_to_choose, rules_of, spot_named
from indgang.offers.rules.access_per_use import Use

ANY = [("", gettext_lazy("Det er lige meget"))]
WHEN = [
    ("now", gettext_lazy("Lige nu")),
    ("today", gettext_lazy("I dag")),
    ("evening", gettext_lazy("Om aftenen")),
    ("weekend", gettext_lazy("I weekenden")),
]
OLDEST = 120  # years


class SearchForm(forms.Form):
    """What one looks for. A wrong value in an address is passed over, never an error."""

    q = forms.CharField(required=False, max_length=200)
    behov = forms.ChoiceField(required=False, label=gettext_lazy("Det handler om"))
    hvem = forms.ChoiceField(
        required=False, label=gettext_lazy("Det er til"), choices=[*ANY, *WHO_FOR]
    )
    alder = forms.IntegerField(
        required=False, label=gettext_lazy("Alder"), min_value=0, max_value=OLDEST
    )
    hvor = forms.ChoiceField(required=False, label=gettext_lazy("Hvor i byen"))
    tid = forms.ChoiceField(required=False, label=gettext_lazy("Hvornår"), choices=[*ANY, *WHEN])
    sprog = forms.ChoiceField(
        required=False, label=gettext_lazy("Sprog"), choices=[*ANY, *LANGUAGES]
    )
    form = forms.ChoiceField(
        required=False, label=gettext_lazy("Sammen eller alene"), choices=[*ANY, *FORMATS]
    )
    unge = forms.BooleanField(required=False, label=gettext_lazy("Kun det, der er for unge"))
    gratis = forms.BooleanField(required=False, label=gettext_lazy("Kun det, der er gratis"))
    aaben = forms.BooleanField(required=False, label=gettext_lazy("Kun det, der er åbent for alle"))
    plads = forms.BooleanField(required=False, label=gettext_lazy("Kun hvor der er plads"))
    naer = forms.ChoiceField(required=False, label=gettext_lazy("Vis det nærmeste først, set fra"))
    nu = forms.BooleanField(required=False, label=gettext_lazy("Åbent nu"))
    idag = forms.BooleanField(required=False, label=gettext_lazy("Kan begynde i dag"))
    sted = forms.SlugField(required=False, widget=forms.HiddenInput, max_length=60)

    def __init__(
        self,
        *args: Any,
        needs: Callable[[], list[tuple[str, str]]],
        neighbourhoods: Callable[[], list[str]],
        spots: Callable[[], list[tuple[str, list[tuple[str, str]]]]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        # Asked for only if the choices are shown, or one of them was chosen, and then once.
        self._choose("behov", lambda: [*ANY, *needs()])
        self._choose("hvor", lambda: [*ANY, *((name, name) for name in neighbourhoods())])
        self._choose("naer", lambda: [*ANY, *spots()])

    def _choose(self, name: str, choices: Callable[[], list[tuple[str, Any]]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - the type checker cannot know
        field.choices = cache(choices)

    def search(self) -> OfferSearch:
        """What was asked for, without what could not be understood."""
        self.is_valid()
        found = self.cleaned_data
        return OfferSearch(
            text=found.get("q") or self.data.get("q", "")[:200].replace("\0", ""),
            need=found.get("behov") or "",
            who=found.get("hvem") or "",
            age=found.get("alder"),
            neighbourhood=found.get("hvor") or "",
            place=found.get("sted") or "",
            near=spot_named(found["naer"]) if found.get("naer") else None,
            when=found.get("tid") or "",
            language=found.get("sprog") or "",
            format=found.get("form") or "",
            is_young=bool(found.get("unge")),
            is_free=bool(found.get("gratis")),
            open_to_all=bool(found.get("aaben")),
            has_room=bool(found.get("plads")),
            open_now=bool(found.get("nu")),
            can_start_today=bool(found.get("idag")),
        )


class UseForm(forms.Form):
    """Who an offer is for and how old, asked only where the answer decides something."""

    who = forms.ChoiceField(label=gettext_lazy("Hvem er det til?"), choices=WHO_FOR)
    need = forms.ChoiceField(label=gettext_lazy("Hvad vil du gerne have hjælp til?"))
    age = forms.IntegerField(
        label=gettext_lazy("Hvor gammel er du?"), min_value=0, max_value=OLDEST
    )

    def __init__(self, *args: Any, offer: Offer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rules = rules_of(offer)
        if not any(rule.who for rule in rules):
            del self.fields["who"]
        if needs := {rule.need_id for rule in rules if rule.need_id}:
            named = [choice for choice in needs_to_choose() if choice[0] in needs]
            need = self.fields["need"]
            assert isinstance(need, forms.ChoiceField)  # noqa: S101 – declared above
            need.choices = [*named, ("other", _("Noget andet"))]
        else:
            del self.fields["need"]
        if not any(rule.min_age is not None or rule.max_age is not None for rule in rules):
            del self.fields["age"]

    def use(self) -> Use:
        """What was answered. Only of a valid form."""
        answers = self.cleaned_data
        needs = frozenset({answers["need"]} if answers.get("need") else ())
        return Use(who=answers.get("who") or "self", needs=needs, age=answers.get("age"))


class TryForm(UseForm):
    """A nickname is enough to take a seat."""

    nickname = forms.CharField(
        label=gettext_lazy("Hvad vil du kaldes?"),
        help_text=gettext_lazy("Det behøver ikke være dit rigtige navn."),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "nickname", "maxlength": 60}),
    )
    shared = forms.BooleanField(
        label=gettext_lazy("Det er ikke min egen telefon eller computer"), required=False
    )
    token = forms.CharField(widget=forms.HiddenInput, max_length=300)

    field_order = ("nickname", "who", "need", "age", "shared", "token")

    def clean_nickname(self) -> str:
        nickname = " ".join(self.cleaned_data["nickname"].split())
        if not any(sign.isalnum() for sign in nickname):
            raise forms.ValidationError(_("Skriv et navn, vi kan sige højt."))
        return nickname
