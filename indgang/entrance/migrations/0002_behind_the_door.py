"""Who reads and keeps what comes to the door."""

from pathlib import Path

from django.db import migrations

from indgang.kernel.rowsecurity import functions, open_table, protect, seal_off

SQL = Path(__file__).resolve().parent.parent / "sql"

HOUSE = (
    "(select indgang.has_role('host', 'peer_host', 'guide', 'coordinator', 'outreach', 'acute'))"
)


class Migration(migrations.Migration):
    dependencies = [("entrance", "0001_door"), ("access", "0002_door")]
    operations = [
        protect("entrance_arrival", kind="card"),
        protect("entrance_inquiry", kind="card"),
        protect("entrance_inquirymessage", kind="story"),
        protect("entrance_conversation", kind="card"),
        # Every version of a text is kept by itself: it is its own history.
        protect("entrance_sectiontext", kind="story", history=False),
        open_table("entrance_doorevent", write=HOUSE),
        migrations.RunSQL(
            "revoke update, delete on entrance_doorevent from indgang_web",
            "grant update, delete on entrance_doorevent to indgang_web",
        ),
        seal_off("entrance_draft"),
        seal_off("entrance_knock"),
        functions(
            (SQL / "search.sql").read_text(),
            drop=["indgang.find_guests(text)", "indgang.find_card(text)", "indgang.has_card(uuid)"],
        ),
        functions(
            (SQL / "strangers.sql").read_text(),
            drop=[
                "indgang.keep_draft(text, text, integer)",
                "indgang.kept_draft(text)",
                "indgang.drop_draft(text)",
                "indgang.knock(bytea, integer, integer)",
            ],
        ),
    ]
