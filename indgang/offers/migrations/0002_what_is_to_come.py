"""The times that are not over are found by an index."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("offers", "0001_offers")]
    operations = [
        migrations.AddIndex(
            model_name="session",
            index=models.Index(fields=["ends_at"], name="offers_session_end"),
        )
    ]
