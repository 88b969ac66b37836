"""What the guest picks out in the conversation."""

from typing import ClassVar
from uuid import uuid4

from django.db import models
from django.db.models import Q

from indgang.entrance.models.conversations import Conversation
from indgang.offers.models import Offer, Session
from indgang.people.models import Person


class BundleItem(models.Model):
    """Something the guest wants to try, laid aside in the conversation until he starts."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="bundle")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    offer = models.ForeignKey(Offer, null=True, on_delete=models.CASCADE, related_name="+")
    session = models.ForeignKey(Session, null=True, on_delete=models.SET_NULL, related_name="+")
    words = models.CharField(max_length=200)
    added_at = models.DateTimeField()
    added_by = models.UUIDField()

    class Meta:
        ordering: ClassVar = ["added_at", "id"]
        indexes: ClassVar = [models.Index(fields=["person"], name="entrance_bundleitem_person")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["conversation", "offer"], name="entrance_bundleitem_once"
            ),
            models.CheckConstraint(condition=~Q(words=""), name="entrance_bundleitem_has_words"),
        ]

    class Privacy:
        open: ClassVar = {"id", "conversation", "added_at"}
        personal: ClassVar = {"person", "offer", "session", "added_by"}
        sensitive: ClassVar = {"words"}

    def __str__(self) -> str:
        return str(self.id)
