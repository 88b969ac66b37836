"""An offered seat cannot be offered for no time at all, whoever settles the session."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("offers", "0002_what_is_to_come")]
    operations = [
        # What it replaces allowed more: going back must not bring that again.
        migrations.RunSQL((SQL / "answering.sql").read_text(), migrations.RunSQL.noop)
    ]
