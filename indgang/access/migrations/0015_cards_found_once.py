"""Whose cards the actor may see is found once in a transaction, and not once for each question."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0014_a_new_password_ends_sessions"),
        ("kernel", "0003_found_once"),
    ]
    operations = [
        # What it adds is forgotten with the schema; going back a step would only find again.
        migrations.RunSQL((SQL / "cards_once.sql").read_text(), migrations.RunSQL.noop)
    ]
