"""What several models of the plan have in common."""

from typing import ClassVar
from uuid import uuid4

from django.db import models
from django.db.models import Q

from indgang.people.models import Person


def both_or_neither(first: str, second: str, *, name: str) -> models.CheckConstraint:
    """Two columns that are known together or not at all, such as a time and who did it."""
    pair = Q(**{f"{first}__isnull": True, f"{second}__isnull": True}) | Q(
        **{f"{first}__isnull": False, f"{second}__isnull": False}
    )
    return models.CheckConstraint(condition=pair, name=name)


def set_exactly_when(field: str, condition: Q, *, name: str) -> models.CheckConstraint:
    """The column is known when the condition holds, and only then."""
    return models.CheckConstraint(
        condition=(condition & Q(**{f"{field}__isnull": False}))
        | (~condition & Q(**{f"{field}__isnull": True})),
        name=name,
    )


class OfPerson(models.Model):
    """A row of one guest's plan, with who wrote it and when."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    added_at = models.DateTimeField()
    added_by = models.UUIDField()

    class Meta:
        abstract = True
        ordering: ClassVar = ["added_at", "id"]
