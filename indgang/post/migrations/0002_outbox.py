"""Who may leave a message, who takes it out, and what the worker opens a person for to do so."""

from pathlib import Path

from django.db import migrations

from indgang.kernel.rowsecurity import functions, protect

SQL = Path(__file__).resolve().parent.parent / "sql"

# The nickname's language and the address; nothing is changed.
PURPOSE = "insert into access_workerpurpose (name, kinds, may_write) values ('besked', '{card,contact}', false)"


class Migration(migrations.Migration):
    dependencies = [("post", "0001_letter"), ("access", "0002_door")]
    operations = [
        protect("post_letter", kind="contact", writable=False),
        protect("post_silence", kind="contact"),
        functions(
            (SQL / "outbox.sql").read_text(),
            drop=[
                "indgang.queue_letter(uuid, text, jsonb, uuid, text, text[], boolean, timestamptz,"
                " timestamptz, timestamptz, timestamptz)",
                "indgang.cancel_letters(uuid, text)",
                "indgang.post_due(timestamptz, integer)",
                "indgang.claim_letters(uuid, timestamptz, timestamptz)",
                "indgang.settle_letters(uuid[], text, text, text, timestamptz, timestamptz)",
                "indgang.failed_letters(integer)",
                "indgang.retry_letter(uuid, timestamptz)",
                "indgang.drop_letter(uuid)",
                "indgang.keeps_post()",
                "indgang.set_silence(uuid, boolean, timestamptz)",
            ],
        ),
        migrations.RunSQL(
            PURPOSE, "delete from access_workerpurpose where name = 'besked'"
        ),
    ]
