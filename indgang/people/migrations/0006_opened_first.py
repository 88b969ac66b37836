"""A page about one guest does not look for everybody whose card it could show."""

from django.db import migrations

from indgang.kernel.rowsecurity import ask_the_opened_first


class Migration(migrations.Migration):
    dependencies = [("people", "0005_rights_by_the_houses_clock")]
    operations = [ask_the_opened_first("people_person", person="id")]
