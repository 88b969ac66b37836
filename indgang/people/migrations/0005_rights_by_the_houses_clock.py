"""A unit stays what it is, and a role begins and ends by the day in Denmark.

Whoever keeps the units could otherwise move his own into another organisation, and read what
guests have let that one see. And a connection's own time zone said which day it is: for two hours
after midnight a role that had ended was still in force, and a caller could make it any day.
"""

from django.db import migrations

STAY = (
    "revoke update on people_unit from indgang_web;"
    "grant update (name, phone, closed_on) on people_unit to indgang_web"
)
MOVE = "grant update on people_unit to indgang_web"
BY_THE_DAY = ("indgang.my_units()", "indgang.my_roles()")


class Migration(migrations.Migration):
    dependencies = [("people", "0004_no_probe_by_number")]
    operations = [
        migrations.RunSQL(STAY, MOVE),
        *(
            migrations.RunSQL(
                f"alter function {name} set timezone = 'Europe/Copenhagen'",
                f"alter function {name} reset timezone",
            )
            for name in BY_THE_DAY
        ),
    ]
