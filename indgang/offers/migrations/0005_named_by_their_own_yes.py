"""Who stands for an offer reads the names of those who have said yes to that, and to nothing else."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("offers", "0004_kept_by_its_own"),
        ("access", "0006_rights_end_with_the_membership"),
    ]
    operations = [
        # What it replaces told more: going back must not bring that again.
        migrations.RunSQL((SQL / "names_of_those_coming.sql").read_text(), migrations.RunSQL.noop)
    ]
