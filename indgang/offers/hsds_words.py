"""The lists that offers are described with, in Danish words, as the open data and files tell them."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import override

from indgang.offers.models import LawBasis, Need
from indgang.offers.models.choices import (
    ACCESS,
    EVIDENCE,
    FORMATS,
    LANGUAGES,
    OFFER_KINDS,
    RUN_BY,
    WHO_FOR,
)
from indgang.offers.rules.hsds import texts
from indgang.offers.rules.hsds.listed import Taxonomy, Term, Vocabulary
from indgang.people.models import Organisation

# The regions by their names in ISO 3166-2:DK, as postcodes lie in them: close enough for a field
# that HSDS demands and nobody here asks for.
_REGIONS = {
    "DK-84": range(1000, 3800), "DK-85": range(4000, 5000), "DK-83": range(5000, 7400),
    "DK-82": range(7400, 9000), "DK-81": range(9000, 10000),
}  # fmt: skip
LANGUAGE = "da"  # of the data: one answer for everybody, whatever his browser asks for


def vocabulary(
    needs: Sequence[Need],
    laws: Sequence[LawBasis],
    *,
    town: str = "",
    address: str = "",
    web: str = "",
) -> Vocabulary:
    """Everything that offers are described with. ``address`` is the house's. No query."""
    with override(LANGUAGE):
        terms = [*_needs(needs), *_laws(laws), *_choices(), *_facts(), *_text_terms()]
        return Vocabulary(
            taxonomies={one.code: one for one in _taxonomies()},
            terms={(term.taxonomy, term.code): term for term in terms},
            town=town,
            region=region_of(address),
            languages={code: str(name) for code, name in LANGUAGES},
            seat=_("plads"),
            hidden=_("Adressen er hemmelig. Ring, så får du at vide, hvor det er."),
            web=web,
        )


def region_of(address: str) -> str:
    """The region that a postcode in the address lies in; empty when there is none."""
    for word in address.replace(",", " ").split():
        if len(word) == 4 and word.isascii() and word.isdigit():
            return next((name for name, codes in _REGIONS.items() if int(word) in codes), "")
    return ""


def _taxonomies() -> Iterator[Taxonomy]:
    yield Taxonomy("needs", _("Behov"), _("Det, tilbuddet er godt for. Det vigtigste først."))
    yield Taxonomy("who_for", _("Hvem det er for"), _("Gæsten selv, eller en, der holder af ham."))
    yield Taxonomy("laws", _("Lovgrundlag"), _("De paragraffer, tilbuddet hviler på."))
    yield Taxonomy("kind", _("Slags"), _("Hvad for en slags tilbud det er."))
    yield Taxonomy("format", _("Form"), _("Sammen med andre, eller alene med en anden."))
    yield Taxonomy(
        "access", _("Adgang"), _("Om man bare kan komme, eller der først skal et ja til.")
    )
    yield Taxonomy("run_by", _("Drives af"), _("Hvem der tager imod."))
    yield Taxonomy("evidence", _("Viden"), _("Hvor godt det er undersøgt, om det hjælper."))
    yield Taxonomy("anonymous_ok", _("Uden navn"), _("Om man kan komme uden at sige, hvem man er."))
    yield Taxonomy("intrusive", _("Hvor meget det fylder"), _("Fra 0, en snak, til 3, et ophold."))
    yield Taxonomy("provider_kind", _("Hvem der står for det"), _("Kommune, forening eller andre."))
    yield Taxonomy("text", _("Tekster"), _("Det, standarden ikke selv har et felt til."))


def _needs(needs: Sequence[Need]) -> Iterator[Term]:
    for need in needs:
        said = (need.code, need.title, need.title_en, *need.words, *need.words_en)
        also = frozenset(word.casefold() for word in said if word)
        yield Term("needs", need.code, need.title, need.sentence, also)


def _laws(laws: Sequence[LawBasis]) -> Iterator[Term]:
    for law in laws:
        yield Term("laws", law.section, law.section, law.title)


def _choices() -> Iterator[Term]:
    lists = {
        "who_for": WHO_FOR, "kind": OFFER_KINDS, "format": FORMATS, "access": ACCESS,
        "run_by": RUN_BY, "evidence": EVIDENCE, "provider_kind": Organisation.KINDS,
    }  # fmt: skip
    for taxonomy, choices in lists.items():
        for code, name in choices:
            if code:
                yield Term(taxonomy, code, str(name))


def _facts() -> Iterator[Term]:
    yield Term("anonymous_ok", "yes", _("ja"))
    yield Term("anonymous_ok", "no", _("nej"))
    for number in range(4):
        yield Term("intrusive", str(number), str(number))


def _text_terms() -> Iterator[Term]:
    for code in texts.TEXT_TERMS:
        yield Term("text", code, code)
