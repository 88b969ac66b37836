"""Whoever meets a guest can say that they were in touch, also without the plan."""

from pathlib import Path

from django.db import migrations

from indgang.kernel.rowsecurity import functions

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("plans", "0004_own_guests")]

    operations = [
        functions(
            (SQL / "contact.sql").read_text(),
            drop=["indgang.note_contact(uuid, date, text, timestamptz)"],
        ),
    ]
