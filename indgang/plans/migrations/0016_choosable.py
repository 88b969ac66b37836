"""A guest chooses among those who meet guests, not among everybody who works in the house."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("plans", "0015_lost_once")]
    operations = [
        migrations.RunSQL(
            (SQL / "choosable.sql").read_text(), "drop function indgang.may_hold_threads()"
        )
    ]
