"""A permission begins when it is given or later, and ends after that."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("access", "0009_found_by_number")]
    operations = [
        # What it replaces could be dated back: going back must not bring that again.
        migrations.RunSQL((SQL / "no_past.sql").read_text(), migrations.RunSQL.noop)
    ]
