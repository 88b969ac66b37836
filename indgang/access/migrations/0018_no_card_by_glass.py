"""Nobody makes a key card alone because of what an emergency lets him read."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("access", "0017_seen")]
    operations = [
        # What it replaces left a door open: going back must not bring that again.
        migrations.RunSQL((SQL / "no_card_by_glass.sql").read_text(), migrations.RunSQL.noop)
    ]
