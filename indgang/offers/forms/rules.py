"""What an administrator fills in to say who may simply come, and to see that it says so."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy

from indgang.offers.models import AccessRule, Offer
from indgang.offers.models.choices import OFFER_KINDS, WHO_FOR
from indgang.offers.operations.rules_of_access import WrittenLine
from indgang.offers.rule_words import EXAMPLES, WHO
from indgang.offers.rules.access_per_use import Entry, Line, Use
from indgang.offers.rules.sheet import OLDEST

ANYONE = [("", gettext_lazy("Det er lige meget"))]
PEOPLE = [(code, WHO[code]) for code, _words in WHO_FOR]
MOST_TIMES = 500  # times; more is no limit that anyone counts to
Choices = Sequence[tuple[str, Any]]


class RuleNameForm(forms.Form):
    """What a rule is called, and whether a whole kind of offers follows it."""

    name = forms.CharField(
        label=gettext_lazy("Hvad skal reglen hedde?"),
        help_text=gettext_lazy("For eksempel: Væresteder. Det er kun til jer, der arbejder her."),
        max_length=80,
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Skal en hel slags tilbud følge den?"),
        help_text=gettext_lazy("Så gælder den også for nye tilbud af den slags."),
        choices=[("", gettext_lazy("Nej, jeg vælger tilbud ét for ét")), *OFFER_KINDS],
        required=False,
    )


class RuleForm(RuleNameForm):
    """A new rule, which begins from an example."""

    example = forms.ChoiceField(
        label=gettext_lazy("Hvad vil du begynde med?"),
        choices=[(code, title) for code, (title, _text) in EXAMPLES.items()],
        widget=forms.RadioSelect,
        initial="first_times",
    )

    def __init__(self, *args: Any, offer: Offer | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if offer is not None:  # it is this one's own and needs no name
            del self.fields["name"], self.fields["kind"]


class LineForm(forms.Form):
    """One line: for whom, for what, how old and how many times, and what is answered."""

    who = forms.ChoiceField(
        label=gettext_lazy("Hvem gælder linjen for?"), choices=[*ANYONE, *PEOPLE], required=False
    )
    need = forms.ChoiceField(label=gettext_lazy("Hvad handler det om?"), required=False)
    min_age = forms.IntegerField(
        label=gettext_lazy("Fra alder"), min_value=0, max_value=OLDEST, required=False
    )
    max_age = forms.IntegerField(
        label=gettext_lazy("Til og med alder"), min_value=0, max_value=OLDEST, required=False
    )
    max_times = forms.IntegerField(
        label=gettext_lazy("Kun de første gange: hvor mange?"),
        help_text=gettext_lazy("Tomt betyder, at det ikke er talt."),
        min_value=1,
        max_value=MOST_TIMES,
        required=False,
    )
    answer = forms.ChoiceField(
        label=gettext_lazy("Hvad er svaret?"),
        choices=AccessRule.ANSWERS,
        widget=forms.RadioSelect,
        initial="open",
    )
    decided_by = forms.CharField(
        label=gettext_lazy("Hvem siger ja?"),
        help_text=gettext_lazy("Kun hvis nogen skal. Gæsten læser: et ja fra …"),
        max_length=80,
        required=False,
    )
    law = forms.ChoiceField(
        label=gettext_lazy("Hvilken lov?"),
        help_text=gettext_lazy("Gæsten ser den ikke."),
        required=False,
    )
    sentence = forms.CharField(
        label=gettext_lazy("En sætning mere til gæsten"),
        help_text=gettext_lazy("Kan være tom. For eksempel: Ring først, så venter nogen på dig."),
        max_length=300,
        required=False,
    )
    sentence_en = forms.CharField(
        label=gettext_lazy("Sætningen på engelsk"), max_length=300, required=False
    )

    def __init__(
        self,
        data: Any = None,
        *,
        rule: AccessRule | None,
        is_last: bool,
        needs: Choices,
        laws: Choices,
    ) -> None:
        super().__init__(data, initial=_initial(rule))
        for name, choices in (("need", needs), ("law", laws)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 – declared above
            empty = ANYONE if name == "need" else [("", gettext_lazy("Ingen"))]
            field.choices = [*empty, *choices]
        if is_last:
            for name in ("who", "need", "min_age", "max_age", "max_times"):
                del self.fields[name]

    def written(self) -> WrittenLine:
        """What was written, as the operations take it. Only of a valid form."""
        said = self.cleaned_data
        line = Line(
            answer=Entry(said["answer"]),
            who=said.get("who") or "",
            need=said.get("need") or "",
            min_age=said.get("min_age"),
            max_age=said.get("max_age"),
            max_times=said.get("max_times"),
            decided_by=said["decided_by"] if said["answer"] == Entry.DECISION else "",
            sentence=said["sentence"],
        )
        law_id = UUID(said["law"]) if said["law"] else None
        return WrittenLine(line, sentence_en=said["sentence_en"], law_id=law_id)


class PersonLikeForm(forms.Form):
    """For a person like …: who, what about, how old, how many times before."""

    hvem = forms.ChoiceField(label=gettext_lazy("Hvem er det?"), choices=PEOPLE, required=False)
    behov = forms.ChoiceField(label=gettext_lazy("Hvad handler det om?"), required=False)
    alder = forms.IntegerField(
        label=gettext_lazy("Alder"), min_value=0, max_value=OLDEST, required=False
    )
    gange = forms.IntegerField(
        label=gettext_lazy("Gange før"), min_value=0, max_value=9999, required=False
    )
    tilbud = forms.ChoiceField(label=gettext_lazy("Hvilket tilbud?"), required=False)

    def __init__(self, data: Any, *, who: str, needs: Choices, offers: Choices) -> None:
        super().__init__(data, initial={"hvem": who, "gange": 0})
        self.who = who
        for name, choices in (
            ("behov", [("", gettext_lazy("Ikke sagt")), *needs]),
            ("tilbud", offers),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 – declared above
            field.choices = list(choices)
        if len(offers) < 2:
            del self.fields["tilbud"]

    def use(self) -> Use:
        """What was asked for, without what could not be understood."""
        self.is_valid()
        said = getattr(self, "cleaned_data", {})
        needs = frozenset({said["behov"]} if said.get("behov") else ())
        return Use(
            who=said.get("hvem") or self.who,
            needs=needs,
            age=said.get("alder"),
            times=said.get("gange") or 0,
        )

    def offer_id(self) -> str:
        """The offer that was chosen, if one was."""
        return str(getattr(self, "cleaned_data", {}).get("tilbud") or "")


def _initial(rule: AccessRule | None) -> dict[str, Any]:
    if rule is None:
        return {}
    names = (
        "who", "min_age", "max_age", "max_times", "answer", "decided_by", "sentence", "sentence_en",
    )  # fmt: skip
    kept = {name: getattr(rule, name) for name in names}
    return kept | {"need": rule.need_id or "", "law": str(rule.law_id or "")}
