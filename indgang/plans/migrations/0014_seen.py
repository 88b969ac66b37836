"""What spans persons looks at those who are asked for, not at everybody."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("access", "0017_seen"), ("plans", "0013_lost_by_the_houses_clock")]
    operations = [
        migrations.RunSQL((SQL / "seen.sql").read_text(), migrations.RunSQL.noop),
    ]
