"""Permissions in force are found by an index, also when most have run out."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("access", "0003_links_open_something")]
    operations = [
        migrations.RunSQL(
            (SQL / "reach.sql").read_text(),
            # The functions mean the same as those of 0002, so they may stay.
            "drop statistics access_permission_ends;"
            "drop index access_permission_person_now, access_permission_unit_now,"
            " access_permission_org_now",
        )
    ]
