"""The board: its figures, what is kept of them, and how those who look hear of a change."""

import uuid
from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models

from indgang.kernel.rowsecurity import functions, protect_by

SQL = Path(__file__).resolve().parent.parent / "sql"
WORKER = "(select indgang.key_kind()) = 'worker'"


class Migration(migrations.Migration):
    initial = True
    dependencies = [
        ("offers", "0009_courses_with_a_start"),
        ("people", "0006_opened_first"),
        ("access", "0018_no_card_by_glass"),
        ("entrance", "0011_versions_stay"),
    ]
    operations = [
        migrations.CreateModel(
            name='Count',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('day', models.DateField()),
                ('measured_at', models.DateTimeField()),
                ('seats', models.PositiveIntegerField(default=0)),
                ('free', models.PositiveIntegerField(default=0)),
                ('held', models.IntegerField(default=0)),
                ('taken', models.IntegerField(default=0)),
                ('waiting', models.IntegerField(default=0)),
                ('open_number', models.IntegerField(default=0)),
                ('open_median_days', models.IntegerField(null=True)),
                ('open_p90_days', models.IntegerField(null=True)),
                ('decided_number', models.IntegerField(default=0)),
                ('decided_median_days', models.IntegerField(null=True)),
                ('decided_p90_days', models.IntegerField(null=True)),
                ('unmet', models.IntegerField(default=0)),
                ('arrivals', models.IntegerField(default=0)),
                ('need', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='offers.need')),
                ('offer', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='offers.offer')),
                ('organisation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.organisation')),
            ],
            options={
                'ordering': ['day', 'id'],
                'constraints': [models.UniqueConstraint(fields=('day', 'offer', 'need', 'organisation'), name='board_count_once_a_day', nulls_distinct=False), models.CheckConstraint(condition=models.Q(models.Q(('need__isnull', True), ('offer__isnull', True)), models.Q(('offer__isnull', True), ('organisation__isnull', True)), models.Q(('need__isnull', True), ('organisation__isnull', True)), _connector='OR'), name='board_count_of_one_thing')],
            },
        ),
        # The worker keeps the figures; everybody else is told them by functions that ask who it is.
        protect_by("board_count", read=WORKER, write=WORKER, history=False),
        functions(
            (SQL / "board.sql").read_text(),
            drop=(
                "indgang.board_history(date, uuid, text, uuid)",
                "indgang.board_latest(boolean)",
                "indgang.board_as_told(board_count, boolean)",
                "indgang.board_arrivals(timestamptz, timestamptz)",
                "indgang.board_came(timestamptz, timestamptz)",
                "indgang.board_waits(timestamptz, timestamptz)",
                "indgang.board_room(timestamptz, timestamptz, boolean)",
                "indgang.board_told(bigint, boolean)",
                "indgang.reads_the_board()",
                "indgang.tell_the_board() cascade",
                "indgang.tell_the_board_of_a_stay() cascade",
            ),
        ),
    ]
