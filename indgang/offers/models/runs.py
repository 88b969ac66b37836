"""Courses with a start: one booking covers all their times, and how their places were given."""

from typing import ClassVar
from uuid import uuid4

from django.db import models
from django.db.models import Q

from indgang.offers.models.bookings import Booking
from indgang.offers.models.catalogue import Offer
from indgang.offers.models.times import Session
from indgang.offers.rules.giving_places import NeedClass, Outcome, Why
from indgang.people.models import Person


class Run(models.Model):
    """A course with a start: the same people at several times. One place is a place in all of them.

    Its times are ordinary sessions. The places are those of its first one, the ``room``: bookings
    are there, and a trigger shows its figures at the other times too. ``wished`` is counted by a
    trigger as well.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="runs")
    room = models.OneToOneField(
        Session, null=True, on_delete=models.SET_NULL, related_name="room_of"
    )
    register_by = models.DateField()  # the last day on which one can say that one would like to
    by_draw = models.BooleanField(default=False)  # the places are given together, after that day
    wished = models.PositiveIntegerField(default=0, db_default=0)
    ends_at = models.DateTimeField()  # when its last time ends
    drawn_at = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField()
    made_by = models.UUIDField()

    class Meta:
        ordering: ClassVar = ["register_by", "id"]
        indexes: ClassVar = [
            models.Index(
                fields=["register_by"],
                condition=Q(by_draw=True, drawn_at__isnull=True),
                name="offers_run_to_draw",
            )
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(drawn_at__isnull=True) | Q(by_draw=True), name="offers_run_drawn"
            )
        ]

    class Privacy:
        open: ClassVar = {
            "id", "offer", "room", "register_by", "by_draw", "wished", "ends_at", "drawn_at",
            "made_at", "made_by",
        }  # fmt: skip

    def __str__(self) -> str:
        return str(self.id)

    @property
    def waits_for_draw(self) -> bool:
        """Whether its places are not given yet."""
        return self.by_draw and self.drawn_at is None


class Urgency(models.Model):
    """How urgent it is for a guest to get a place, as he and the house have said it in a talk.

    Without a row it is as urgent as for most.
    """

    LEVELS: ClassVar = [(level.value, level.name.lower()) for level in NeedClass]

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="+")
    level = models.PositiveSmallIntegerField(choices=LEVELS)
    said_at = models.DateTimeField()
    said_by = models.UUIDField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(level__in=[level.value for level in NeedClass]),
                name="offers_urgency_level",
            )
        ]

    class Privacy:
        open: ClassVar = {"id"}
        personal: ClassVar = {"person", "said_at", "said_by"}
        sensitive: ClassVar = {"level"}

    def __str__(self) -> str:
        return str(self.level)


class Draw(models.Model):
    """One day on which places were given: with the seed, every number can be reckoned again."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    drawn_at = models.DateTimeField()
    seed = models.CharField(max_length=64)

    class Meta:
        ordering: ClassVar = ["-drawn_at", "id"]

    class Privacy:
        open: ClassVar = {"id", "drawn_at", "seed"}

    def __str__(self) -> str:
        return str(self.id)


class DrawnRun(models.Model):
    """A course whose places were given in a draw: how many there were, and how many wished one."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    draw = models.ForeignKey(Draw, on_delete=models.CASCADE, related_name="runs")
    run = models.OneToOneField(Run, on_delete=models.CASCADE, related_name="drawn")
    seats = models.PositiveIntegerField()
    wishes = models.PositiveIntegerField()

    class Privacy:
        open: ClassVar = {"id", "draw", "run", "seats", "wishes"}

    def __str__(self) -> str:
        return str(self.id)


class Lot(models.Model):
    """One wish in a draw: what counted, the number drawn, what became of it, and what decided."""

    OUTCOMES: ClassVar = [(one.value, one.value) for one in Outcome]
    WHYS: ClassVar = [(one.value, one.value) for one in Why]

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    draw = models.ForeignKey(Draw, on_delete=models.CASCADE, related_name="lots")
    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="lots")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    booking = models.OneToOneField(
        Booking, null=True, on_delete=models.SET_NULL, related_name="lot"
    )
    rank = models.PositiveSmallIntegerField()
    need_class = models.PositiveSmallIntegerField(choices=Urgency.LEVELS)
    weeks = models.PositiveIntegerField()
    number = models.BigIntegerField()
    outcome = models.CharField(max_length=10, choices=OUTCOMES)
    why = models.CharField(max_length=10, choices=WHYS)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["draw", "run", "person"], name="offers_lot_once")
        ]

    class Privacy:
        open: ClassVar = {"id", "draw"}
        personal: ClassVar = {
            "run", "person", "booking", "rank", "weeks", "number", "outcome", "why",
        }  # fmt: skip
        sensitive: ClassVar = {"need_class"}

    def __str__(self) -> str:
        return self.outcome


class Presence(models.Model):
    """Whether somebody with a place in a course came to one of its later times.

    Whether he came the first time stands in the booking itself.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    booking = models.ForeignKey(Booking, on_delete=models.CASCADE, related_name="presences")
    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    came = models.BooleanField()
    marked_at = models.DateTimeField()
    marked_by = models.UUIDField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["booking", "session"], name="offers_presence_once")
        ]

    class Privacy:
        open: ClassVar = {"id"}
        personal: ClassVar = {
            "booking", "session", "person", "came", "marked_at", "marked_by",
        }  # fmt: skip

    def __str__(self) -> str:
        return str(self.came)
