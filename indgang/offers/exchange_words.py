"""What reading a catalogue in would do, or has done, for whoever sits at the terminal."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from indgang.offers.rules.hsds.plan import Plan, Planned
from indgang.offers.rules.hsds.tables import Placed
from indgang.offers.rules.offer_table import UnreadableTable
from indgang.offers.words_of_faults import fault_in_words

MOST_NAMED = 20  # names of a list; the rest of it is a number
MOST_FAULTS = 200


def unreadable_in_words(reason: UnreadableTable) -> str:
    """Why a file cannot be read at all."""
    sentences = {
        "too_large": _("Filen er for stor. Den må højst fylde %(detail)s MB."),
        "encoding": _("Filen kan ikke læses. Gem den som CSV med UTF-8."),
        "encoding_hsds": _("Filen kan ikke læses. Den skal være skrevet i UTF-8."),
        "not_csv": _("Filen kan ikke læses som en tabel. Er et anførselstegn ikke lukket?"),
        "not_json": _("Filen er ikke JSON: %(detail)s."),
        "not_services": _("Filen er JSON, men der er ingen tilbud i den, som standarden siger."),
        "not_xlsx": _("Regnearket kan ikke læses. Gem det igen, eller gem det som CSV."),
        "no_package": _("Pakken har ingen liste over sine tabeller (%(detail)s)."),
        "missing_file": _("Pakken nævner en fil, der ikke er i den: %(detail)s."),
        "broken_zip": _("Zip-filen er gået i stykker."),
        "zip_bomb": _("Zip-filen bliver alt for stor, når den pakkes ud. Den er ikke pakket ud."),
        "zip_path": _("Zip-filen vil skrive uden for sin egen mappe: %(detail)s."),
        "zip_locked": _("Zip-filen er låst med en kode."),
        "empty": _("Filen er tom."),
        "too_many_rows": _("Der er for mange rækker. Der må højst være %(detail)s."),
        "unknown_column": _("Kolonnen »%(detail)s« kender vi ikke. Hent skabelonen, og se efter."),
        "column_twice": _("Kolonnen »%(detail)s« er der to gange."),
        "missing_column": _("Kolonnen »%(detail)s« mangler."),
    }
    return sentences[reason.reason] % {"detail": reason.detail}


def placed_in_words(placed: Placed) -> str:
    """One fault: where it is, and what it is."""
    fault = fault_in_words(placed.fault)
    if placed.at.isdigit():
        return _("Række %(row)s, %(fault)s") % {"row": placed.at, "fault": fault}
    return _("%(at)s, %(fault)s") % {"at": placed.at, "fault": fault}


def report(plan: Plan, *, is_trial: bool, closes_gone: bool) -> Iterator[str]:
    """Line by line: what is new, changed, as it was and gone; what is left out; what is wrong."""
    yield _("Nye: %(new)s. Ændrede: %(changed)s. Som de var: %(same)s. Væk: %(gone)s.") % {
        "new": len(plan.new), "changed": len(plan.changed), "same": len(plan.same),
        "gone": len(plan.gone),
    }  # fmt: skip
    yield from _named(_("Ny"), plan.new)
    yield from _named(_("Ændret"), plan.changed)
    for listed in plan.gone[:MOST_NAMED]:
        yield f"  {_('Væk')}: {listed.sheet.title}"
    if plan.gone and not closes_gone:
        yield _("De, der er væk, bliver, som de er. Luk dem med --close-gone.")
    yield from _more(plan)
    yield from (placed_in_words(one) for one in plan.faults[:MOST_FAULTS])
    yield _end(plan, is_trial=is_trial)


def _named(word: str, planned: list[Planned]) -> Iterator[str]:
    for one in planned[:MOST_NAMED]:
        yield f"  {word}: {one.sheet.title}"
    if len(planned) > MOST_NAMED:
        yield "  " + _("… og %(number)s til.") % {"number": len(planned) - MOST_NAMED}


def _more(plan: Plan) -> Iterator[str]:
    if plan.new_providers:
        yield _("Nye, der står for noget: %(number)s.") % {"number": len(plan.new_providers)}
    if plan.new_spots:
        yield _("Nye steder: %(number)s.") % {"number": len(plan.new_spots)}
    if plan.drafts:
        yield _(
            "%(number)s kommer ind som kladder. Filen siger ikke, hvad de er gode for, og om man"
            " bare kan komme."
        ) % {"number": len(plan.drafts)}
    if plan.not_held:
        fields = ", ".join(f"{name} ({n})" for name, n in sorted(plan.not_held.items()))
        yield _("Har ikke plads her og læses ikke med: %(fields)s.") % {"fields": fields}


def _end(plan: Plan, *, is_trial: bool) -> str:
    if plan.faults:
        return _("%(number)s fejl. Intet er gemt. Ret filen, og prøv igen.") % {
            "number": len(plan.faults)
        }
    if is_trial:
        return _("Det var en prøve: intet er gemt. Gør det med --apply.")
    return _("Det er gemt. %(times)s gange er lagt i de næste otte uger.") % {"times": plan.times}
