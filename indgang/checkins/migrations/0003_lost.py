"""Nobody is asked how it goes in a course that was lost."""

from pathlib import Path

from django.db import migrations

from indgang.kernel.rowsecurity import functions

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("checkins", "0002_who_sees"), ("plans", "0008_leaving")]

    operations = [
        functions(
            (SQL / "lost.sql").read_text(),
            drop=["indgang.drop_checkins_of_lost(uuid, timestamptz)"],
        ),
    ]
