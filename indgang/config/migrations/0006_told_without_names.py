"""Whoever moves, cancels or frees a seat tells those it concerns, and learns nothing about them."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("config", "0005_jobs_of_the_worker"),
        ("offers", "0004_kept_by_its_own"),
        ("post", "0003_says_and_opens_little"),
    ]
    operations = [
        # What it replaces took words from the caller: going back must not bring that again.
        migrations.RunSQL(
            (SQL / "seats_told.sql").read_text(),
            "drop function if exists indgang.tell_of_moved_session(uuid, timestamptz, timestamptz,"
            " timestamptz);"
            "drop function if exists indgang.tell_of_passed_on_seats(uuid, timestamptz,"
            " timestamptz);"
            "drop function if exists indgang.tell_of_cancelled_session(uuid, timestamptz,"
            " timestamptz);"
            "drop function if exists indgang.day_and_time(timestamptz)",
        )
    ]
