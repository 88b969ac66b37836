"""Times, seats, prices and access as a guest says them. In the language of the page."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta

from django.utils import translation
from django.utils.formats import number_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from indgang.kernel import clock
from indgang.kernel.words import WEEKDAYS, Language, day_in_words, joined, time_in_words
from indgang.offers.models import AccessRule, Booking, Offer, Room, Session
from indgang.offers.models.choices import LANGUAGES, REASONS, RUN_BY, WHO_FOR
from indgang.offers.rules.access_per_use import Answer, Entry
from indgang.offers.rules.opening import Opening, spans_of_day
from indgang.offers.rules.seats import BookingStatus
from indgang.offers.rules.spots import minutes_on_foot
from indgang.web.danish import in_danish

ALL_DAY = timedelta(hours=20)  # as long as this is "all day" to anyone
HERE = 25  # metres; nearer than that is the place itself
LONGEST_WALK = 60  # minutes; nobody is told to walk farther
ALL_SIDES = frozenset({"self", "relative", "staff"})  # who learn at the same table
FEW_SEATS = 3  # so few that one says how many


def language() -> Language:
    """The language of the page: Danish unless it is English."""
    return "en" if (translation.get_language() or "da").startswith("en") else "da"


def text_of(row: Offer | AccessRule, name: str) -> str:
    """One of its texts in the language of the page; in Danish where there is no English."""
    english = getattr(row, f"{name}_en") if language() == "en" else ""
    return str(english) or in_danish(getattr(row, name))


def capital(text: str) -> str:
    """The text as it begins a line, in the language it was in."""
    return type(text)(capfirst(text))


def day_words(day: date) -> str:
    """ "i dag", "i morgen", "på mandag" within a week, else with the date."""
    away = (day - clock.today()).days
    weekday = WEEKDAYS[language()][day.weekday()]
    if away in (0, 1):
        return [_("i dag"), _("i morgen")][away]
    if 1 < away < 7:
        return _("på %(weekday)s") % {"weekday": weekday}
    said = day_in_words(day, language())
    return _("%(weekday)s den %(day)s") % {"weekday": weekday, "day": said}


def when_in_words(session: Session) -> str:
    """ "i dag kl. 14–16", "lige nu, til kl. 16", "hele døgnet"."""
    now = clock.now()
    if session.ends_at - session.starts_at >= ALL_DAY:
        return (
            _("hele døgnet") if session.starts_at <= now else day_words(day_of(session.starts_at))
        )
    ends = _end(session.ends_at)
    if session.starts_at <= now:
        words = (
            _("lige nu, til kl. %(time)s") if ends != _("midnat") else _("lige nu, til %(time)s")
        )
        return words % {"time": ends}
    times = {"day": day_words(day_of(session.starts_at)), "from": _time(session.starts_at)}
    return _("%(day)s kl. %(from)s–%(to)s") % (times | {"to": ends})


def room_in_words(session: Session, *, one_just_comes: bool = True) -> str:
    """Whether there is room, in a few honest words. Nothing for what is not at a place."""
    free = session.free
    if free is None:
        words = _("kom bare, der er plads") if one_just_comes else _("der er plads")
        return words if session.offer.place_id else ""
    if session.draw_on is not None:
        words = ngettext("%(seats)s plads i alt", "%(seats)s pladser i alt", session.seats or 0)
        return words % {"seats": session.seats}
    if session.has_room:
        if free > FEW_SEATS:
            return _("der er plads")
        return ngettext("%(free)s plads tilbage", "%(free)s pladser tilbage", free) % {"free": free}
    if session.waiting:
        words = ngettext("fuldt, %(waiting)s venter", "fuldt, %(waiting)s venter", session.waiting)
        return words % {"waiting": session.waiting}
    return _("fuldt lige nu")


def age_of_figure(session: Session) -> str:
    """How old the figure of free seats is."""
    return age_of(session.counted_at)


def age_of(instant: datetime) -> str:
    """How long ago somebody saw that it is so."""
    old = clock.now() - instant
    day = day_of(instant)
    if old < timedelta(minutes=2):
        return _("set lige nu")
    if old < timedelta(hours=1):
        minutes = int(old.total_seconds() // 60)
        return _("set for %(minutes)s minutter siden") % {"minutes": minutes}
    if day == clock.today():
        return _("set i dag kl. %(time)s") % {"time": _time(instant)}
    if (clock.today() - day).days == 1:
        return _("set i går")
    return _("set %(day)s") % {"day": day_in_words(day, language())}


def said_of_room(room: Room | None) -> str:
    """What those who hold an offer have said about room; nothing once they should be back."""
    if room is None or not room.says or (room.back_on and room.back_on <= clock.today()):
        return ""
    if room.back_on:
        return _("holder pause og er tilbage %(day)s") % {"day": day_words(room.back_on)}
    return _("der er plads") if room.says == "room" else _("fuldt lige nu")


def access_in_words(
    answer: Answer, offer: Offer | None = None, session: Session | None = None
) -> str:
    """All that a guest is told of the rules: when he can start, or whose yes comes first.

    The same words on every page. With the next session it names the day, and with the offer how
    long a yes has taken, if enough of them are known. Never that something is not for somebody.
    """
    if answer.depends:
        return _("du kan måske starte med det samme")
    if answer.entry is Entry.DECISION:
        return _yes_in_words(answer, offer)
    if answer.entry is Entry.TALK:
        return _("du kan starte, når vi har talt sammen")
    if session is None or not session.has_room:
        return _("du kan starte uden at spørge om lov")
    begins = max(day_of(session.starts_at), clock.today())
    return _("du kan starte %(day)s") % {"day": day_words(begins)}


def _yes_in_words(answer: Answer, offer: Offer | None) -> str:
    who = answer.decided_by or _("kommunen")
    measured = getattr(offer, "decision_time", None)
    days = measured.days if measured else None
    if days is None:
        return _("her skal vi først have et ja fra %(who)s") % {"who": who}
    said = ngettext(
        "her skal vi først have et ja fra %(who)s, det tager typisk %(days)s dag (målt)",
        "her skal vi først have et ja fra %(who)s, det tager typisk %(days)s dage (målt)",
        days,
    )
    return said % {"who": who, "days": days}


def price_in_words(offer: Offer) -> str:
    """ "gratis", or what it costs."""
    if offer.price_note:
        return in_danish(offer.price_note)
    return _("%(kr)s kr.") % {"kr": offer.price_kr} if offer.price_kr else _("gratis")


def where_in_words(offer: Offer, session: Session | None = None) -> str:
    """The place and its part of town, or what is said instead: of this one time, or always."""
    if session is not None and session.where_note:
        return in_danish(session.where_note)
    if offer.place is None:
        return in_danish(offer.where_note)
    parts = [offer.place.name, offer.place.neighbourhood]
    return ", ".join(dict.fromkeys(part for part in parts if part))


def visitor_in_words(offer: Offer) -> str:
    """ "Mød Gældsklubben i Værestedet Kajen": for hours held in a place that others keep.

    No query when place and provider are fetched.
    """
    place = offer.place
    if place is None or place.host_id is None or place.host_id == offer.provider_id:
        return ""
    said = {"who": offer.provider.name, "place": place.name}
    return _("Du møder %(who)s i %(place)s") % said


def away_in_words(metres: float | None, name: str) -> str:
    """ "350 meter fra Biblioteket, 6 minutters gang"; nothing where nobody has measured."""
    if metres is None:
        return ""
    if metres < HERE:
        return _("lige her ved %(name)s") % {"name": name}
    if metres < 1000:
        far = _("%(metres)s meter fra %(name)s") % {"metres": round(metres / 50) * 50, "name": name}
    else:
        kilometres = number_format(metres / 1000, 1)
        far = _("%(kilometres)s kilometer fra %(name)s") % {"kilometres": kilometres, "name": name}
    minutes = minutes_on_foot(metres)
    if minutes > LONGEST_WALK:
        return far
    walk = ngettext("%(minutes)s minuts gang", "%(minutes)s minutters gang", minutes)
    return f"{far}, {walk % {'minutes': minutes}}"


def opening_in_words(now_open: Opening) -> str:
    """ "Åbent nu, til kl. 20" or "Lukket nu. Åbner på mandag kl. 9."."""
    changes = now_open.changes_at
    if now_open.is_open:
        if changes is None:
            return _("Åbent hele døgnet")
        said = {"time": _end(changes)}
        if said["time"] == _("midnat"):
            return _("Åbent nu, til %(time)s") % said
        return _("Åbent nu, til kl. %(time)s") % said
    if changes is None:
        return _("Lukket nu")
    return _("Lukket nu. Åbner %(when)s.") % {"when": until_in_words(changes)}


def week_in_words(hours: Mapping[str, str]) -> list[tuple[str, str]]:
    """Every day of the week with its hours: "mandag", "kl. 9–16". Empty where none are known."""
    if not hours:
        return []
    names = WEEKDAYS[language()]
    return [(names[day], _day_in_words(spans_of_day(hours, day))) for day in range(7)]


def _day_in_words(spans: Sequence[tuple[int, int]]) -> str:
    if not spans:
        return _("lukket")
    if any(end - begin >= 24 * 60 for begin, end in spans):
        return _("hele døgnet")
    said = [
        _("kl. %(from)s–%(to)s") % {"from": _minutes(begin), "to": _minutes(end)}
        for begin, end in spans
    ]
    return joined(said, language())


def _minutes(minutes: int) -> str:
    if minutes == 24 * 60:
        return "24" if language() == "da" else "24:00"
    return time_in_words(time(*divmod(minutes % (24 * 60), 60)), language())


def who_for_in_words(offer: Offer) -> str:
    """Whom it is for, with the ages."""
    if set(offer.who_for) >= ALL_SIDES:
        people, ages = _("gæster, pårørende og ansatte sammen"), ages_in_words(offer)
        return ", ".join(part for part in (people, ages) if part)
    names = dict(WHO_FOR) | {"self": _("dig selv")}
    people = joined([str(names[who]) for who in offer.who_for if who in names], language())
    ages = ages_in_words(offer)
    return ", ".join(part for part in (people, ages) if part)


def for_whom_in_words(who: str) -> str:
    """That a search was heard to be for somebody, in a sentence; nothing for nobody."""
    names = {
        "relative": _("Det, der er for pårørende, står først."),
        "parent": _("Det, der er for forældre, står først."),
        "sibling": _("Det, der er for søskende, står først."),
        "child": _("Det, der er for børn af en, der har det svært, står først."),
        "staff": _("Det, der er for dem, der arbejder med mennesker, står først."),
    }
    return names.get(who, "")


def ages_in_words(offer: Offer) -> str:
    """ "fra 18 år", "18–29 år", "op til 29 år", or nothing."""
    low, high = offer.min_age, offer.max_age
    if low and high:
        return _("%(low)s–%(high)s år") % {"low": low, "high": high}
    if low:
        return _("fra %(low)s år") % {"low": low}
    return _("op til %(high)s år") % {"high": high} if high else ""


def languages_in_words(offer: Offer) -> str:
    """The languages that are spoken there."""
    names = dict(LANGUAGES)
    return joined([str(names.get(code, code)) for code in offer.languages], language())


def run_by_in_words(offer: Offer) -> str:
    """Who stands for it day to day."""
    return str(dict(RUN_BY)[offer.run_by])


def booking_in_words(booking: Booking, place: int | None = None) -> str:
    """Where one stands, in one sentence."""
    if booking.status == BookingStatus.WAITING:
        if place:
            return _("Du står som nummer %(place)s i køen.") % {"place": place}
        return _("Du står i kø.")
    return {
        BookingStatus.SEATED.value: _("Du har en plads."),
        BookingStatus.OFFERED.value: _("Der er en plads til dig."),
        BookingStatus.WISHED.value: _("Du har sagt, at du gerne vil have en plads."),
        BookingStatus.CANCELLED.value: _("Du har meldt fra."),
        BookingStatus.ATTENDED.value: _("Du var med."),
        BookingStatus.MISSED.value: _("Du kom ikke den dag. Det er okay."),
    }[booking.status]


def until_in_words(instant: datetime) -> str:
    """ "i morgen kl. 14"."""
    return _("%(day)s kl. %(time)s") % {"day": day_words(day_of(instant)), "time": _time(instant)}


def why_cancelled(session: Session) -> str:
    """Why it does not take place, in a sentence; nothing where nobody said."""
    if session.cancelled_why == "other":
        return in_danish(session.cancelled_words)
    return str(dict(REASONS).get(session.cancelled_why, ""))


def moved_in_words(session: Session) -> str:
    """When it would have been, if it was moved."""
    if session.moved_from is None or session.moved_from == session.starts_at:
        return ""
    return _("Flyttet fra %(when)s.") % {"when": until_in_words(session.moved_from)}


def day_of(instant: datetime) -> date:
    """The day on a Danish wall calendar."""
    return clock.local(instant).date()


def _time(instant: datetime) -> str:
    return time_in_words(clock.local(instant).time(), language())


def _end(instant: datetime) -> str:
    wall = clock.local(instant).time()
    return _("midnat") if wall == time() else time_in_words(wall, language())
