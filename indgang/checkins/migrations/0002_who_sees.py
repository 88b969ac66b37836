"""Who answers, who sees, and when this municipality asks until somebody decides otherwise."""

from pathlib import Path

from django.db import migrations

from indgang.kernel.rowsecurity import functions, open_table, protect, protect_by

SQL = Path(__file__).resolve().parent.parent / "sql"

# The usual moments of indgang.checkins.rules.schedule; a test compares the two.
USUAL = """
insert into checkins_schedule (key, after, number, instruments, is_active) values
    ('week0', 'start', 0, '{need_of_help,who5,tils,goals}', true),
    ('week2', 'start', 2, '{need_of_help,meaning_difference,goals}', true),
    ('week6', 'start', 6, '{need_of_help,who5,meaning_difference,goals}', true),
    ('week13', 'start', 13, '{need_of_help,meaning_difference,goals}', true),
    ('week20', 'start', 20, '{need_of_help,who5,tils,goals}', true),
    ('after6', 'exit', 6, '{need_of_help,who5,tils}', true)
"""


class Migration(migrations.Migration):
    dependencies = [("checkins", "0001_checkin"), ("access", "0002_door")]
    operations = [
        open_table("checkins_schedule", write="(select indgang.has_role('administrator'))"),
        migrations.RunSQL(USUAL, "delete from checkins_schedule"),
        protect("checkins_checkin", kind="checkins"),
        protect("checkins_answer", kind="checkins"),
        functions(
            (SQL / "checkins.sql").read_text(),
            drop=[
                "indgang.lay_out_checkins(uuid, uuid, jsonb)",
                "indgang.drop_checkins(uuid, uuid, text, date, timestamptz)",
                "indgang.lays_out_checkins(uuid)",
                "indgang.invite_checkins(date, timestamptz, integer)",
                "indgang.raise_hand(uuid, text, text, text, timestamptz)",
                "indgang.take_hand(uuid, timestamptz)",
                "indgang.settle_hand(uuid, text, timestamptz)",
            ],
        ),
        protect_by(
            "checkins_hand",
            read="person_id = any((select indgang.seen_hands())::uuid[])",
            kind="checkins",
        ),
    ]
