"""What is kept of every change."""

from typing import ClassVar

from django.db import models


class Change(models.Model):
    """One change of one stored row: who, when, what it was and what it became. Never altered."""

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField(db_index=True)
    actor_id = models.UUIDField(null=True)
    person_id = models.UUIDField(null=True)
    scope = models.CharField(max_length=60)
    table_name = models.CharField(max_length=63)
    row_id = models.CharField(max_length=64)
    did = models.CharField(max_length=1)
    was = models.JSONField(null=True)
    became = models.JSONField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["person_id", "-at"], name="history_change_person"),
            models.Index(fields=["table_name", "row_id", "-at"], name="history_change_row"),
        ]

    class Privacy:
        open: ClassVar = {"id", "at", "table_name", "did", "scope", "row_id"}
        personal: ClassVar = {"actor_id", "person_id"}
        sensitive: ClassVar = {"was", "became"}

    def __str__(self) -> str:
        return f"{self.did} {self.table_name} {self.row_id}"
