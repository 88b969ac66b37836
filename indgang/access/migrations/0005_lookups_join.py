"""One visit is one line in the look-up log, however many pages and saved words it had."""

from pathlib import Path

from django.db import migrations, models

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("access", "0004_reach_quickly")]
    operations = [
        migrations.AddField("lookup", "last_at", models.DateTimeField(null=True)),
        migrations.AddField("lookup", "times", models.PositiveIntegerField(default=1, db_default=1)),
        migrations.RunSQL((SQL / "visit.sql").read_text(), migrations.RunSQL.noop),
    ]
