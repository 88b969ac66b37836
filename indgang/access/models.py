"""Keys, permissions and the look-up log. Only the database's own functions write here."""

from typing import ClassVar
from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from indgang.kernel.privacy import ALL_KINDS
from indgang.people.models import Organisation, Person, Unit


class Key(models.Model):
    """Something that proves who one is: a session, a key card, a link, or the worker's own key.

    A key of kind ``offers`` is the personal link of somebody who stands for offers.

    Only the hash is stored. A session made from a card names the card, and dies with it.
    """

    hash = models.BinaryField(primary_key=True)
    kind = models.CharField(max_length=8)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    parent = models.BinaryField(null=True)
    kinds = ArrayField(models.CharField(max_length=10), null=True)  # null: everything of one's own
    may_write = models.BooleanField(default=True)
    issued_at = models.DateTimeField()
    issued_by = models.UUIDField(null=True)
    expires_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    label = models.CharField(max_length=40, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["person", "kind"], name="access_key_person")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kind__in=["session", "card", "link", "worker", "offers"]),
                name="access_key_kind",
            ),
            models.CheckConstraint(
                condition=~Q(kind="link") | Q(kinds__isnull=False),
                name="access_key_link_has_kinds",
            ),
            models.CheckConstraint(
                condition=Q(kinds__isnull=True) | Q(kinds__contained_by=ALL_KINDS),
                name="access_key_known_kinds",
            ),
        ]

    class Privacy:
        open: ClassVar = {"kind", "may_write", "issued_at", "expires_at", "revoked_at", "label"}
        personal: ClassVar = {"hash", "person", "parent", "kinds", "issued_by"}

    def __str__(self) -> str:
        return self.kind


class Permission(models.Model):
    """A yes to one receiver reading certain kinds of information about a person for a while."""

    BASES: ClassVar = [
        ("guest", _("du har sagt ja")),
        ("law", _("loven")),
        ("emergency", _("nødsituation")),
    ]

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="permissions")
    to_person = models.ForeignKey(Person, null=True, on_delete=models.CASCADE, related_name="+")
    to_unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    to_organisation = models.ForeignKey(
        Organisation, null=True, on_delete=models.PROTECT, related_name="+"
    )
    kinds = ArrayField(models.CharField(max_length=10))
    may_write = models.BooleanField(default=False)
    why = models.CharField(max_length=300)
    basis = models.CharField(max_length=10, choices=BASES)
    law_section = models.CharField(max_length=60, blank=True)
    valid_from = models.DateTimeField()
    valid_until = models.DateTimeField(null=True)
    given_by = models.UUIDField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.UUIDField(null=True)
    reviewed_at = models.DateTimeField(null=True)
    reviewed_by = models.UUIDField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["person"], name="access_permission_person"),
            models.Index(
                fields=["to_person", "person"],
                condition=Q(withdrawn_at__isnull=True),
                name="access_permission_to_person",
            ),
            models.Index(
                fields=["to_unit", "person"],
                condition=Q(withdrawn_at__isnull=True),
                name="access_permission_to_unit",
            ),
            models.Index(
                fields=["to_organisation", "person"],
                condition=Q(withdrawn_at__isnull=True),
                name="access_permission_to_org",
            ),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(
                    to_person__isnull=False, to_unit__isnull=True, to_organisation__isnull=True
                )
                | Q(to_person__isnull=True, to_unit__isnull=False, to_organisation__isnull=True)
                | Q(to_person__isnull=True, to_unit__isnull=True, to_organisation__isnull=False),
                name="access_permission_one_receiver",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="access_permission_withdrawn_pair",
            ),
            models.CheckConstraint(
                condition=Q(reviewed_at__isnull=True, reviewed_by__isnull=True)
                | Q(reviewed_at__isnull=False, reviewed_by__isnull=False),
                name="access_permission_reviewed_pair",
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gt=F("valid_from")),
                name="access_permission_ends_after_start",
            ),
            # A protected address is no kind: it is opened by a step of its own.
            models.CheckConstraint(
                condition=Q(kinds__contained_by=ALL_KINDS), name="access_permission_known_kinds"
            ),
        ]

    class Privacy:
        open: ClassVar = {"id", "valid_from", "valid_until", "basis", "law_section"}
        personal: ClassVar = {
            "person", "to_person", "to_unit", "to_organisation", "kinds", "may_write", "why",
            "given_by", "withdrawn_at", "withdrawn_by", "reviewed_at", "reviewed_by",
        }  # fmt: skip

    def __str__(self) -> str:
        return str(self.id)


class Lookup(models.Model):
    """One visit to a person's records: when, why, by whom and in which role. Holds no content."""

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    last_at = models.DateTimeField(null=True)
    times = models.PositiveIntegerField(default=1, db_default=1)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    actor_id = models.UUIDField()
    role = models.CharField(max_length=16, blank=True)
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=80)
    kinds = ArrayField(models.CharField(max_length=10))
    basis = models.CharField(max_length=10)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["person", "-at"], name="access_lookup_person")]

    class Privacy:
        open: ClassVar = {"id", "at", "last_at", "times", "purpose"}
        personal: ClassVar = {"person", "actor_id", "role", "unit", "kinds", "basis"}

    def __str__(self) -> str:
        return self.purpose


class NewCard(models.Model):
    """A key card made at the desk, or asked for there and waiting for the guest or a second colleague.

    Whoever was told the stop id can stop the card, and do nothing else with it.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    asked_at = models.DateTimeField()
    asked_by = models.UUIDField()
    code = models.CharField(max_length=6, blank=True)  # sent to the guest, to be read aloud
    tries = models.PositiveSmallIntegerField(default=0)
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.UUIDField(null=True)
    made_at = models.DateTimeField(null=True)
    card_hash = models.BinaryField(null=True)
    replaced_hash = models.BinaryField(null=True)
    stop_id = models.UUIDField(default=uuid4, unique=True)
    stopped_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["person", "-asked_at"], name="access_newcard_person"),
            models.Index(
                fields=["replaced_hash"],
                condition=Q(replaced_hash__isnull=False),
                name="access_newcard_replaced",
            ),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True, confirmed_by__isnull=True)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
                name="access_newcard_confirmed_pair",
            ),
            models.CheckConstraint(
                condition=~Q(confirmed_by=F("asked_by")), name="access_newcard_second_is_another"
            ),
            models.CheckConstraint(
                condition=Q(made_at__isnull=True, card_hash__isnull=True)
                | Q(made_at__isnull=False, card_hash__isnull=False),
                name="access_newcard_made_pair",
            ),
        ]

    class Privacy:
        open: ClassVar = {"id", "asked_at", "tries", "confirmed_at", "made_at", "stopped_at"}
        personal: ClassVar = {
            "person", "asked_by", "code", "confirmed_by", "card_hash", "replaced_hash",
            "stop_id",
        }  # fmt: skip

    def __str__(self) -> str:
        return str(self.id)


class WorkerPurpose(models.Model):
    """What the automatic worker may open a person for, and which kinds it then reads."""

    name = models.CharField(primary_key=True, max_length=40)
    kinds = ArrayField(models.CharField(max_length=10))
    may_write = models.BooleanField(default=False)

    class Privacy:
        open: ClassVar = {"name", "kinds", "may_write"}

    def __str__(self) -> str:
        return self.name


class Knock(models.Model):
    """A form was sent from an address, known by a keyed hash for an hour, to hold back a flood."""

    id = models.BigAutoField(primary_key=True)
    door = models.CharField(max_length=20)
    address_hash = models.BinaryField()
    at = models.DateTimeField(db_index=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["door", "address_hash", "at"], name="access_knock_from")
        ]

    class Privacy:
        open: ClassVar = {"id", "door", "at", "address_hash"}

    def __str__(self) -> str:
        return self.door
