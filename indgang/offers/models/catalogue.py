"""Places, and the offers themselves."""

from typing import ClassVar
from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from indgang.offers.models.choices import (
    ACCESS,
    EVIDENCE,
    FORMATS,
    OFFER_KINDS,
    RUN_BY,
    STATUSES,
    WHO_FOR,
)
from indgang.offers.models.entry import AccessRuleSet, LawBasis, Need
from indgang.people.models import Organisation


class Place(models.Model):
    """Somewhere in town where things happen, with how one gets there and in."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    address = models.CharField(max_length=200)
    neighbourhood = models.CharField(max_length=60, blank=True)
    # {"monday": "08:30-20:00", …}; a day that is missing is a day when it is closed.
    hours = models.JSONField(default=dict, blank=True)
    step_free = models.BooleanField(null=True)
    accessible_toilet = models.BooleanField(null=True)
    hearing_loop = models.BooleanField(null=True)
    access_note = models.CharField(max_length=300, blank=True)
    transport = models.CharField(max_length=300, blank=True)
    x = models.FloatField(null=True, blank=True)  # on the town map, 1000 wide
    y = models.FloatField(null=True, blank=True)  # on the town map, 700 high
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    # Who keeps the place; others hold their hours there as their guests.
    host = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="places"
    )
    # Where it is stands in SecretAddress then, and nothing that could tell it stands here.
    is_hidden = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(is_hidden=False)
                | Q(
                    address="",
                    neighbourhood="",
                    transport="",
                    access_note="",
                    x__isnull=True,
                    y__isnull=True,
                    latitude__isnull=True,
                    longitude__isnull=True,
                ),
                name="offers_place_hidden_says_nothing",
            ),
            models.CheckConstraint(
                condition=Q(x__isnull=True, y__isnull=True) | Q(x__isnull=False, y__isnull=False),
                name="offers_place_map_pair",
            ),
        ]

    class Privacy:
        open: ClassVar = {
            "id", "slug", "name", "address", "neighbourhood", "hours", "step_free",
            "accessible_toilet", "hearing_loop", "access_note", "transport", "x", "y", "latitude",
            "longitude", "closed_on", "is_hidden",
            "host",
        }  # fmt: skip

    def __str__(self) -> str:
        return self.name


class SecretAddress(models.Model):
    """Where a place is that must not be found, such as a crisis centre.

    Read by those who provide there and by the administrator, and by nobody else: no page, list,
    letter, calendar or export can tell what its `Place` does not hold.
    """

    place = models.OneToOneField(
        Place, primary_key=True, on_delete=models.CASCADE, related_name="secret"
    )
    address = models.CharField(max_length=200)
    transport = models.CharField(max_length=300, blank=True)
    access_note = models.CharField(max_length=300, blank=True)

    class Privacy:
        open: ClassVar = {"place", "address", "transport", "access_note"}  # of no person

    def __str__(self) -> str:
        return str(self.place_id)


class Offer(models.Model):
    """Something one can be part of or get help from, described so that anyone understands it."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=120)
    title_en = models.CharField(max_length=120, blank=True)
    summary = models.CharField(max_length=300)
    summary_en = models.CharField(max_length=300, blank=True)
    description = models.TextField(blank=True)
    description_en = models.TextField(blank=True)
    first_time = models.TextField(blank=True)
    first_time_en = models.TextField(blank=True)
    provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="offers")
    place = models.ForeignKey(Place, null=True, blank=True, on_delete=models.PROTECT)
    where_note = models.CharField(max_length=200, blank=True)
    when_note = models.CharField(max_length=200, blank=True)
    # Days of the year when nothing happens: "12-24", or "07-06..07-31".
    closed_days = ArrayField(models.CharField(max_length=12), default=list, blank=True)
    kind = models.CharField(max_length=12, choices=OFFER_KINDS)
    format = models.CharField(max_length=10, choices=FORMATS)
    needs: "models.ManyToManyField[Need, OfferNeed]" = models.ManyToManyField(
        Need, through="OfferNeed", related_name="offers"
    )
    who_for = ArrayField(models.CharField(max_length=10, choices=WHO_FOR), default=list)
    min_age = models.PositiveSmallIntegerField(null=True, blank=True)
    max_age = models.PositiveSmallIntegerField(null=True, blank=True)
    languages = ArrayField(models.CharField(max_length=8), default=list)
    price_kr = models.PositiveIntegerField(default=0)
    price_note = models.CharField(max_length=120, blank=True)
    intrusive = models.PositiveSmallIntegerField(default=0)
    evidence = models.CharField(max_length=10, choices=EVIDENCE, blank=True)
    evidence_note = models.CharField(max_length=300, blank=True)
    access = models.CharField(max_length=10, choices=ACCESS)
    access_sentence = models.CharField(max_length=300, blank=True)
    access_sentence_en = models.CharField(max_length=300, blank=True)
    laws = models.ManyToManyField(LawBasis, blank=True, related_name="offers")
    # The rule that decides each use, where it is more than the word in `access`.
    rule_set = models.ForeignKey(
        AccessRuleSet, null=True, blank=True, on_delete=models.PROTECT, related_name="offers"
    )
    # While a rule decides, `access` says in one word what it comes to; here is the offer's own.
    own_access = models.CharField(max_length=10, choices=ACCESS, blank=True, db_default="")
    anonymous_ok = models.BooleanField(default=False)
    run_by = models.CharField(max_length=10, choices=RUN_BY)
    contact_name = models.CharField(max_length=80, blank=True)
    contact_phone = models.CharField(max_length=30, blank=True)
    contact_email = models.EmailField(blank=True)
    status = models.CharField(max_length=10, choices=STATUSES, default="published")
    updated_at = models.DateTimeField()
    updated_by = models.UUIDField()
    checked_at = models.DateTimeField(null=True)
    checked_by = models.UUIDField(null=True)

    class Meta:
        ordering: ClassVar = ["title", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(max_age__isnull=True) | Q(max_age__gte=F("min_age")),
                name="offers_offer_age_span",
            ),
            models.CheckConstraint(
                condition=Q(intrusive__lte=3), name="offers_offer_intrusive_0_to_3"
            ),
            models.CheckConstraint(
                condition=Q(checked_at__isnull=True, checked_by__isnull=True)
                | Q(checked_at__isnull=False, checked_by__isnull=False),
                name="offers_offer_checked_pair",
            ),
        ]

    class Privacy:
        open: ClassVar = {
            "id", "slug", "title", "title_en", "summary", "summary_en", "description",
            "description_en", "first_time", "first_time_en", "provider", "place", "where_note",
            "kind", "format", "needs", "who_for", "min_age", "max_age", "languages", "price_kr",
            "price_note", "intrusive", "evidence", "evidence_note", "access", "access_sentence",
            "access_sentence_en", "laws", "when_note", "closed_days", "rule_set", "own_access",
            "anonymous_ok", "run_by", "contact_name", "contact_phone", "contact_email", "status",
            "updated_at", "updated_by", "checked_at", "checked_by",
        }  # fmt: skip

    def __str__(self) -> str:
        return self.title

    @property
    def needs_in_order(self) -> list[Need]:
        """What it is mostly there for first. No query when ``need_links__need`` is fetched."""
        return [link.need for link in self.need_links.all()]


class OfferNeed(models.Model):
    """A need that an offer answers to. The first one is what it is mostly there for."""

    id = models.BigAutoField(primary_key=True)
    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="need_links")
    need = models.ForeignKey(Need, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["position", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["offer", "need"], name="offers_offerneed_once")
        ]

    class Privacy:
        open: ClassVar = {"id", "offer", "need", "position"}

    def __str__(self) -> str:
        return str(self.need_id)


class OfferWord(models.Model):
    """A word that stands in an offer, in the form a search compares. Written by a trigger only."""

    id = models.BigAutoField(primary_key=True)
    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="+")
    word = models.CharField(max_length=60)
    stem = models.CharField(max_length=60)
    letters = models.CharField(max_length=60)  # in alphabetical order, for letters swapped
    weight = models.PositiveSmallIntegerField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["stem"], name="offers_offerword_stem")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["offer", "word"], name="offers_offerword_once")
        ]

    class Privacy:
        open: ClassVar = {"id", "offer", "word", "stem", "letters", "weight"}

    def __str__(self) -> str:
        return self.word


class NeedWord(models.Model):
    """A word that people use for a need, or one of a sentence. Written by a trigger only."""

    id = models.BigAutoField(primary_key=True)
    need = models.ForeignKey(Need, on_delete=models.CASCADE, related_name="+")
    phrase = models.PositiveSmallIntegerField(default=0)  # 0: a word of its own
    word = models.CharField(max_length=120)
    stem = models.CharField(max_length=120)
    letters = models.CharField(max_length=120)
    weight = models.PositiveSmallIntegerField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["need"], name="offers_needword_need")]

    class Privacy:
        open: ClassVar = {"id", "need", "phrase", "word", "stem", "letters", "weight"}

    def __str__(self) -> str:
        return self.word
