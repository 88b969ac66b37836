"""A page about one guest does not look for everybody whose card it could show."""

from django.db import migrations

from indgang.kernel.rowsecurity import ask_the_opened_first


class Migration(migrations.Migration):
    dependencies = [("entrance", "0009_replies_to_third_parties")]
    operations = [
        ask_the_opened_first("entrance_arrival"),
        ask_the_opened_first("entrance_inquiry"),
        ask_the_opened_first("entrance_conversation"),
    ]
