"""What a group's pages say of duties, lines of the book and months."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from indgang.groups.models import CashMonth, Entry, Handover, Member
from indgang.groups.queries import Book, Duty, Table, Time
from indgang.groups.rules.cash import Account, effect_on, in_kroner, kind_of
from indgang.offers.wording import when_in_words
from indgang.web.parts import Row

GAPS_SHOWN = 2  # times that nobody opens, one by one on the first page; own choice


@dataclass(frozen=True)
class Missing:
    """Something that is nobody's and ought to be somebody's."""

    text: str
    href: str = ""
    duty: str = ""


def name_of(member: Member | None) -> str:
    """The name somebody chose; of one who has left nothing but that."""
    if member is None:
        return _("ingen")
    return member.shown_name or _("en tidligere i gruppen")


def keeper_of(member: Member) -> str:
    """Who wrote in the cash book."""
    return member.shown_name or _("en tidligere kasserer")


def duty_title(code: str) -> str:
    """What a duty is called as a heading."""
    return {
        "key": _("Nøglen"), "cash": _("Kassen og kassebogen"),
        "contact": _("Den, man kan spørge"),
    }[code]  # fmt: skip


def duty_words(duty: Duty, table: Table) -> str:
    """Who has it."""
    if duty.holder is None:
        return {
            "key": _("Ingen har sagt, at de har nøglen."),
            "cash": _("I har ingen kasserer."),
            "contact": _("Der er ingen, man kan spørge."),
        }[duty.code]
    if duty.holder.id == table.me.id:
        return {
            "key": _("Du har nøglen."),
            "cash": _("Du er kasserer."),
            "contact": _("Du er den, man kan spørge."),
        }[duty.code]
    name = duty.holder.shown_name
    return {
        "key": _("%(name)s har nøglen."),
        "cash": _("%(name)s er kasserer."),
        "contact": _("%(name)s er den, man kan spørge."),
    }[duty.code] % {"name": name}


def taking(code: str) -> str:
    """What one says when one takes what nobody has."""
    return {
        "key": _("Jeg har nøglen"),
        "cash": _("Jeg vil være kasserer"),
        "contact": _("Man kan spørge mig"),
    }[code]


def offered_words(link: Handover) -> str:
    """Somebody holds something out."""
    words = {
        "key": _("%(name)s vil give dig nøglen."),
        "cash": _("%(name)s vil give dig kassen og kassebogen."),
        "contact": _("%(name)s vil have, at man kan spørge dig."),
    }[link.duty]
    return words % {"name": name_of(link.from_member)}


def link_words(link: Handover) -> str:
    """One link of a chain of hands."""
    there = {"from": name_of(link.from_member), "to": name_of(link.to_member)}
    if link.to_member is None:
        return _("%(from)s gav slip") % there
    if link.from_member is None:
        return _("%(to)s tog imod") % there
    return _("fra %(from)s til %(to)s") % there


def opens(time: Time, table: Table) -> str:
    """Who opens one time."""
    if time.turn is None:
        return _("Ingen åbner endnu")
    mine = time.turn.member_id == table.me.id
    name = time.turn.member.shown_name
    if time.is_asked:
        return (
            _("Du åbner, hvis ingen anden kan")
            if mine
            else _("%(name)s vil gerne bytte") % {"name": name}
        )
    return _("Du åbner") if mine else _("%(name)s åbner") % {"name": name}


def opener_is(time: Time, table: Table) -> str:
    """Whose turn it is for the page's buttons: nobody's, mine, asked (mine), free (another's) or other."""
    if time.turn is None:
        return "nobody"
    if time.turn.member_id == table.me.id:
        return "asked" if time.is_asked else "mine"
    return "free" if time.is_asked else "other"


def missing_of(
    duties: dict[str, Duty], times: Sequence[Time], waiting: CashMonth | None, table: Table
) -> list[Missing]:
    """What nobody has in hand, most pressing first."""
    base = f"/gruppe/{table.group.slug}"
    gaps = [time for time in times if time.is_gap and time.is_soon]
    found = [
        Missing(_("Ingen åbner %(when)s.") % {"when": when_in_words(time.session)}, f"{base}/tider")
        for time in gaps[:GAPS_SHOWN]
    ]
    if len(gaps) > GAPS_SHOWN:
        more = ngettext(
            "Og en gang mere i den næste uge.", "Og %(number)s gange mere i den næste uge.",
            len(gaps) - GAPS_SHOWN,
        )  # fmt: skip
        found.append(Missing(more % {"number": len(gaps) - GAPS_SHOWN}, f"{base}/tider"))
    found += [
        Missing(duty_words(duty, table), f"{base}/folk", code)
        for code, duty in duties.items()
        if duty.holder is None
    ]
    if waiting is not None and waiting.closed_by_id != table.me.id:
        text = _("En anden end kassereren skal se på %(month)s.")
        found.append(
            Missing(
                text % {"month": month_words(waiting.month)},
                f"{base}/kasse?maaned={waiting.month:%Y-%m}",
            )
        )
    return found


def month_words(month: date) -> str:
    """ "oktober 2026"."""
    return date_format(month, "F Y")


def kr(ore: int) -> str:
    """ "1.234,50 kr."."""
    return _("%(amount)s kr.") % {"amount": in_kroner(ore)}


def entry_words(entry: Entry) -> str:
    """What a line is about, and what it undoes."""
    if entry.corrects is None:
        return entry.text
    return _("Rettelse af nr. %(number)s: %(text)s") % {
        "number": entry.corrects.number, "text": entry.text,
    }  # fmt: skip


def kind_words(entry: Entry) -> str:
    """What has happened, in a word or two."""
    return {
        "spent": _("brugt"), "earned": _("fået"), "granted": _("fra kommunen"),
        "moved": _("flyttet"), "before": _("fra før"),
    }[kind_of(Account(entry.taken_from), Account(entry.put_into)).value]  # fmt: skip


def signed(ore: int) -> str:
    """An amount in a column, empty for nothing."""
    return in_kroner(ore) if ore else ""


def rows_of(book: Book, base: str = "") -> list[Row]:
    """The lines of a month, between what it began and what it ended with; each leads to its page."""
    lines = [
        Row(
            (
                entry_words(entry),
                str(entry.number),
                date_format(entry.day, "SHORT_DAY"),
                signed(effect_on(Account.CASH, entry.posting)),
                signed(effect_on(Account.BANK, entry.posting)),
            ),
            f"{base}/{entry.id}" if base else "",
        )
        for entry in book.entries
    ]
    opening, closing = book.sums.opening, book.sums.closing
    return [_sum_row(_("Fra før"), opening), *lines, _sum_row(_("I alt"), closing)]


def columns() -> list[str]:
    """The names of the columns."""
    return [_("Hvad"), _("Nr."), _("Dag"), _("Kassen"), _("Banken")]


def shopping_words(number: int) -> str:
    """How much is missing."""
    if not number:
        return _("Der mangler ikke noget")
    return ngettext("Der mangler en ting", "Der mangler %(number)s ting", number) % {
        "number": number
    }


def _sum_row(label: str, held: dict[Account, int]) -> Row:
    return Row((label, "", "", in_kroner(held[Account.CASH]), in_kroner(held[Account.BANK])))
