"""A time counts how often it was moved or called off, so that calendars that have it are told."""

from pathlib import Path

from django.db import migrations, models
from django.db.models.functions import Now

SQL = Path(__file__).resolve().parent.parent / "sql"
UNDO = """
drop trigger offers_session_revision on offers_session;
drop function indgang.count_revisions();
"""


class Migration(migrations.Migration):
    dependencies = [("offers", "0009_courses_with_a_start")]
    operations = [
        migrations.AddField(
            "session", "revision", models.PositiveIntegerField(db_default=0, editable=False)
        ),
        migrations.AddField(
            "session", "revised_at", models.DateTimeField(db_default=Now(), editable=False)
        ),
        migrations.RunSQL((SQL / "revisions.sql").read_text(), UNDO),
    ]
