"""A colleague's own guests, and who has been quiet, without going through everybody."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("plans", "0003_across")]

    operations = [
        migrations.RunSQL(
            (SQL / "own_guests.sql").read_text(),
            # quiet_guests means the same as in 0003, so it may stay.
            "drop function indgang.guests_of(uuid); drop index plans_courseguide_going",
        )
    ]
