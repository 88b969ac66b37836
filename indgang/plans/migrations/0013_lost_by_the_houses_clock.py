"""A lost course is ended by the database's own day."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("plans", "0012_seats_of_the_dead")]
    operations = [
        # What it replaces believed the caller's day: going back must not bring that again.
        migrations.RunSQL((SQL / "lost_today.sql").read_text(), migrations.RunSQL.noop)
    ]
