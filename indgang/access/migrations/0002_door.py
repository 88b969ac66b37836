"""The door itself: the only functions that know keys, permissions and the look-up log."""

from pathlib import Path

from django.db import migrations

from indgang.kernel.rowsecurity import protect_by, seal_off

SQL = Path(__file__).resolve().parent.parent / "sql"

OWN = "person_id = (select indgang.actor())"


class Migration(migrations.Migration):
    dependencies = [("access", "0001_keys"), ("people", "0002_row_security")]
    operations = [
        migrations.RunSQL(
            "create index access_key_parent on access_key (parent) where parent is not null",
            "drop index access_key_parent",
        ),
        migrations.RunSQL((SQL / "begin.sql").read_text(), migrations.RunSQL.noop),
        migrations.RunSQL((SQL / "open.sql").read_text(), migrations.RunSQL.noop),
        migrations.RunSQL((SQL / "permissions.sql").read_text(), migrations.RunSQL.noop),
        migrations.RunSQL((SQL / "keys.sql").read_text(), migrations.RunSQL.noop),
        seal_off("access_key"),
        seal_off("access_workerpurpose"),
        protect_by(
            "access_permission", read="person_id = any((select indgang.readable('card'))::uuid[])"
        ),
        protect_by("access_lookup", read=OWN, history=False),
    ]
