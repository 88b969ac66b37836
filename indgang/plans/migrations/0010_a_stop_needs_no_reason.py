"""Why something stopped is the guest's to say, or not."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("plans", "0009_feeds_that_end")]
    operations = [
        migrations.RemoveConstraint(
            model_name="activity", name="plans_activity_stopped_says_why"
        ),
    ]
