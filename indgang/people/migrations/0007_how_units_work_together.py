"""How two units work together, in words that both have said yes to."""

import uuid
from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q

from indgang.kernel.rowsecurity import functions, open_table

SQL = Path(__file__).resolve().parent.parent / "sql"
OWN = (
    "(select indgang.has_role('administrator'))"
    " or first_unit_id = any((select indgang.my_units())::uuid[])"
    " or second_unit_id = any((select indgang.my_units())::uuid[])"
)


class Migration(migrations.Migration):
    dependencies = [("people", "0006_opened_first")]
    operations = [
        migrations.CreateModel(
            name="Cooperation",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveSmallIntegerField()),
                ("text", models.TextField(max_length=4000)),
                ("written_at", models.DateTimeField()),
                ("written_by", models.UUIDField()),
                ("first_agreed_at", models.DateTimeField(blank=True, null=True)),
                ("first_agreed_by", models.UUIDField(blank=True, null=True)),
                ("second_agreed_at", models.DateTimeField(blank=True, null=True)),
                ("second_agreed_by", models.UUIDField(blank=True, null=True)),
                (
                    "first_unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.unit"
                    ),
                ),
                (
                    "second_unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.unit"
                    ),
                ),
            ],
            options={
                "ordering": ["first_unit_id", "second_unit_id", "-version"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("first_unit", "second_unit", "version"),
                        name="people_cooperation_one_version",
                    ),
                    models.CheckConstraint(
                        condition=Q(first_unit__lt=F("second_unit")),
                        name="people_cooperation_one_pair",
                    ),
                    models.CheckConstraint(
                        condition=Q(first_agreed_at__isnull=True, first_agreed_by__isnull=True)
                        | Q(first_agreed_at__isnull=False, first_agreed_by__isnull=False),
                        name="people_cooperation_first_pair",
                    ),
                    models.CheckConstraint(
                        condition=Q(second_agreed_at__isnull=True, second_agreed_by__isnull=True)
                        | Q(second_agreed_at__isnull=False, second_agreed_by__isnull=False),
                        name="people_cooperation_second_pair",
                    ),
                    models.CheckConstraint(
                        condition=Q(first_agreed_by__isnull=True)
                        | Q(second_agreed_by__isnull=True)
                        | ~Q(first_agreed_by=F("second_agreed_by")),
                        name="people_cooperation_two_people",
                    ),
                ],
            },
        ),
        open_table("people_cooperation", write=OWN),
        # Words that were agreed are not taken away by anyone who only works here.
        migrations.RunSQL(
            "revoke delete on people_cooperation from indgang_web", migrations.RunSQL.noop
        ),
        functions(
            (SQL / "cooperation.sql").read_text(),
            drop=["indgang.keep_what_is_agreed() cascade"],
        ),
    ]
