"""Room and waits of courses with a start, of what is said of room, and of those who have asked."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parent.parent / "sql"
BEFORE = """
drop trigger requests_request_board on requests_request;
drop trigger offers_room_board on offers_room;
drop trigger offers_run_board on offers_run;
drop function indgang.tell_the_board_of_an_offer();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("board", "0001_board"),
        ("offers", "0012_days_in_one_place"),
        ("requests", "0001_request"),
    ]
    operations = [
        # The functions of before knew less; going back leaves those that know more.
        migrations.RunSQL((SQL / "sources.sql").read_text(), BEFORE)
    ]
