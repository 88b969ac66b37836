"""Whoever stops a key card ends what was said with it too."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("access", "0015_cards_found_once"), ("history", "0001_change")]
    operations = [
        # What it replaces left doors open: going back must not bring that again.
        migrations.RunSQL((SQL / "stopped_cards.sql").read_text(), migrations.RunSQL.noop)
    ]
