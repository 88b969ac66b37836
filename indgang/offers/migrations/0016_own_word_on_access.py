"""An offer keeps its own word on access while a rule decides, and has it again afterwards."""

from django.db import migrations, models
from django.db.models import F


def keep_the_word(apps, schema_editor):
    offers = apps.get_model("offers", "Offer")
    offers.objects.filter(rule_set__isnull=False).update(own_access=F("access"))


class Migration(migrations.Migration):
    dependencies = [("offers", "0015_talks")]
    operations = [
        migrations.AddField(
            "offer",
            "own_access",
            models.CharField(
                blank=True,
                choices=[
                    ("open", "åbent for alle"),
                    ("decision", "her skal vi først have et ja"),
                    ("mixed", "åbent for nogle"),
                ],
                db_default="",
                max_length=10,
            ),
        ),
        migrations.RunPython(keep_the_word, migrations.RunPython.noop),
    ]
