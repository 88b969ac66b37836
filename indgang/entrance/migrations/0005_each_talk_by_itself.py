"""The leave to write along in one conversation opens no other."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("entrance", "0004_without_a_course"), ("access", "0006_rights_end_with_the_membership")]

    operations = [
        migrations.RunSQL(
            (SQL / "talks.sql").read_text(),
            "drop policy entrance_sectiontext_talk on entrance_sectiontext;"
            "drop policy entrance_bundleitem_talk on entrance_bundleitem;"
            "drop function indgang.readable_talks()",
        )
    ]
