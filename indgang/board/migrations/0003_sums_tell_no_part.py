"""Of a sum no more is told than of its parts."""

from pathlib import Path

from django.db import migrations, models

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("board", "0002_every_source")]
    operations = [
        migrations.AddField("count", "told", models.JSONField(blank=True, null=True)),
        # What it replaces told more: going back must not bring that again.
        migrations.RunSQL((SQL / "sums.sql").read_text(), migrations.RunSQL.noop),
    ]
