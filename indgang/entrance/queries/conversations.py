"""First conversations, and what stands in them."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from indgang.entrance.models import BundleItem, Conversation, SectionText
from indgang.kernel import clock
from indgang.kernel.actor import HOUSE
from indgang.kernel.prepared import prepared
from indgang.offers.models import Session
from indgang.offers.queries import (
    Suggestion,
    needs_in_words,
    needs_to_choose,
    offers_for_needs,
)
from indgang.people.models import Person
from indgang.people.queries import colleague_names, colleagues_at_work
from indgang.web.parts import Choice

DAYS_AHEAD = 14  # days in which a first time is looked for
MOST_TIMES = 6  # times of one offer to choose between
HOPING = ("hopes", "good_at")  # sections whose words add offers to those for what is hard


@dataclass(frozen=True)
class Section:
    """A section as it stands now."""

    name: str
    label: str
    text: str
    version: int
    saved_at: datetime | None
    saved_by_name: str


@dataclass(frozen=True)
class Laid:
    """Something in the bundle, and the other times it could be."""

    item: BundleItem
    times: list[Session]


@dataclass(frozen=True)
class Told:
    """What a guest has told in one conversation, and what he picked out."""

    conversation: Conversation
    sections: list[Section]
    picked: list[str]


@dataclass(frozen=True)
class Heard:
    """The needs that somebody's words speak of: what is hard, and what is only in the hopes."""

    hard: tuple[str, ...] = ()
    hoped: tuple[str, ...] = ()

    @property
    def any(self) -> bool:
        """Whether there is one at all."""
        return bool(self.hard or self.hoped)


@dataclass(frozen=True)
class ConversationPage:
    """Everything at the one screen."""

    conversation: Conversation
    guest: Person
    guides: list[tuple[UUID, str]]
    sections: list[Section]
    suggestions: list[Suggestion] = field(default_factory=list)
    bundle: list[Laid] = field(default_factory=list)
    needs: list[Choice] = field(default_factory=list)  # all there are, those that were heard first

    @property
    def chosen(self) -> set[UUID]:
        """Offers in the bundle."""
        return {laid.item.offer_id for laid in self.bundle if laid.item.offer_id}

    @property
    def first_at(self) -> datetime | None:
        """When the first thing in the bundle is."""
        times = [laid.item.session.starts_at for laid in self.bundle if laid.item.session]
        return min(times, default=None)


def conversation_page(conversation: Conversation) -> ConversationPage:
    """The whole screen for an opened guest's conversation. At most 16 queries."""
    names = colleague_names(set(conversation.guide_ids))
    sections = sections_of(conversation.id)
    heard = _needs_heard(sections)
    return ConversationPage(
        conversation=conversation,
        guest=Person.objects.get(id=conversation.person_id),
        guides=[(guide, names.get(guide) or _("En guide")) for guide in conversation.guide_ids],
        sections=sections,
        suggestions=offers_for_needs(heard.hard, hoped=heard.hoped) if heard.any else [],
        bundle=bundle_of(conversation.id),
        needs=_heard_first(needs_to_choose(), heard),
    )


def sections_of(conversation_id: UUID) -> list[Section]:
    """Every section of an opened guest's conversation, in their order. Two queries."""
    latest = {row.section: row for row in _latest_texts(conversation_id)}
    names = colleague_names({row.saved_by for row in latest.values()})
    return [
        _section(name, str(label), latest.get(name), names) for name, label in SectionText.SECTIONS
    ]


@prepared
def _latest_texts(conversation_id: UUID) -> QuerySet[SectionText]:
    return (
        SectionText.objects.filter(conversation_id=conversation_id)
        .order_by("section", "-version")
        .distinct("section")
    )


def bundle_of(conversation_id: UUID) -> list[Laid]:
    """What the guest has picked out, in that order, with times to choose between. Two queries."""
    items = list(
        BundleItem.objects.filter(conversation_id=conversation_id).select_related(
            "offer__place", "session"
        )
    )
    now = clock.now()
    coming = Session.objects.filter(
        offer__in=[item.offer_id for item in items if item.offer_id],
        starts_at__gt=now,
        starts_at__lt=now + timedelta(days=DAYS_AHEAD),
        cancelled_at=None,
        follows=False,  # one begins a course at its first time
    ).order_by("starts_at")
    times: dict[UUID, list[Session]] = {}
    for session in coming if items else ():
        times.setdefault(session.offer_id, []).append(session)
    return [
        Laid(item, times.get(item.offer_id, [])[:MOST_TIMES] if item.offer_id else [])
        for item in items
    ]


def is_readable_talk(conversation_id: UUID) -> bool:
    """Whether the actor may read what is written in an opened guest's conversation. One query."""
    with connection.cursor() as cursor:
        cursor.execute("select %s = any(indgang.readable_talks())", [conversation_id])
        row = cursor.fetchone()
    return bool(row and row[0])


@prepared
def conversations_going_on(unit_id: UUID) -> QuerySet[Conversation]:
    """Conversations that have not ended, of guests whose card the actor may see, oldest first.

    One query.
    """
    return (
        Conversation.objects.filter(unit_id=unit_id, finished_at=None)
        .select_related("person")
        .order_by("started_at", "id")
    )


def conversation_card(conversation_id: UUID) -> Conversation | None:
    """That there is such a conversation, for those who may see the guest's card. One query."""
    return Conversation.objects.filter(id=conversation_id).select_related("person").first()


def conversations_of(person_id: UUID) -> QuerySet[Conversation]:
    """First conversations of an opened guest, newest first. One query."""
    return Conversation.objects.filter(person_id=person_id).order_by("-started_at", "id")


def latest_conversation(person_id: UUID) -> Conversation | None:
    """The newest first conversation of an opened guest. One query."""
    return _latest.first(person_id)


@prepared
def _latest(person_id: UUID) -> QuerySet[Conversation]:
    return conversations_of(person_id)[:1]


def told_by(person_id: UUID) -> list[Told]:
    """What an opened guest told in his latest ten conversations, newest first.

    One query, and three more for each.
    """
    return [
        Told(
            conversation,
            [section for section in sections_of(conversation.id) if section.text.strip()],
            list(conversation.bundle.values_list("words", flat=True)),
        )
        for conversation in conversations_of(person_id)[:10]
    ]


def card_of(person_id: UUID) -> Person | None:
    """A guest whose card the actor may see. One query."""
    return _card.first(person_id)


@prepared
def _card(person_id: UUID) -> QuerySet[Person]:
    return Person.objects.filter(id=person_id)


def colleagues_here() -> list[tuple[str, str]]:
    """Those who may sit down with a guest: id and the name they show, by name. One query."""
    here = colleagues_at_work(*HOUSE).values_list("person_id", "shown_name")
    return [(str(person_id), name) for person_id, name in here]


def _needs_heard(sections: list[Section]) -> Heard:
    """What is hard weighs more than what is hoped: words of hope never hide a need. Two queries."""
    texts = {section.name: section.text for section in sections}
    hard = _needs_in(texts["hard"])
    hoped = _needs_in(" ".join(texts[name] for name in HOPING))
    return Heard(hard, tuple(need for need in hoped if need not in hard))


def _needs_in(text: str) -> tuple[str, ...]:
    return needs_in_words(text) if text.strip() else ()


def _heard_first(needs: list[tuple[str, str]], heard: Heard) -> list[Choice]:
    order = {code: at for at, code in enumerate([*heard.hard, *heard.hoped])}
    needs = sorted(needs, key=lambda need: order.get(need[0], len(order)))
    return [*(Choice(code, title) for code, title in needs), Choice("", _("Noget andet"))]


def _section(name: str, label: str, row: SectionText | None, names: dict[UUID, str]) -> Section:
    if row is None:
        return Section(name, label, "", 0, None, "")
    return Section(name, label, row.text, row.version, row.saved_at, names.get(row.saved_by, ""))
