"""Whoever stands for offers has a personal link that opens his offers, and nothing about himself."""

from pathlib import Path

from django.db import migrations, models

SQL = Path(__file__).resolve().parent.parent / "sql"
DROP = """
delete from access_key where kind = 'offers';
drop function indgang.link_pace();
drop function indgang.stop_offers_link(text);
drop function indgang.offers_links();
drop function indgang.worker_offers_link(text, uuid, interval, text, text);
drop function indgang.give_offers_link(uuid, interval, text, text);
drop function indgang.keeps_offers_links(uuid);
drop function indgang.answering_organisations();
drop function indgang.provides(uuid);
"""


class Migration(migrations.Migration):
    dependencies = [("access", "0018_no_card_by_glass")]
    operations = [
        migrations.RemoveConstraint("key", "access_key_kind"),
        migrations.AddConstraint(
            "key",
            models.CheckConstraint(
                condition=models.Q(kind__in=["session", "card", "link", "worker", "offers"]),
                name="access_key_kind",
            ),
        ),
        migrations.RunSQL((SQL / "offers_links.sql").read_text(), DROP),
    ]
