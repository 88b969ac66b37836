"""When a check-in is answered, the link that asked for it ends."""

from pathlib import Path

from django.db import migrations

from indgang.kernel.rowsecurity import functions

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("checkins", "0003_lost"), ("access", "0013_links_as_short_as_needed")]

    operations = [
        functions((SQL / "links.sql").read_text(), drop=["indgang.end_checkin_links(uuid)"]),
    ]
