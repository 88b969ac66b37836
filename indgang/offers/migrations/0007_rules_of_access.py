"""A rule of access is kept by itself, so that several offers can follow it, and so is its history.

An offer also keeps how long a yes has taken, and a booking what stood in its way when it was made.
"""

import uuid
from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models

from indgang.kernel.rowsecurity import open_table
from indgang.offers.models.choices import OFFER_KINDS

SQL = Path(__file__).resolve().parent.parent / "sql"
MUNICIPALITY = "(select indgang.has_role('administrator', 'worker'))"


class Migration(migrations.Migration):
    dependencies = [("offers", "0006_run_by_its_users")]
    operations = [
        migrations.CreateModel(
            name="AccessRuleSet",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("name", models.CharField(blank=True, max_length=80)),
                ("kind", models.CharField(blank=True, choices=OFFER_KINDS, max_length=12)),
                ("made_at", models.DateTimeField()),
                ("made_by", models.UUIDField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("ended_by", models.UUIDField(blank=True, null=True)),
            ],
            options={
                "ordering": ["name", "made_at"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True), models.Q(("kind", ""), _negated=True)),
                        fields=("kind",),
                        name="offers_accessruleset_one_a_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                            models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="offers_accessruleset_ended_pair",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AccessRuleChange",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "did",
                    models.CharField(
                        choices=[
                            ("began", "begyndte reglen"),
                            ("added", "skrev en linje"),
                            ("changed", "ændrede en linje"),
                            ("moved", "flyttede en linje"),
                            ("removed", "tog en linje væk"),
                            ("named", "gav reglen navn"),
                            ("followed", "lod et tilbud følge reglen"),
                            ("left", "lod et tilbud gå fra reglen"),
                            ("ended", "sluttede reglen"),
                        ],
                        max_length=10,
                    ),
                ),
                ("was", models.JSONField(blank=True, null=True)),
                ("became", models.JSONField(blank=True, null=True)),
                ("changed_at", models.DateTimeField()),
                ("changed_by", models.UUIDField()),
                (
                    "rule_set",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="changes",
                        to="offers.accessruleset",
                    ),
                ),
            ],
            options={"ordering": ["-changed_at", "-id"]},
        ),
        migrations.AddField(
            "offer",
            "rule_set",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="offers",
                to="offers.accessruleset",
            ),
        ),
        migrations.AddField(
            "offer", "decided_days_median", models.PositiveSmallIntegerField(blank=True, null=True)
        ),
        migrations.AddField(
            "offer", "decided_days_known", models.PositiveIntegerField(db_default=0, default=0)
        ),
        migrations.AddField("offer", "decided_days_at", models.DateTimeField(blank=True, null=True)),
        migrations.AddField(
            "booking", "entry", models.CharField(blank=True, db_default="", max_length=10)
        ),
        migrations.AddField(
            "accessrule",
            "rule_set",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="lines",
                to="offers.accessruleset",
            ),
        ),
        migrations.AddField(
            "accessrule", "decided_by", models.CharField(blank=True, db_default="", max_length=80)
        ),
        migrations.AlterField(
            "accessrule", "sentence", models.CharField(blank=True, max_length=300)
        ),
        migrations.RunSQL((SQL / "rules_of_access.sql").read_text(), migrations.RunSQL.noop),
        migrations.RemoveConstraint("accessrule", "offers_accessrule_one_a_place"),
        migrations.AlterModelOptions("accessrule", {"ordering": ["rule_set", "position"]}),
        migrations.RemoveField("accessrule", "offer"),
        migrations.AlterField(
            "accessrule",
            "rule_set",
            models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="lines",
                to="offers.accessruleset",
            ),
        ),
        migrations.AddConstraint(
            "accessrule",
            models.UniqueConstraint(
                deferrable=models.Deferrable.DEFERRED,
                fields=("rule_set", "position"),
                name="offers_accessrule_one_a_place",
            ),
        ),
        migrations.AddConstraint(
            "accessrule",
            models.CheckConstraint(
                condition=models.Q(("answer__in", ["open", "talk", "decision"])),
                name="offers_accessrule_answer",
            ),
        ),
        open_table("offers_accessruleset", write=MUNICIPALITY),
        open_table("offers_accessrulechange", write=MUNICIPALITY),
        open_table("offers_accessrule", write=MUNICIPALITY),
    ]
