"""How long a yes takes is counted in a table of its own; the columns of the offer were never filled."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("offers", "0011_room_said")]
    operations = [
        migrations.RemoveField("offer", "decided_days_median"),
        migrations.RemoveField("offer", "decided_days_known"),
        migrations.RemoveField("offer", "decided_days_at"),
    ]
