"""What became of a request, as it is said to the guest, to those asked, and in the house."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from indgang.kernel import clock
from indgang.offers import wording
from indgang.offers.models import Offer
from indgang.requests.models import Request
from indgang.requests.queries import Asked, InHouse
from indgang.requests.rules import About, State, may_withdraw

NEWS_DAYS = 14  # days an answer stands on the guest's first page; own choice
TONES = {
    State.ACCEPTED: "moss", State.NOT_NOW: "honey", State.EXPIRED: "honey", State.TALK: "honey",
}  # fmt: skip


@dataclass(frozen=True)
class OwnRequest:
    """One of the guest's own requests, ready to be read."""

    id: UUID
    href: str
    title: str
    state: str
    tone: str
    sentence: str
    may_withdraw: bool
    is_over: bool
    is_news: bool  # whether it belongs on the guest's first page


@dataclass(frozen=True)
class RoomRow:
    """One offer of those who answer for it, and what they have last said."""

    id: UUID
    title: str
    said: str
    age: str
    says: str


def own_row(request: Request, *, holder: str = "") -> OwnRequest:
    """A request in the guest's own list. No query when its offer is fetched."""
    state = State(request.state)
    return OwnRequest(
        id=request.id,
        href=reverse("requests:own", args=[request.id]),
        title=wording.text_of(request.offer, "title"),
        state=capfirst(request.get_state_display()),
        tone=TONES.get(state, ""),
        sentence=sentence_for_guest(request, holder=holder),
        may_withdraw=may_withdraw(state) and request.settled_at is None,
        is_over=state in (State.WITHDRAWN, State.LETTER, State.NOT_NOW, State.ACCEPTED)
        or request.settled_at is not None,
        is_news=_is_news(request),
    )


def _is_news(request: Request) -> bool:
    """Whether it waits, or was answered in the last days; what the guest withdrew is not news."""
    if request.state == State.WITHDRAWN or request.settled_at is not None:
        return False
    days = timedelta(days=NEWS_DAYS)
    return request.answered_at is None or request.answered_at > clock.now() - days


def own_rows(requests: Sequence[Request]) -> list[OwnRequest]:
    """The guest's requests in the order given. No query when their offers are fetched."""
    return [own_row(request) for request in requests]


def sentence_for_guest(request: Request, *, holder: str = "") -> str:
    """Where it stands, in plain words."""
    return {
        State.SENT: _sent,
        State.EXPIRED: lambda _r: _late(holder),
        State.NOT_NOW: _not_now,
    }.get(State(request.state), _plain)(request)


def reason_of(request: Request) -> str:
    """Why it cannot be now, in the place's own sentence; "" where it has written it itself."""
    return "" if request.reason in ("", "other") else str(request.get_reason_display())


def _sent(request: Request) -> str:
    days = {"asked": _day(request.asked_on), "last": _day(request.answer_by)}
    if request.about == About.DECISION:
        return (
            _(
                "Dit ønske er sendt til dem i kommunen, der bestemmer. Det gælder fra %(asked)s."
                " Du hører fra dem senest %(last)s. Ellers tager vi i huset fat i dem."
            )
            % days
        )
    return _(
        "Dit spørgsmål er sendt til %(place)s. De svarer senest %(last)s."
        " Svarer de ikke, tager vi i huset os af det."
    ) % (days | {"place": request.offer.provider.name})


def _late(holder: str) -> str:
    if holder:
        return _("De har ikke svaret endnu. Nu hjælper %(holder)s i huset dig videre.") % {
            "holder": holder
        }
    return _("De har ikke svaret endnu. Nu tager vi i huset os af det.")


def _not_now(request: Request) -> str:
    told = [_("Stedet kan ikke lige nu."), reason_of(request)]
    return " ".join(
        [*(part for part in told if part), _("Vi hjælper dig med at finde noget andet.")]
    )


def _plain(request: Request) -> str:
    is_decision = request.about == About.DECISION
    return {
        State.TALK: _("De vil gerne tale med dig først."),
        State.ACCEPTED: _("Kommunen siger ja.") if is_decision else _("Stedet siger ja."),
        State.LETTER: _(
            "Svaret kommer i et brev til dig. Vi læser det gerne sammen med dig."
            " Er du ikke enig, kan du klage, og vi hjælper dig."
        ),
        State.WITHDRAWN: _("Du har selv meldt fra. Du kan altid spørge igen."),
    }[State(request.state)]


def said_to_asked(asked: Asked) -> str:
    """Where it stands, for those who are asked."""
    return {
        State.SENT: _("Svar senest %(day)s") % {"day": _day(asked.answer_by)},
        State.TALK: _("I vil tale med gæsten først"),
        State.EXPIRED: _("Huset har taget over, men I kan stadig svare"),
        State.ACCEPTED: _("I har sagt ja"),
        State.NOT_NOW: _("I kan ikke lige nu"),
        State.LETTER: _("Svaret er sendt i et brev"),
        State.WITHDRAWN: _("Gæsten har selv meldt fra"),
    }[State(asked.state)]


def said_in_house(row: InHouse) -> str:
    """What has happened, for a colleague in the house."""
    return {
        State.EXPIRED: _("Ingen har svaret"),
        State.NOT_NOW: _("Stedet kan ikke lige nu"),
        State.TALK: _("De vil tale med gæsten først"),
    }[State(row.state)]


def room_row(offer: Offer) -> RoomRow:
    """What is said of room in an offer. No query when its room is fetched."""
    room = getattr(offer, "room", None)
    said = wording.said_of_room(room)
    return RoomRow(
        id=offer.id,
        title=offer.title,
        said=capfirst(said),
        age=wording.age_of(room.said_at) if room and room.said_at and said else "",
        says=room.says if room and said else "",
    )


def _day(day: date) -> str:
    return wording.day_words(day)
