"""What is wrong with a sheet, in a sentence for the one who filled it in."""

from django.utils.translation import gettext as _

from indgang.offers.rules import sheet
from indgang.offers.rules.sheet import Fault, Wrong

_KNOWN = {
    "kind": sheet.KINDS,
    "format": sheet.FORMATS,
    "access": sheet.ACCESS,
    "run_by": sheet.RUN_BY,
    "evidence": sheet.EVIDENCE,
    "status": sheet.STATUSES,
    "who_for": sheet.WHO_FOR,
    "languages": sheet.LANGUAGES,
    "anonymous_ok": ("ja", "nej"),
    "provider_kind": sheet.PROVIDER_KINDS,
}


def fault_in_words(fault: Fault) -> str:
    """One sentence that names the column and what was written there."""
    names = {"column": fault.column, "value": fault.value}
    if fault.wrong is Wrong.NOT_A_CHOICE:
        known = ", ".join(value for value in _KNOWN[fault.column] if value)
        return _("%(column)s: »%(value)s« kan ikke vælges. Vælg mellem: %(known)s.") % (
            names | {"known": known}
        )
    return _sentences()[fault.wrong] % names


def _sentences() -> dict[Wrong, str]:
    return {
        Wrong.MISSING: _("%(column)s: skal udfyldes."),
        Wrong.TOO_LONG: _("%(column)s: må højst være %(value)s tegn."),
        Wrong.NOT_A_NUMBER: _("%(column)s: »%(value)s« er ikke et helt tal."),
        Wrong.NOT_A_TIME: _("%(column)s: »%(value)s« er ikke et klokkeslæt som 09:30."),
        Wrong.NOT_A_DAY: _("%(column)s: »%(value)s« er ikke en dag som 12-24 eller 2026-12-24."),
        Wrong.NOT_A_SLUG: _(
            "%(column)s: »%(value)s« må kun have små bogstaver fra a til z, tal og bindestreg."
        ),
        Wrong.NOT_A_RULE: _("%(column)s: »%(value)s« er ikke en gentagelse, vi kan sige højt."),
        Wrong.OUT_OF_REACH: _("%(column)s: %(value)s er for lidt eller for meget."),
        Wrong.AGES_SWAPPED: _("%(column)s: den højeste alder er lavere end den laveste."),
        Wrong.UNKNOWN: _("%(column)s: »%(value)s« findes ikke."),
        Wrong.NEW_PROVIDER: _(
            "%(column)s: »%(value)s« findes ikke. Er den ny, så skriv i provider_kind, hvad den er."
        ),
        Wrong.NEW_PLACE: _(
            "%(column)s: »%(value)s« findes ikke. Er det nyt, så skriv adressen i place_address."
        ),
        Wrong.OTHER_ADDRESS: _(
            "%(column)s: stedet har en anden adresse. Ret stedet i opsætningen, eller skriv »%(value)s«."
        ),
        Wrong.CLOSED: _("%(column)s: »%(value)s« er lukket. Vælg et andet, eller åbn det igen."),
        Wrong.TWICE: _("%(column)s: »%(value)s« er der allerede."),
        Wrong.FORMULA: _(
            "%(column)s: »%(value)s« ligner en formel. Begynd teksten med et bogstav."
        ),
        Wrong.CONTROL: _("%(column)s: der er et tegn, som ikke kan vises."),
        Wrong.MARKUP: _("%(column)s: »%(value)s« kan gøre skade på en side. Skriv kun tekst."),
        Wrong.NOT_A_TEXT: _("%(column)s: der står noget andet, end standarden siger."),
        Wrong.NOT_A_STATUS: _(
            "%(column)s: »%(value)s« kan ikke vælges. Vælg mellem: active, inactive, defunct,"
            " temporarily closed."
        ),
    }
