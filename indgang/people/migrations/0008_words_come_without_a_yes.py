"""A text of cooperation begins with nobody's yes: each side says its own afterwards."""

from django.db import migrations

OWN = (
    "((select indgang.has_role('administrator'))"
    " or first_unit_id = any((select indgang.my_units())::uuid[])"
    " or second_unit_id = any((select indgang.my_units())::uuid[]))"
)
NO_YES = f"""
alter policy people_cooperation_add on people_cooperation with check (
    {OWN} and first_agreed_by is null and second_agreed_by is null);
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0007_how_units_work_together")]
    # Going back must not let one side answer for the other again.
    operations = [migrations.RunSQL(NO_YES, migrations.RunSQL.noop)]
