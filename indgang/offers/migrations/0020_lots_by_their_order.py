"""Who looks at a draw again sees the order of the lots, by which nobody can be found."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("offers", "0019_courses_stay_whole")]
    # What it replaces told more: going back must not bring that again.
    operations = [
        migrations.RunSQL((SQL / "lots_looked_at.sql").read_text(), migrations.RunSQL.noop)
    ]
