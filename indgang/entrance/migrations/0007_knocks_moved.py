"""Knocks are counted below, at every door where somebody unknown comes (access.Knock)."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("entrance", "0006_history_of_each_talk"), ("access", "0011_knocks")]
    operations = [
        # Nothing in it is worth keeping: it is forgotten within two hours.
        migrations.RunSQL(
            "drop function indgang.knock(bytea, integer, integer)", migrations.RunSQL.noop
        ),
        migrations.DeleteModel(name="Knock"),
    ]
