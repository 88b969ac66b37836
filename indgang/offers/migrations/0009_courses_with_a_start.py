"""Courses with a start, how their places are given, and being told of an earlier time."""

from pathlib import Path

import django.db.models.deletion
import uuid
from django.db import migrations, models

from indgang.kernel.rowsecurity import functions, open_table, protect

SQL = Path(__file__).resolve().parent.parent / "sql"
KEPT = "offer_id = any((select indgang.kept_offers())::uuid[])"


def as_it_was() -> str:
    """The functions that are replaced here, as they were before there were courses."""
    first = (SQL / "seats.sql").read_text()
    for word in ("function", "trigger"):
        first = first.replace(f"create {word}", f"create or replace {word}")
    later = [(SQL / name).read_text() for name in ("passing_on.sql", "names_of_those_coming.sql")]
    drop = "drop function if exists indgang.settle_session(uuid, timestamptz, timestamptz);"
    gone = "drop function if exists indgang.room_of(uuid);"
    return "\n".join([drop, first, *later, gone])


class Migration(migrations.Migration):

    dependencies = [
        ('offers', '0008_stays'),
        ('people', '0006_opened_first'),
    ]

    operations = [
        migrations.CreateModel(
            name='Draw',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('drawn_at', models.DateTimeField()),
                ('seed', models.CharField(max_length=64)),
            ],
            options={
                'ordering': ['-drawn_at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='DrawnRun',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('seats', models.PositiveIntegerField()),
                ('wishes', models.PositiveIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name='Lot',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('rank', models.PositiveSmallIntegerField()),
                ('need_class', models.PositiveSmallIntegerField(choices=[(0, 'now'), (1, 'soon'), (2, 'ordinary')])),
                ('weeks', models.PositiveIntegerField()),
                ('number', models.BigIntegerField()),
                ('outcome', models.CharField(choices=[('seated', 'seated'), ('waiting', 'waiting'), ('elsewhere', 'elsewhere')], max_length=10)),
                ('why', models.CharField(choices=[('room', 'room'), ('urgency', 'urgency'), ('weeks', 'weeks'), ('lot', 'lot'), ('wish', 'wish')], max_length=10)),
            ],
        ),
        migrations.CreateModel(
            name='Presence',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('came', models.BooleanField()),
                ('marked_at', models.DateTimeField()),
                ('marked_by', models.UUIDField()),
            ],
        ),
        migrations.CreateModel(
            name='Run',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('register_by', models.DateField()),
                ('by_draw', models.BooleanField(default=False)),
                ('wished', models.PositiveIntegerField(db_default=0, default=0)),
                ('ends_at', models.DateTimeField()),
                ('drawn_at', models.DateTimeField(blank=True, null=True)),
                ('made_at', models.DateTimeField()),
                ('made_by', models.UUIDField()),
            ],
            options={
                'ordering': ['register_by', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Urgency',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('level', models.PositiveSmallIntegerField(choices=[(0, 'now'), (1, 'soon'), (2, 'ordinary')])),
                ('said_at', models.DateTimeField()),
                ('said_by', models.UUIDField()),
            ],
        ),
        migrations.RemoveConstraint(
            model_name='booking',
            name='offers_booking_status',
        ),
        migrations.AddField(
            model_name='booking',
            name='earlier_since',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='booking',
            name='instead_of',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='offers.booking'),
        ),
        migrations.AddField(
            model_name='booking',
            name='rank',
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='session',
            name='follows',
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name='session',
            name='draw_on',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name='booking',
            name='status',
            field=models.CharField(choices=[('seated', 'du har en plads'), ('waiting', 'du venter på en plads'), ('offered', 'der er en plads til dig'), ('wished', 'du ønsker en plads'), ('cancelled', 'meldt fra'), ('attended', 'kom'), ('missed', 'kom ikke')], max_length=10),
        ),
        migrations.AddIndex(
            model_name='booking',
            index=models.Index(condition=models.Q(('earlier_since__isnull', False), ('status__in', ['seated', 'waiting'])), fields=['earlier_since'], name='offers_booking_earlier'),
        ),
        migrations.AddConstraint(
            model_name='booking',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['seated', 'waiting', 'offered', 'wished', 'cancelled', 'attended', 'missed'])), name='offers_booking_status'),
        ),
        migrations.AddConstraint(
            model_name='booking',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'wished'), _negated=True), ('rank__isnull', False), _connector='OR'), name='offers_booking_wish_has_a_rank'),
        ),
        migrations.AddField(
            model_name='drawnrun',
            name='draw',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='runs', to='offers.draw'),
        ),
        migrations.AddField(
            model_name='lot',
            name='booking',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='lot', to='offers.booking'),
        ),
        migrations.AddField(
            model_name='lot',
            name='draw',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lots', to='offers.draw'),
        ),
        migrations.AddField(
            model_name='lot',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.person'),
        ),
        migrations.AddField(
            model_name='presence',
            name='booking',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='presences', to='offers.booking'),
        ),
        migrations.AddField(
            model_name='presence',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.person'),
        ),
        migrations.AddField(
            model_name='presence',
            name='session',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offers.session'),
        ),
        migrations.AddField(
            model_name='run',
            name='offer',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='runs', to='offers.offer'),
        ),
        migrations.AddField(
            model_name='run',
            name='room',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='room_of', to='offers.session'),
        ),
        migrations.AddField(
            model_name='lot',
            name='run',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lots', to='offers.run'),
        ),
        migrations.AddField(
            model_name='drawnrun',
            name='run',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='drawn', to='offers.run'),
        ),
        migrations.AddField(
            model_name='session',
            name='run',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='times', to='offers.run'),
        ),
        migrations.AddConstraint(
            model_name='session',
            constraint=models.CheckConstraint(condition=models.Q(('run__isnull', True), ('seats__isnull', False), _connector='OR'), name='offers_session_of_a_course_has_seats'),
        ),
        migrations.AddConstraint(
            model_name='session',
            constraint=models.CheckConstraint(condition=models.Q(('run__isnull', False), models.Q(('draw_on__isnull', True), ('follows', False)), _connector='OR'), name='offers_session_in_a_course'),
        ),
        migrations.AddField(
            model_name='urgency',
            name='person',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.person'),
        ),
        migrations.AddConstraint(
            model_name='presence',
            constraint=models.UniqueConstraint(fields=('booking', 'session'), name='offers_presence_once'),
        ),
        migrations.AddIndex(
            model_name='run',
            index=models.Index(condition=models.Q(('by_draw', True), ('drawn_at__isnull', True)), fields=['register_by'], name='offers_run_to_draw'),
        ),
        migrations.AddConstraint(
            model_name='run',
            constraint=models.CheckConstraint(condition=models.Q(('drawn_at__isnull', True), ('by_draw', True), _connector='OR'), name='offers_run_drawn'),
        ),
        migrations.AddConstraint(
            model_name='lot',
            constraint=models.UniqueConstraint(fields=('draw', 'run', 'person'), name='offers_lot_once'),
        ),
        migrations.AddConstraint(
            model_name='urgency',
            constraint=models.CheckConstraint(condition=models.Q(('level__in', [0, 1, 2])), name='offers_urgency_level'),
        ),
        open_table("offers_run", write=KEPT),
        open_table("offers_draw"),
        open_table("offers_drawnrun"),
        protect("offers_urgency", kind="plan", writable=False),
        protect("offers_lot", kind="plan", writable=False),
        protect("offers_presence", kind="plan", writable=False),
        migrations.RunSQL(
            (SQL / "runs.sql").read_text(),
            "drop function if exists indgang.mark_presence(uuid, uuid, boolean, timestamptz);"
            "drop function if exists indgang.say_urgency(uuid, integer, timestamptz);"
            "drop function if exists indgang.carry_room(uuid);"
            "drop function if exists indgang.asking_for_earlier(uuid);" + as_it_was(),
        ),
        functions(
            (SQL / "draws.sql").read_text(),
            drop=[
                "indgang.first_arrivals(date, date)",
                "indgang.may_count()",
                "indgang.lots_of(uuid)",
                "indgang.keep_draw(uuid[], text, timestamptz, uuid[], text[], text[])",
                "indgang.wishes_for(uuid[], text, timestamptz)",
                "indgang.runs_to_draw(timestamptz, date)",
                "indgang.lot(text, uuid)",
            ],
        ),
    ]
