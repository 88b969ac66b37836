"""An offer may be run by those who come there themselves."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("offers", "0005_named_by_their_own_yes")]
    operations = [
        migrations.AlterField(
            model_name="offer",
            name="run_by",
            field=models.CharField(
                choices=[
                    ("staff", "ansatte"),
                    ("peers", "mennesker, der selv har prøvet det"),
                    ("volunteers", "frivillige"),
                    ("mixed", "ansatte og frivillige sammen"),
                    ("users", "dem, der selv kommer der"),
                ],
                max_length=10,
            ),
        )
    ]
