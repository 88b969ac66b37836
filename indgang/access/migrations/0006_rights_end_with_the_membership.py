"""A permission given to a colleague by name ends for him when he no longer works here."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("access", "0005_lookups_join")]
    operations = [
        # What it replaces let more in: going back must not bring that again.
        migrations.RunSQL((SQL / "membership.sql").read_text(), migrations.RunSQL.noop)
    ]
