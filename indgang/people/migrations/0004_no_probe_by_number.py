"""A unique number would tell whoever types it that somebody here has it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0003_asked_once")]
    operations = [
        migrations.AlterField("identity", "cpr_hash", models.BinaryField(db_index=True, null=True))
    ]
