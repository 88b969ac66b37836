"""A seat of somebody who is dead is free for the next one."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("plans", "0011_let_in"), ("offers", "0001_offers")]

    operations = [
        # Going back, 0008 drops the function; in between it does no harm.
        migrations.RunSQL((SQL / "seats_of_the_dead.sql").read_text(), migrations.RunSQL.noop),
    ]
