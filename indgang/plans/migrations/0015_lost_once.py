"""A lost course is ended once, and its last day of contact tells of no other day."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("plans", "0014_seen")]
    operations = [
        # What it replaces told more: going back must not bring that again.
        migrations.RunSQL((SQL / "lost_once.sql").read_text(), migrations.RunSQL.noop)
    ]
