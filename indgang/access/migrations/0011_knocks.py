"""A flood from one address is held back at every door where somebody unknown may knock."""

from pathlib import Path

from django.db import migrations, models

from indgang.kernel.rowsecurity import functions, seal_off

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("access", "0010_no_permission_is_dated_back")]
    operations = [
        migrations.CreateModel(
            name="Knock",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("door", models.CharField(max_length=20)),
                ("address_hash", models.BinaryField()),
                ("at", models.DateTimeField(db_index=True)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["door", "address_hash", "at"], name="access_knock_from")
                ],
            },
        ),
        seal_off("access_knock"),
        functions(
            (SQL / "knocks.sql").read_text(),
            drop=["indgang.knock(text, bytea, integer, integer)"],
        ),
    ]
