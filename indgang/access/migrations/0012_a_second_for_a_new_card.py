"""A new key card for a guest who has told something takes the guest himself or a second colleague."""

from pathlib import Path
from uuid import uuid4

import django.db.models.deletion
from django.db import migrations, models

from indgang.kernel.rowsecurity import seal_off

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0011_knocks"),
        ("history", "0001_change"),
        ("people", "0005_rights_by_the_houses_clock"),
    ]
    operations = [
        migrations.CreateModel(
            name="NewCard",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        primary_key=True, default=uuid4, editable=False, serialize=False
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        "people.person",
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("asked_by", models.UUIDField()),
                ("code", models.CharField(max_length=6, blank=True)),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("confirmed_at", models.DateTimeField(null=True)),
                ("confirmed_by", models.UUIDField(null=True)),
                ("made_at", models.DateTimeField(null=True)),
                ("card_hash", models.BinaryField(null=True)),
                ("replaced_hash", models.BinaryField(null=True)),
                ("stop_id", models.UUIDField(default=uuid4, unique=True)),
                ("stopped_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["person", "-asked_at"], name="access_newcard_person"),
                    models.Index(
                        fields=["replaced_hash"],
                        condition=models.Q(replaced_hash__isnull=False),
                        name="access_newcard_replaced",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(confirmed_at__isnull=True, confirmed_by__isnull=True)
                        | models.Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
                        name="access_newcard_confirmed_pair",
                    ),
                    models.CheckConstraint(
                        condition=~models.Q(confirmed_by=models.F("asked_by")),
                        name="access_newcard_second_is_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(made_at__isnull=True, card_hash__isnull=True)
                        | models.Q(made_at__isnull=False, card_hash__isnull=False),
                        name="access_newcard_made_pair",
                    ),
                ],
            },
        ),
        seal_off("access_newcard"),
        # What it replaces let one colleague alone become any guest: going back must not bring it.
        migrations.RunSQL((SQL / "second_hand.sql").read_text(), migrations.RunSQL.noop),
    ]
