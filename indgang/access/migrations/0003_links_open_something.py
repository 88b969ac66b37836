"""A link names what it opens; only sessions, cards and the worker's key open everything of one's own."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("access", "0002_door")]
    operations = [
        migrations.AddConstraint(
            model_name="key",
            constraint=models.CheckConstraint(
                condition=~models.Q(kind="link") | models.Q(kinds__isnull=False),
                name="access_key_link_has_kinds",
            ),
        )
    ]
