"""Who has a place in a course is told of all its times, and of how places were given."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parent.parent / "sql"
GONE = """
drop function if exists indgang.tell_of_draw(uuid, timestamptz, timestamptz);
drop function if exists indgang.concerned_by(uuid);
"""


def as_it_was() -> str:
    """What told before there were courses."""
    told = (SQL / "seats_told.sql").read_text().replace("create function", "create or replace function")
    old = "drop function indgang.tell_of_cancelled_session(uuid, jsonb, timestamptz, timestamptz);"
    return told.replace(old, "")


class Migration(migrations.Migration):
    dependencies = [
        ("config", "0006_told_without_names"),
        ("offers", "0009_courses_with_a_start"),
        ("post", "0003_says_and_opens_little"),
    ]
    operations = [
        migrations.RunSQL((SQL / "courses_told.sql").read_text(), GONE + as_it_was()),
    ]
