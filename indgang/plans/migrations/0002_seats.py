"""An activity may be an offer, or a seat in it that is the same person's."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("offers", "0001_offers"), ("plans", "0001_plan")]

    operations = [
        migrations.AddField(
            model_name="activity",
            name="offer",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="offers.offer",
            ),
        ),
        migrations.AddField(
            model_name="activity",
            name="booking",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="offers.booking",
            ),
        ),
        # For the same reason as in 0001: nobody hangs an activity on a stranger's seat.
        migrations.RunSQL(
            "alter table offers_booking add constraint plans_booking_id_and_person"
            " unique (id, person_id);"
            "alter table plans_activity add constraint plans_activity_same_person_as_seat"
            " foreign key (booking_id, person_id) references offers_booking (id, person_id)",
            "alter table plans_activity drop constraint plans_activity_same_person_as_seat;"
            "alter table offers_booking drop constraint plans_booking_id_and_person",
        ),
        # The same for the activity that another one came instead of.
        migrations.RunSQL(
            "alter table plans_activity add constraint plans_activity_same_person_as_before"
            " foreign key (replaces_id, person_id) references plans_activity (id, person_id)",
            "alter table plans_activity drop constraint plans_activity_same_person_as_before",
        ),
    ]
