"""Those who hold an offer say whether there is room; how soon they answer is counted."""

import django.db.models.deletion
from pathlib import Path

from django.db import migrations, models
from django.db.models import Q

from indgang.kernel.rowsecurity import functions, open_table

SQL = Path(__file__).resolve().parent.parent / "sql"
KEPT = "offer_id = any((select indgang.kept_offers())::uuid[])"


class Migration(migrations.Migration):
    dependencies = [
        ("offers", "0010_a_calendar_is_told"),
        ("access", "0019_links_of_providers"),
    ]
    operations = [
        migrations.CreateModel(
            name="Room",
            fields=[
                (
                    "offer",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="room",
                        serialize=False,
                        to="offers.offer",
                    ),
                ),
                (
                    "says",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("room", "vi har plads"),
                            ("full", "vi er fulde"),
                            ("away", "vi er tilbage senere"),
                        ],
                        max_length=4,
                    ),
                ),
                ("back_on", models.DateField(blank=True, null=True)),
                ("said_at", models.DateTimeField(blank=True, null=True)),
                ("said_by", models.UUIDField(blank=True, null=True)),
                ("fresh_days", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("reminded_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(says__in=["", "room", "full", "away"]),
                        name="offers_room_says",
                    ),
                    models.CheckConstraint(
                        condition=Q(says="away", back_on__isnull=False)
                        | (~Q(says="away") & Q(back_on__isnull=True)),
                        name="offers_room_back_on_a_day",
                    ),
                    models.CheckConstraint(
                        condition=Q(says="", said_at__isnull=True, said_by__isnull=True)
                        | (~Q(says="") & Q(said_at__isnull=False, said_by__isnull=False)),
                        name="offers_room_said_pair",
                    ),
                    models.CheckConstraint(
                        condition=Q(fresh_days__isnull=True) | Q(fresh_days__gte=1),
                        name="offers_room_asked_once_a_day_at_most",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReplyTime",
            fields=[
                (
                    "organisation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="reply_time",
                        serialize=False,
                        to="people.organisation",
                    ),
                ),
                ("days", models.PositiveSmallIntegerField()),
                ("yes_percent", models.PositiveSmallIntegerField()),
                ("counted_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="DecisionTime",
            fields=[
                (
                    "offer",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="decision_time",
                        serialize=False,
                        to="offers.offer",
                    ),
                ),
                ("days", models.PositiveSmallIntegerField()),
                ("counted_at", models.DateTimeField()),
            ],
        ),
        open_table("offers_room", write=KEPT),
        open_table("offers_replytime"),
        open_table("offers_decisiontime"),
        functions(
            (SQL / "room.sql").read_text(),
            drop=["indgang.say_room(uuid, text, date, timestamptz)"],
        ),
    ]
