"""The worker finds what to remind of, and what is in the way of finding it quickly."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("plans", "0005_contact"), ("post", "0002_outbox")]

    operations = [
        migrations.RunSQL(
            (SQL / "reminders.sql").read_text(),
            "drop function indgang.things_to_remember(timestamptz, date, integer);"
            "drop index plans_agreement_due; drop index plans_appointment_coming",
        ),
    ]
