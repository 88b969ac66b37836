"""What is said and what is counted of room and answers."""

from uuid import UUID

from indgang.offers.models import DecisionTime, ReplyTime, Room


def room_said(offer_id: UUID) -> Room | None:
    """What those who hold the offer have last said about room. One query."""
    return Room.objects.filter(offer_id=offer_id).exclude(says="").first()


def typical_days(offer_id: UUID) -> int | None:
    """How many days a yes to the offer has typically taken, measured. One query.

    None while fewer than five have been answered.
    """
    return DecisionTime.objects.filter(offer_id=offer_id).values_list("days", flat=True).first()


def reply_time_of(organisation_id: UUID) -> ReplyTime | None:
    """How soon the organisation answers and how often with a yes; None of fewer than five. One query."""
    return ReplyTime.objects.filter(organisation_id=organisation_id).first()
