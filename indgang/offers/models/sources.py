"""What comes from the catalogues of others."""

from typing import ClassVar
from uuid import uuid4

from django.db import models
from django.db.models import Q


class SourceKey(models.Model):
    """What another catalogue calls an offer, a place or an organisation that came from it."""

    KINDS: ClassVar = [("offer", "offer"), ("place", "place"), ("organisation", "organisation")]

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    source = models.CharField(max_length=60)
    kind = models.CharField(max_length=12, choices=KINDS)
    key = models.CharField(max_length=200)
    own_id = models.UUIDField()  # no foreign key: it names rows of three tables

    class Meta:
        ordering: ClassVar = ["source", "kind", "key"]
        indexes: ClassVar = [models.Index(fields=["own_id"], name="offers_sourcekey_own")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["source", "kind", "key"], name="offers_sourcekey_one_thing"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["offer", "place", "organisation"]),
                name="offers_sourcekey_kind",
            ),
            models.CheckConstraint(condition=~Q(source=""), name="offers_sourcekey_source"),
        ]

    class Privacy:
        open: ClassVar = {"id", "source", "kind", "key", "own_id"}

    def __str__(self) -> str:
        return self.key
