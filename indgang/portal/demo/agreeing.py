"""How units of the demo municipality work together: what two pairs have agreed, and one is asked."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from indgang.people.operations import agree_cooperation, write_cooperation
from indgang.portal.demo.chronicle import Chronicle
from indgang.portal.demo.settling import Colleague, Settled


@dataclass(frozen=True)
class Promise:
    """What two colleagues have written and said yes to for their units."""

    by: str
    other: str
    days_ago: int
    text: str
    is_agreed: bool = True


PROMISES = (
    Promise(
        "ingelise",
        "birgitte",
        120,
        "Ønsker et menneske noget, der kræver et ja, sender Døren ønsket samme dag.\n\n"
        "Voksenmyndigheden siger inden for to dage, hvem der har det, og hvornår der kommer et "
        "svar. Ring altid, før du skriver nej til noget.\n\n"
        "Det åbne begynder imens. Ingen venter på et svar for at være med.",
    ),
    Promise(
        "ingelise",
        "birgitte",
        30,
        "Ønsker et menneske noget, der kræver et ja, sender Døren ønsket samme dag.\n\n"
        "Voksenmyndigheden siger dagen efter, hvem der har det, og hvornår der kommer et svar. "
        "Vi ringer til hinanden, før nogen siger nej.\n\n"
        "Det åbne begynder imens. Ingen venter på et svar for at være med.",
    ),
    Promise(
        "conny",
        "ingelise",
        60,
        "En vært fra Døren følger med første gang, hvis gæsten vil.\n\n"
        "Kajen siger til, når der er fuldt, og når der er plads igen. Er der noget galt, ringer "
        "vi til hinanden samme dag og ikke først på næste møde.",
    ),
    Promise(
        "ingelise",
        "ditte",
        2,
        "Jobcenteret har en fast medarbejder ved kaffebordet hver tirsdag.\n\n"
        "Døren siger til dagen før, hvis nogen venter på at tale med jer.",
        is_agreed=False,
    ),
)


def agree(chronicle: Chronicle, settled: Settled, *, now: datetime) -> None:
    """Each text is written by one colleague, and both say yes the day after, but for the last."""
    people = {name.split("-")[0]: one for name, one in settled.colleagues.items()}
    for promise in PROMISES:
        one, other = people.get(promise.by), people.get(promise.other)
        if one and other:
            _promise(
                chronicle, settled, promise, one, other, now - timedelta(days=promise.days_ago)
            )


def _promise(
    chronicle: Chronicle,
    settled: Settled,
    promise: Promise,
    one: Colleague,
    other: Colleague,
    moment: datetime,
) -> None:
    with chronicle.at(moment, one.key) as by:
        made = write_cooperation(
            unit_id=settled.units[one.member.unit],
            other_id=settled.units[other.member.unit],
            text=promise.text,
            by=by,
        )
        agree_cooperation(cooperation_id=made.id, by=by)
    if promise.is_agreed:
        with chronicle.at(moment + timedelta(days=1), other.key) as by:
            agree_cooperation(cooperation_id=made.id, by=by)
