"""Whoever a guest has let in finds him again."""

from pathlib import Path

from django.db import migrations

from indgang.kernel.rowsecurity import functions

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("plans", "0010_a_stop_needs_no_reason")]

    operations = [
        functions((SQL / "let_in.sql").read_text(), drop=["indgang.let_me_in(integer)"]),
    ]
