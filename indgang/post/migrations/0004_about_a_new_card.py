"""A code for a new key card is sent to the guest, and he is told whenever one was made for him."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("post", "0003_says_and_opens_little"),
        ("access", "0012_a_second_for_a_new_card"),
    ]
    operations = [migrations.RunSQL((SQL / "cards.sql").read_text(), migrations.RunSQL.noop)]
