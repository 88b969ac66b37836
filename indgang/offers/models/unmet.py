"""What people looked for and the overview did not have."""

from typing import ClassVar

from django.db import models

from indgang.offers.models.entry import Need


class Unmet(models.Model):
    """How many searches found nothing on a day, by the need they were about. Never their words."""

    id = models.BigAutoField(primary_key=True)
    day = models.DateField()
    need = models.ForeignKey(Need, null=True, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["-day", "need"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["day", "need"], nulls_distinct=False, name="offers_unmet_once_a_day"
            )
        ]

    class Privacy:
        open: ClassVar = {"id", "day", "need", "number"}

    def __str__(self) -> str:
        return f"{self.day}"
