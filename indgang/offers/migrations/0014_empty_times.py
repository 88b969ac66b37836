"""Times nobody has a seat in go away, also where somebody once had one or said that he opens."""

from pathlib import Path

from django.db import migrations

from indgang.kernel.rowsecurity import functions

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("offers", "0013_hidden_places")]
    operations = [
        functions(
            (SQL / "empty_times.sql").read_text(),
            drop=["indgang.drop_empty_times(uuid[], timestamptz)"],
        )
    ]
