"""What comes from another catalogue is known again when that catalogue is read in once more."""

import uuid

from django.db import migrations, models

from indgang.kernel.rowsecurity import open_table


class Migration(migrations.Migration):
    dependencies = [("offers", "0016_own_word_on_access")]
    operations = [
        migrations.CreateModel(
            name="SourceKey",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("source", models.CharField(max_length=60)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("offer", "offer"),
                            ("place", "place"),
                            ("organisation", "organisation"),
                        ],
                        max_length=12,
                    ),
                ),
                ("key", models.CharField(max_length=200)),
                ("own_id", models.UUIDField()),
            ],
            options={
                "ordering": ["source", "kind", "key"],
                "indexes": [models.Index(fields=["own_id"], name="offers_sourcekey_own")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("source", "kind", "key"), name="offers_sourcekey_one_thing"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["offer", "place", "organisation"])),
                        name="offers_sourcekey_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("source", ""), _negated=True),
                        name="offers_sourcekey_source",
                    ),
                ],
            },
        ),
        open_table(
            "offers_sourcekey", write="(select indgang.has_role('administrator', 'worker'))"
        ),
    ]
