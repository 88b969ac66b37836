"""A permission or a key names kinds of information and nothing else, whoever writes it.

A word of one's own choosing could have been a protected address, or have broken the list of who is
open for everybody who opens that guest.
"""

from django.db import migrations, models

KINDS = (
    "card", "contact", "plan", "story", "goals", "checkins", "meetings", "crisis", "notes",
)  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("access", "0006_rights_end_with_the_membership")]
    operations = [
        migrations.AddConstraint(
            model_name="key",
            constraint=models.CheckConstraint(
                condition=models.Q(kinds__isnull=True) | models.Q(kinds__contained_by=KINDS),
                name="access_key_known_kinds",
            ),
        ),
        migrations.AddConstraint(
            model_name="permission",
            constraint=models.CheckConstraint(
                condition=models.Q(kinds__contained_by=KINDS), name="access_permission_known_kinds"
            ),
        ),
    ]
