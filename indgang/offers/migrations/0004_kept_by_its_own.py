"""Those who keep offers keep needs, places and single times, and see what nobody offers.

A time that is called off says why, one that is moved says where from; needs and places can be
closed; searches that found nothing are counted. Whoever frees a seat no longer learns who gets it.
"""

from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models

from indgang.kernel.rowsecurity import functions, open_table

SQL = Path(__file__).resolve().parent.parent / "sql"

REASONS = [
    ("ill", "Den, der holder det, er syg."),
    ("shut", "Stedet er lukket den dag."),
    ("few", "Der var for få tilmeldt."),
    ("weather", "Vejret er for dårligt."),
    ("pause", "Tilbuddet holder pause."),
    ("ended", "Tilbuddet er slut."),
    ("other", "Noget andet"),
]
# The operator's table of offers names places and organisations that are new; it may add them, and
# change or remove none.
TABLE_ADDS = """
alter policy offers_place_add on offers_place
    with check ((select indgang.has_role('administrator', 'provider', 'worker')));
alter policy people_organisation_add on people_organisation
    with check ((select indgang.has_role('administrator', 'worker')));
"""
TABLE_ADDS_NOT = """
alter policy offers_place_add on offers_place
    with check ((select indgang.has_role('administrator', 'provider')));
alter policy people_organisation_add on people_organisation
    with check ((select indgang.has_role('administrator')));
"""


class Migration(migrations.Migration):
    dependencies = [
        ("offers", "0003_time_to_answer"),
        ("people", "0005_rights_by_the_houses_clock"),
    ]
    operations = [
        migrations.CreateModel(
            name="Unmet",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("day", models.DateField()),
                ("number", models.PositiveIntegerField(default=0)),
                (
                    "need",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="offers.need",
                    ),
                ),
            ],
            options={
                "ordering": ["-day", "need"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("day", "need"),
                        name="offers_unmet_once_a_day",
                        nulls_distinct=False,
                    )
                ],
            },
        ),
        migrations.AddField("need", "closed_on", models.DateField(blank=True, null=True)),
        migrations.AddField("place", "closed_on", models.DateField(blank=True, null=True)),
        migrations.AddField(
            "session",
            "cancelled_why",
            models.CharField(blank=True, choices=REASONS, db_default="", max_length=8),
        ),
        migrations.AddField(
            "session",
            "cancelled_words",
            models.CharField(blank=True, db_default="", max_length=200),
        ),
        migrations.AddField("session", "moved_from", models.DateTimeField(blank=True, null=True)),
        migrations.AddField(
            "session",
            "where_note",
            models.CharField(blank=True, db_default="", max_length=200),
        ),
        migrations.AddConstraint(
            model_name="session",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("cancelled_why", ""), ("cancelled_at__isnull", False), _connector="OR"
                ),
                name="offers_session_reason_of_cancelling",
            ),
        ),
        open_table("offers_unmet"),
        functions(
            (SQL / "unmet.sql").read_text(), drop=["indgang.count_unmet(text, date)"]
        ),
        migrations.RunSQL(TABLE_ADDS, TABLE_ADDS_NOT),
        # What it replaces told more: going back must not bring that again.
        migrations.RunSQL((SQL / "passing_on.sql").read_text(), migrations.RunSQL.noop),
    ]
