"""The house sees the guests whose guides are away."""

from pathlib import Path

from django.db import migrations

from indgang.kernel.rowsecurity import functions

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("plans", "0006_reminders"), ("people", "0002_row_security")]

    operations = [
        functions((SQL / "absence.sql").read_text(), drop=["indgang.guests_without_guide(date)"]),
    ]
