"""Persons and the organisations they belong to."""

from datetime import datetime
from typing import ClassVar
from uuid import uuid4

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from indgang.kernel.actor import Role

ROLES = [
    (Role.GUEST, _("gæst")),
    (Role.RELATIVE, _("pårørende")),
    (Role.VOLUNTEER, _("frivillig")),
    (Role.PEER_HOST, _("vært med egne erfaringer")),
    (Role.HOST, _("vært")),
    (Role.GUIDE, _("guide")),
    (Role.COORDINATOR, _("koordinator")),
    (Role.OUTREACH, _("opsøgende medarbejder")),
    (Role.PROVIDER, _("tilbudsleder")),
    (Role.AUTHORITY, _("myndighed")),
    (Role.ACUTE, _("akutmedarbejder")),
    (Role.LEADER, _("leder")),
    (Role.COUNCIL, _("medlem af rådet")),
    (Role.DPO, _("databeskyttelsesrådgiver")),
    (Role.ADMINISTRATOR, _("administrator")),
]


class Municipality(models.Model):
    """The municipality whose door this is. There is exactly one row."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    name = models.CharField(max_length=80)
    short_name = models.CharField(max_length=40)
    code = models.CharField(max_length=4)
    house_name = models.CharField(max_length=80)
    house_address = models.CharField(max_length=200)
    phone = models.CharField(max_length=30)
    email = models.EmailField(blank=True)
    opening_hours = models.JSONField(default=dict)  # {"mon": [["09:00", "16:00"]], …}
    accessibility_url = models.URLField(blank=True)
    names_staff_in_log = models.BooleanField(default=False)
    # The 5 minutes and the same day are the promise of the house; see docs/glossary.md.
    welcome_within_minutes = models.PositiveSmallIntegerField(default=5)
    answer_within_hours = models.PositiveSmallIntegerField(default=24)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(id=1), name="people_municipality_one_row")
        ]

    class Privacy:
        open: ClassVar = {
            "id", "name", "short_name", "code", "house_name", "house_address", "phone", "email",
            "opening_hours", "accessibility_url", "names_staff_in_log", "welcome_within_minutes",
            "answer_within_hours",
        }  # fmt: skip

    def __str__(self) -> str:
        return self.name


class CrisisNumber(models.Model):
    """A number to call when it cannot wait, shown on every page with the date it was checked."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    label = models.CharField(max_length=60)
    number = models.CharField(max_length=20)
    open_when = models.CharField(max_length=80, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    checked_on = models.DateField()

    class Meta:
        ordering: ClassVar = ["position", "label"]

    class Privacy:
        open: ClassVar = {"id", "label", "number", "open_when", "position", "checked_on"}

    def __str__(self) -> str:
        return f"{self.label} {self.number}"


class Organisation(models.Model):
    """A municipality's department, an association, a region or a firm that does something in town."""

    KINDS: ClassVar = [
        ("municipal", _("kommunen")),
        ("association", _("forening")),
        ("region", _("regionen")),
        ("private", _("privat")),
    ]

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    name = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=12, choices=KINDS)
    cvr = models.CharField(max_length=8, blank=True)
    website = models.URLField(blank=True)

    class Meta:
        ordering: ClassVar = ["name"]

    class Privacy:
        open: ClassVar = {"id", "name", "kind", "cvr", "website"}

    def __str__(self) -> str:
        return self.name


class Unit(models.Model):
    """A group of people who work together and share a queue: the house, the acute team, a centre."""

    KINDS: ClassVar = [
        ("house", _("huset")),
        ("guides", _("guiderne")),
        ("outreach", _("opsøgende")),
        ("acute", _("akut")),
        ("authority", _("myndighed")),
        ("provider", _("tilbud")),
        ("volunteers", _("frivillige")),
        ("direction", _("ledelse")),
        ("council", _("råd")),
        ("administration", _("administration")),
    ]

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="units")
    name = models.CharField(max_length=80)
    kind = models.CharField(max_length=16, choices=KINDS)
    phone = models.CharField(max_length=30, blank=True)
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "name"], name="people_unit_one_name")
        ]

    class Privacy:
        open: ClassVar = {"id", "organisation", "name", "kind", "phone", "closed_on"}

    def __str__(self) -> str:
        return self.name


class Person(models.Model):
    """Anyone the house meets or who works in it. May be nameless for as long as he likes."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    nickname = models.CharField(max_length=60, blank=True)
    language = models.CharField(max_length=8, default="da")
    speaks = models.CharField(max_length=80, blank=True)
    meet_where = models.CharField(max_length=120, blank=True)
    meet_how = models.CharField(max_length=120, blank=True)
    meet_whom = models.CharField(max_length=120, blank=True)
    reachable = models.BooleanField(null=True)
    created_at = models.DateTimeField()

    class Privacy:
        open: ClassVar = {"id", "created_at"}
        personal: ClassVar = {
            "nickname", "language", "speaks", "meet_where", "meet_how", "meet_whom", "reachable",
        }  # fmt: skip

    def __str__(self) -> str:
        return self.nickname or str(_("Ukendt"))


class Identity(models.Model):
    """Who a person is to the authorities, if he has chosen to say so."""

    person = models.OneToOneField(Person, primary_key=True, on_delete=models.CASCADE)
    full_name = models.CharField(max_length=120, blank=True)
    cpr_cipher = models.BinaryField(null=True)
    cpr_hash = models.BinaryField(null=True, db_index=True)  # not unique: that could be probed
    cpr_is_replacement = models.BooleanField(default=False)
    is_protected = models.BooleanField(default=False)  # name and address protection

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(cpr_cipher__isnull=True, cpr_hash__isnull=True)
                | Q(cpr_cipher__isnull=False, cpr_hash__isnull=False),
                name="people_identity_cpr_pair",
            )
        ]

    class Privacy:
        open: ClassVar = {"is_protected"}
        personal: ClassVar = {"person", "full_name", "cpr_cipher", "cpr_hash", "cpr_is_replacement"}

    def __str__(self) -> str:
        return self.full_name


class Address(models.Model):
    """Where a person lives or stays. Of a protected person only behind an extra, logged step."""

    person = models.OneToOneField(Person, primary_key=True, on_delete=models.CASCADE)
    street = models.CharField(max_length=120)
    postal_code = models.CharField(max_length=4, blank=True)
    city = models.CharField(max_length=60, blank=True)

    class Privacy:
        personal: ClassVar = {"person", "street", "postal_code", "city"}

    def __str__(self) -> str:
        return f"{self.street}, {self.postal_code} {self.city}"


class ContactPoint(models.Model):
    """A way to reach a person, and whether he wants to be reached that way."""

    CHANNELS: ClassVar = [
        ("email", _("e-mail")),
        ("sms", _("sms")),
        ("phone", _("opkald")),
        ("letter", _("brev")),
    ]

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="contact_points")
    channel = models.CharField(max_length=8, choices=CHANNELS)
    value = models.CharField(max_length=200)
    is_preferred = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(is_preferred=True),
                name="people_contactpoint_one_preferred",
            ),
            models.UniqueConstraint(
                fields=["person", "channel", "value"], name="people_contactpoint_once"
            ),
        ]

    class Privacy:
        open: ClassVar = {"id", "is_preferred"}
        personal: ClassVar = {"person", "channel", "value"}

    def __str__(self) -> str:
        return self.channel


class Colleague(models.Model):
    """What guests and colleagues see of somebody who works in the house: first name and title."""

    person = models.OneToOneField(Person, primary_key=True, on_delete=models.CASCADE)
    shown_name = models.CharField(max_length=60)
    title = models.CharField(max_length=80, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    away_until = models.DateField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["shown_name"]

    class Privacy:
        personal: ClassVar = {"person", "shown_name", "title", "phone", "away_until"}

    def __str__(self) -> str:
        return self.shown_name


class Membership(models.Model):
    """A person's role in a unit, from one day until another. Rights end with it, at once."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="memberships")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=16, choices=ROLES)
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")),
                name="people_membership_ends_after_start",
            ),
            models.UniqueConstraint(
                fields=["person", "unit", "role"],
                condition=Q(until_on__isnull=True),
                name="people_membership_once",
            ),
        ]

    class Privacy:
        open: ClassVar = {"id"}
        personal: ClassVar = {"person", "unit", "role", "from_on", "until_on"}

    def __str__(self) -> str:
        return self.role


class Cooperation(models.Model):
    """How two units work together: one version of a text that both sides say yes to.

    The units stand in the order of their ids, so that a pair is one pair. Words are never changed:
    a new version is written, and the old one holds until both have said yes to it.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    first_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    second_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveSmallIntegerField()
    text = models.TextField(max_length=4_000)
    written_at = models.DateTimeField()
    written_by = models.UUIDField()
    first_agreed_at = models.DateTimeField(null=True, blank=True)
    first_agreed_by = models.UUIDField(null=True, blank=True)
    second_agreed_at = models.DateTimeField(null=True, blank=True)
    second_agreed_by = models.UUIDField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["first_unit_id", "second_unit_id", "-version"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["first_unit", "second_unit", "version"],
                name="people_cooperation_one_version",
            ),
            models.CheckConstraint(
                condition=Q(first_unit__lt=F("second_unit")), name="people_cooperation_one_pair"
            ),
            models.CheckConstraint(
                condition=Q(first_agreed_at__isnull=True, first_agreed_by__isnull=True)
                | Q(first_agreed_at__isnull=False, first_agreed_by__isnull=False),
                name="people_cooperation_first_pair",
            ),
            models.CheckConstraint(
                condition=Q(second_agreed_at__isnull=True, second_agreed_by__isnull=True)
                | Q(second_agreed_at__isnull=False, second_agreed_by__isnull=False),
                name="people_cooperation_second_pair",
            ),
            # One person does not say yes for both sides.
            models.CheckConstraint(
                condition=Q(first_agreed_by__isnull=True)
                | Q(second_agreed_by__isnull=True)
                | ~Q(first_agreed_by=F("second_agreed_by")),
                name="people_cooperation_two_people",
            ),
        ]

    class Privacy:
        open: ClassVar = {
            "id", "first_unit", "second_unit", "version", "text", "written_at", "written_by",
            "first_agreed_at", "first_agreed_by", "second_agreed_at", "second_agreed_by",
        }  # fmt: skip

    def __str__(self) -> str:
        return f"{self.version}"

    @property
    def is_agreed(self) -> bool:
        """Whether both sides have said yes."""
        return self.first_agreed_at is not None and self.second_agreed_at is not None

    @property
    def agreed_at(self) -> datetime | None:
        """When the last of the two said yes."""
        if self.first_agreed_at is None or self.second_agreed_at is None:
            return None
        return max(self.first_agreed_at, self.second_agreed_at)
