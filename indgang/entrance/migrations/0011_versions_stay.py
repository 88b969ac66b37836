"""What somebody wrote in a talk is neither changed nor written in his name by another."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parent.parent / "sql"
BEFORE = """
grant update on entrance_sectiontext to indgang_web;
drop trigger entrance_sectiontext_versions on entrance_sectiontext;
drop function indgang.versions_stay();
"""


class Migration(migrations.Migration):
    dependencies = [("entrance", "0010_opened_first")]
    operations = [migrations.RunSQL((SQL / "versions.sql").read_text(), BEFORE)]
