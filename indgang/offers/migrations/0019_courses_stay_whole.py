"""A course's times and its room are its own offer's, whoever writes them."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parent.parent / "sql"
UNDO = """
drop trigger offers_session_own_course on offers_session;
drop trigger offers_run_own_room on offers_run;
drop function indgang.time_of_own_course();
drop function indgang.room_of_own_course();
"""


class Migration(migrations.Migration):
    dependencies = [("offers", "0018_hidden_places_are_not_joined")]
    operations = [migrations.RunSQL((SQL / "courses_stay_whole.sql").read_text(), UNDO)]
