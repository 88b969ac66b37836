"""Whoever writes about another is answered in fixed sentences, and told of a meeting when she agrees."""

from pathlib import Path

from django.db import migrations, models

SQL = Path(__file__).resolve().parent.parent / "sql"
REPLIES = [
    "thanks", "cannot_tell", "may_come", "own_help", "call", "danger", "met",
]  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [
        ("entrance", "0008_what_the_house_keeps"),
        ("access", "0010_no_permission_is_dated_back"),
    ]
    operations = [
        migrations.AddField("inquiry", "sender_checked_at", models.DateTimeField(null=True)),
        migrations.AddField("inquiry", "sender_checked_by", models.UUIDField(null=True)),
        migrations.AddField("inquiry", "guest_agreed_at", models.DateTimeField(null=True)),
        migrations.AddField("inquiry", "guest_agreed_by", models.UUIDField(null=True)),
        migrations.AddField(
            "inquirymessage",
            "reply",
            models.CharField(max_length=12, blank=True, default="", db_default=""),
        ),
        migrations.AlterField("inquirymessage", "words", models.TextField(blank=True)),
        migrations.RemoveConstraint("inquirymessage", "entrance_inquirymessage_says"),
        migrations.AddConstraint(
            "inquirymessage",
            models.CheckConstraint(
                condition=~models.Q(words="", reply="")
                & models.Q(reply__in=["", *REPLIES]),
                name="entrance_inquirymessage_says",
            ),
        ),
        migrations.AddConstraint(
            "inquiry",
            models.CheckConstraint(
                condition=models.Q(sender_checked_at__isnull=True, sender_checked_by__isnull=True)
                | models.Q(sender_checked_at__isnull=False, sender_checked_by__isnull=False),
                name="entrance_inquiry_checked_pair",
            ),
        ),
        migrations.AddConstraint(
            "inquiry",
            models.CheckConstraint(
                condition=models.Q(guest_agreed_at__isnull=True, guest_agreed_by__isnull=True)
                | models.Q(guest_agreed_at__isnull=False, guest_agreed_by__isnull=False),
                name="entrance_inquiry_agreed_pair",
            ),
        ),
        migrations.RunSQL((SQL / "replies.sql").read_text(), migrations.RunSQL.noop),
    ]
