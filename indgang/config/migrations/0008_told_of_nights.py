"""A guest is told what others have made of his nights."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("config", "0007_told_of_courses"),
        ("offers", "0008_stays"),
        ("post", "0003_says_and_opens_little"),
    ]
    operations = [
        migrations.RunSQL(
            (SQL / "stays_told.sql").read_text(),
            "drop function if exists indgang.tell_of_stay(uuid, boolean, timestamptz, timestamptz)",
        ),
    ]
