"""A new key card ends the links to the guest's pages, as it ends the sessions."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("access", "0007_only_known_kinds")]
    operations = [
        # What it replaces left links alive: going back must not bring that again.
        migrations.RunSQL((SQL / "lost_card.sql").read_text(), migrations.RunSQL.noop)
    ]
