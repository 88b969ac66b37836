"""A guest is told before the link to his calendar ends."""

from pathlib import Path

from django.db import migrations

from indgang.kernel.rowsecurity import functions

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("plans", "0008_leaving")]

    operations = [
        functions((SQL / "feeds.sql").read_text(), drop=["indgang.feeds_that_end(date, integer)"]),
    ]
