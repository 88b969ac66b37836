"""A rule of access as those who write it read it: each line one plain sentence."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from indgang.kernel.words import joined
from indgang.offers.rules.access_per_use import Entry, Line
from indgang.offers.rules.access_reach import Odd, Warning
from indgang.offers.wording import language

WHO = {
    "self": gettext_lazy("en, der kommer for sin egen skyld"),
    "relative": gettext_lazy("en pårørende"),
    "parent": gettext_lazy("en forælder"),
    "sibling": gettext_lazy("en søskende"),
    "child": gettext_lazy("et barn af en, der har det svært"),
    "staff": gettext_lazy("en, der arbejder med mennesker"),
}
EXAMPLES = {
    "open": (
        gettext_lazy("Kom bare"),
        gettext_lazy("Alle kan komme, så tit de vil."),
    ),
    "first_times": (
        gettext_lazy("De første gange er åbne"),
        gettext_lazy("Fem gange uden videre. Så taler I sammen om, hvad der så skal til."),
    ),
    "relatives": (
        gettext_lazy("Pårørende må altid komme"),
        gettext_lazy("Familien kommer bare. Gæsten selv tager en snak først."),
    ),
    "young": (
        gettext_lazy("De unge kan begynde med det samme"),
        gettext_lazy("Åbent til og med 24 år. Alle andre tager en snak først."),
    ),
    "decided": (
        gettext_lazy("Prøv det først"),
        gettext_lazy("Tre gange er åbne. Så skal nogen sige ja."),
    ),
}


def line_in_words(line: Line, *, needs: Mapping[str, str], is_last_of_several: bool) -> str:
    """ "For en søskende, de første 5 gange: kom bare." """
    said = {"whom": _whom(line, needs, is_last_of_several), "answer": answer_in_words(line)}
    return _("For %(whom)s: %(answer)s.") % said


def rule_in_words(lines: Sequence[Line], needs: Mapping[str, str]) -> list[str]:
    """Every line of a rule, in order. No query."""
    last = len(lines) - 1
    return [
        line_in_words(line, needs=needs, is_last_of_several=0 < place == last)
        for place, line in enumerate(lines)
    ]


def answer_in_words(line: Line) -> str:
    """What the line answers, without measured days: those are the offer's."""
    if line.answer is Entry.OPEN:
        return _("kom bare")
    if line.answer is Entry.TALK:
        return _("vi taler sammen først")
    return _("her skal vi først have et ja fra %(who)s") % {"who": line.decided_by or _("kommunen")}


def warning_in_words(warning: Warning) -> str:
    """What to look at, in a sentence or two."""
    if warning.odd is Odd.HIDDEN:
        return _hidden(warning)
    if warning.odd is Odd.AGE_GAP:
        return _age_gap(warning)
    number = warning.number + 1
    return {
        Odd.NO_AGE: _("Den, der ikke siger sin alder, får linje %(number)s."),
        Odd.NO_LAW: _("Skriv, hvilken lov et ja efter linje %(number)s bliver givet efter."),
        Odd.NO_ONE: _("Skriv, hvem der siger ja i linje %(number)s. Nu står der kommunen."),
        Odd.LAW_IS_OPEN: _("Loven i linje %(number)s kræver ikke et ja. Kan man bare komme?"),
        Odd.LAW_DECIDES: _("Loven i linje %(number)s kræver et ja, men linjen siger noget andet."),
        Odd.LAW_ENDED: _("Loven i linje %(number)s gælder ikke længere."),
    }[warning.odd] % {"number": number}


def line_of_change(kept: Mapping[str, Any] | None) -> Line | None:
    """A line as it stood in the history; None where the change was of no line."""
    if not kept or "answer" not in kept:
        return None
    known = {name: value for name, value in kept.items() if name in Line.__dataclass_fields__}
    return Line(**(known | {"answer": Entry(kept["answer"])}))


def _whom(line: Line, needs: Mapping[str, str], is_last_of_several: bool) -> str:
    if line.fits_everyone:
        return _("alle andre") if is_last_of_several else _("alle")
    need = needs.get(line.need, line.need)
    parts = [
        str(WHO[line.who]) if line.who else _("alle"),
        _("når det handler om %(need)s") % {"need": need.lower()} if need else "",
        _ages(line),
        _times(line.max_times),
    ]
    return ", ".join(part for part in parts if part)


def _ages(line: Line) -> str:
    low, high = line.min_age, line.max_age
    if low is not None and high is not None:
        return _("%(low)s–%(high)s år") % {"low": low, "high": high}
    if low is not None:
        return _("fra %(low)s år") % {"low": low}
    return _("til og med %(high)s år") % {"high": high} if high is not None else ""


def _times(most: int | None) -> str:
    if most is None:
        return ""
    if most == 1:
        return _("første gang")
    return _("de første %(times)s gange") % {"times": most}


def _hidden(warning: Warning) -> str:
    number = warning.number + 1
    if not warning.others:
        return _("Linje %(number)s kan ingen komme til. Se på alder og gange.") % {"number": number}
    others = joined([str(place + 1) for place in warning.others], language())
    return ngettext(
        "Linje %(number)s bliver aldrig brugt: Linje %(others)s står før og tager alle, den taler om.",
        "Linje %(number)s bliver aldrig brugt: Linje %(others)s står før og tager alle, den taler om.",
        len(warning.others),
    ) % {"number": number, "others": others}


def _age_gap(warning: Warning) -> str:
    if warning.low == warning.high:
        ages = _("%(low)s år") % {"low": warning.low}
    else:
        ages = _("%(low)s–%(high)s år") % {"low": warning.low, "high": warning.high}
    return capfirst(
        _("%(ages)s er mellem to linjer og får linje %(number)s. Er det meningen?")
        % {"ages": ages, "number": warning.number + 1}
    )
