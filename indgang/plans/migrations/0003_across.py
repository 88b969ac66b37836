"""What the house may know of many plans at once: ids, days and times."""

from pathlib import Path

from django.db import migrations

from indgang.kernel.rowsecurity import functions

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("plans", "0002_seats")]

    operations = [
        functions(
            (SQL / "across.sql").read_text(),
            drop=[
                "indgang.next_things(uuid[], timestamptz)",
                "indgang.course_cards(uuid[])",
                "indgang.quiet_guests(date, date)",
            ],
        ),
    ]
