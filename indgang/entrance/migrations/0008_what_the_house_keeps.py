"""Help at the desk for the young, what was not to be had here, and the way back in an emergency."""

from pathlib import Path
from uuid import uuid4

import django.db.models.deletion
from django.db import migrations, models

from indgang.kernel.rowsecurity import functions, open_table

SQL = Path(__file__).resolve().parent.parent / "sql"

ADMINISTRATOR = "(select indgang.has_role('administrator'))"
HOUSE = "(select indgang.has_role('host', 'peer_host', 'guide', 'coordinator'))"


class Migration(migrations.Migration):
    dependencies = [
        ("entrance", "0007_knocks_moved"),
        ("access", "0006_rights_end_with_the_membership"),
        ("offers", "0001_offers"),
        ("people", "0002_row_security"),
    ]
    operations = [
        migrations.CreateModel(
            name="YoungHelp",
            fields=[
                ("id", models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False)),
                ("who_to_call", models.CharField(blank=True, max_length=120)),
                ("phone", models.CharField(blank=True, max_length=30)),
                ("open_when", models.CharField(blank=True, max_length=80)),
                ("at_the_desk", models.TextField(blank=True)),
                ("duty", models.TextField(blank=True)),
                ("to_the_young", models.TextField(blank=True)),
                ("checked_on", models.DateField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("id", 1)), name="entrance_younghelp_one_row"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="UnmetNeed",
            fields=[
                ("id", models.UUIDField(default=uuid4, editable=False, primary_key=True, serialize=False)),
                ("on", models.DateField()),
                (
                    "need",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="offers.need",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.unit",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["on", "need"], name="entrance_unmetneed_on")],
            },
        ),
        open_table("entrance_younghelp", write=ADMINISTRATOR),
        open_table("entrance_unmetneed", write=HOUSE),
        # A count is added to and never taken back.
        migrations.RunSQL(
            "revoke update, delete on entrance_unmetneed from indgang_web",
            "grant update, delete on entrance_unmetneed to indgang_web",
        ),
        functions(
            (SQL / "emergencies.sql").read_text(), drop=["indgang.own_emergencies()"]
        ),
    ]
