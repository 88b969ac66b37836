"""Whose card may be seen, asked of a few."""

from pathlib import Path

from django.db import migrations

from indgang.kernel.rowsecurity import functions

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("access", "0016_all_of_a_stopped_card")]
    operations = [functions((SQL / "seen.sql").read_text(), drop=["indgang.seen(uuid[])"])]
