"""The tables of the plan, each behind the sealed door."""

import django.contrib.postgres.fields
import django.db.models.deletion
import uuid
from django.db import migrations, models

from indgang.kernel.rowsecurity import protect, protect_by


# A child row belongs to the same person as what it hangs on, in the database itself, so that
# nobody can hang something on a stranger's plan or find out by trying whether an id is there.
PARENTS = ("course", "goal", "activity")
CHILDREN = (
    ("courseguide", "course"), ("exit", "course"), ("return", "course"), ("hope", "course"),
    ("goal", "course"), ("activity", "course"), ("agreement", "course"),
    ("appointment", "course"), ("goalrating", "goal"),
)


def same_person(child, parent):
    return migrations.RunSQL(
        f"alter table plans_{child} add constraint plans_{child}_same_person"
        f" foreign key ({parent}_id, person_id) references plans_{parent} (id, person_id)",
        f"alter table plans_{child} drop constraint plans_{child}_same_person",
    )


OWN = "person_id = any((select indgang.writable('plan'))::uuid[])"
# Only the guest himself: not even one whom he lets write his plan.
HIMSELF = f"{OWN} and person_id = (select indgang.actor())"
SCOPE = "(kind || ':' || person_id::text) = any((select indgang.readable_scopes())::text[])"

# Who may read a kind may suggest a change of it; only the guest answers.
SUGGESTIONS = f"""
alter table plans_suggestion enable row level security;
alter table plans_suggestion force row level security;
grant select, insert, update on plans_suggestion to indgang_web;
create policy plans_suggestion_read on plans_suggestion for select to indgang_web using ({SCOPE});
create policy plans_suggestion_add on plans_suggestion for insert to indgang_web
    with check ({SCOPE} and added_by = (select indgang.actor()) and answer = 'open'
        and (select indgang.key_kind()) <> 'link');
create policy plans_suggestion_change on plans_suggestion for update to indgang_web
    using ({HIMSELF}) with check ({HIMSELF});
-- Its history may be read by those who may read what is suggested.
create trigger plans_suggestion_history after insert or update on plans_suggestion
    for each row when (new.kind = 'plan') execute function indgang.remember('plan', 'person_id');
create trigger plans_suggestion_history_gone after delete on plans_suggestion
    for each row when (old.kind = 'plan') execute function indgang.remember('plan', 'person_id');
create trigger plans_suggestion_goals after insert or update on plans_suggestion
    for each row when (new.kind = 'goals') execute function indgang.remember('goals', 'person_id');
create trigger plans_suggestion_goals_gone after delete on plans_suggestion
    for each row when (old.kind = 'goals') execute function indgang.remember('goals', 'person_id');
"""


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('people', '0002_row_security'),
        ('access', '0002_door'),
    ]

    operations = [
        migrations.CreateModel(
            name='CalendarFeed',
            fields=[
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, serialize=False, to='people.person')),
                ('with_titles', models.BooleanField(default=False)),
                ('since', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='Course',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('added_at', models.DateTimeField()),
                ('added_by', models.UUIDField()),
                ('started_on', models.DateField()),
                ('review_on', models.DateField()),
                ('other_matters', models.TextField(blank=True)),
                ('ended_on', models.DateField(null=True)),
                ('ended_by', models.UUIDField(null=True)),
                ('ended_how', models.CharField(blank=True, choices=[('done', 'jeg er klar til at gå selv'), ('less', 'jeg har brug for mindre nu'), ('moved', 'jeg får hjælp et andet sted'), ('paused', 'jeg har brug for en pause'), ('quiet', 'vi mistede hinanden')], max_length=8)),
                ('coordinator', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='people.person')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.person')),
            ],
            options={
                'ordering': ['-started_on', '-added_at'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Appointment',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('added_at', models.DateTimeField()),
                ('added_by', models.UUIDField()),
                ('what', models.CharField(max_length=200)),
                ('where', models.CharField(blank=True, max_length=200)),
                ('with_whom', models.CharField(blank=True, max_length=120)),
                ('starts_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField(null=True)),
                ('cancelled_at', models.DateTimeField(null=True)),
                ('cancelled_by', models.UUIDField(null=True)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.person')),
                ('course', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='plans.course')),
            ],
            options={
                'ordering': ['starts_at', 'id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Agreement',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('added_at', models.DateTimeField()),
                ('added_by', models.UUIDField()),
                ('what', models.CharField(max_length=300)),
                ('who', models.CharField(max_length=80)),
                ('due_on', models.DateField(null=True)),
                ('done_at', models.DateTimeField(null=True)),
                ('done_by', models.UUIDField(null=True)),
                ('called_off_at', models.DateTimeField(null=True)),
                ('called_off_by', models.UUIDField(null=True)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.person')),
                ('course', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='plans.course')),
            ],
            options={
                'ordering': [models.OrderBy(models.F('due_on'), nulls_last=True), 'added_at', 'id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Activity',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('added_at', models.DateTimeField()),
                ('added_by', models.UUIDField()),
                ('words', models.CharField(max_length=200)),
                ('weekdays', django.contrib.postgres.fields.ArrayField(base_field=models.PositiveSmallIntegerField(), default=list, size=None)),
                ('at_time', models.TimeField(null=True)),
                ('place', models.CharField(blank=True, max_length=120)),
                ('status', models.CharField(choices=[('planned', 'ikke begyndt endnu'), ('tried', 'prøvet'), ('going', 'i gang'), ('stopped', 'stoppet'), ('finished', 'færdig')], default='planned', max_length=8)),
                ('began_on', models.DateField(null=True)),
                ('ended_on', models.DateField(null=True)),
                ('ended_by', models.UUIDField(null=True)),
                ('why_ended', models.TextField(blank=True)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.person')),
                ('replaces', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='plans.activity')),
                ('course', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='plans.course')),
            ],
            options={
                'ordering': ['added_at', 'id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='CourseGuide',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('added_at', models.DateTimeField()),
                ('added_by', models.UUIDField()),
                ('from_on', models.DateField()),
                ('until_on', models.DateField(null=True)),
                ('course', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='guides', to='plans.course')),
                ('guide', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.person')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.person')),
            ],
            options={
                'ordering': ['added_at', 'id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Draft',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('place', models.CharField(max_length=80)),
                ('text', models.TextField()),
                ('saved_at', models.DateTimeField()),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.person')),
            ],
        ),
        migrations.CreateModel(
            name='Exit',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('added_at', models.DateTimeField()),
                ('added_by', models.UUIDField()),
                ('planned_on', models.DateField()),
                ('what_next', models.TextField(blank=True)),
                ('around_me', models.TextField(blank=True)),
                ('farewell', models.TextField(blank=True)),
                ('left_on', models.DateField(null=True)),
                ('left_by', models.UUIDField(null=True)),
                ('course', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='exits', to='plans.course')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.person')),
            ],
            options={
                'ordering': ['added_at', 'id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Goal',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('added_at', models.DateTimeField()),
                ('added_by', models.UUIDField()),
                ('words', models.TextField()),
                ('much_less', models.CharField(blank=True, max_length=200)),
                ('less', models.CharField(blank=True, max_length=200)),
                ('as_hoped', models.CharField(blank=True, max_length=200)),
                ('more', models.CharField(blank=True, max_length=200)),
                ('much_more', models.CharField(blank=True, max_length=200)),
                ('status', models.CharField(choices=[('open', 'i gang'), ('reached', 'nået'), ('let_go', 'lagt fra mig')], default='open', max_length=8)),
                ('closed_on', models.DateField(null=True)),
                ('closed_by', models.UUIDField(null=True)),
                ('closing_words', models.TextField(blank=True)),
                ('course', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='plans.course')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.person')),
            ],
            options={
                'ordering': ['added_at', 'id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='GoalRating',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('added_at', models.DateTimeField()),
                ('added_by', models.UUIDField()),
                ('on', models.DateField()),
                ('value', models.SmallIntegerField()),
                ('goal', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='ratings', to='plans.goal')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.person')),
            ],
            options={
                'ordering': ['on'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Hope',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('added_at', models.DateTimeField()),
                ('added_by', models.UUIDField()),
                ('words', models.TextField()),
                ('status', models.CharField(choices=[('open', 'i gang'), ('reached', 'nået'), ('let_go', 'lagt fra mig')], default='open', max_length=8)),
                ('closed_on', models.DateField(null=True)),
                ('closed_by', models.UUIDField(null=True)),
                ('course', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='plans.course')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.person')),
            ],
            options={
                'ordering': ['added_at', 'id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Return',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('added_at', models.DateTimeField()),
                ('added_by', models.UUIDField()),
                ('left_on', models.DateField()),
                ('had_ended_how', models.CharField(choices=[('done', 'jeg er klar til at gå selv'), ('less', 'jeg har brug for mindre nu'), ('moved', 'jeg får hjælp et andet sted'), ('paused', 'jeg har brug for en pause'), ('quiet', 'vi mistede hinanden')], max_length=8)),
                ('back_on', models.DateField()),
                ('course', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='returns', to='plans.course')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.person')),
            ],
            options={
                'ordering': ['added_at', 'id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Suggestion',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('added_at', models.DateTimeField()),
                ('added_by', models.UUIDField()),
                ('kind', models.CharField(choices=[('plan', 'plan'), ('goals', 'goals')], max_length=5)),
                ('about', models.CharField(choices=[('hope', 'et håb'), ('goal', 'et mål'), ('activity', 'noget at lave'), ('agreement', 'en aftale'), ('appointment', 'et møde'), ('contact_person', 'en person')], max_length=14)),
                ('target', models.UUIDField(null=True)),
                ('values', models.JSONField()),
                ('why', models.CharField(blank=True, max_length=300)),
                ('answer', models.CharField(choices=[('open', 'venter på dit svar'), ('accepted', 'du sagde ja'), ('declined', 'du sagde nej')], default='open', max_length=8)),
                ('answered_at', models.DateTimeField(null=True)),
                ('answered_by', models.UUIDField(null=True)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.person')),
            ],
            options={
                'ordering': ['added_at', 'id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Contact',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('added_at', models.DateTimeField()),
                ('added_by', models.UUIDField()),
                ('on', models.DateField()),
                ('how', models.CharField(choices=[('meeting', 'vi mødtes'), ('call', 'vi talte i telefon'), ('message', 'vi skrev'), ('page', 'på min side')], max_length=8)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.person')),
            ],
            options={
                'ordering': ['added_at', 'id'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('person', 'on', 'how'), name='plans_contact_once_a_day')],
            },
        ),
        migrations.CreateModel(
            name='ContactPerson',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('added_at', models.DateTimeField()),
                ('added_by', models.UUIDField()),
                ('name', models.CharField(max_length=80)),
                ('relation', models.CharField(blank=True, max_length=80)),
                ('phone', models.CharField(blank=True, max_length=30)),
                ('is_professional', models.BooleanField(default=False)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.person')),
            ],
            options={
                'ordering': ['is_professional', 'name', 'id'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='plans_contactperson_has_name')],
            },
        ),
        migrations.AddConstraint(
            model_name='course',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_on__isnull', True)), fields=('person',), name='plans_course_one_live'),
        ),
        migrations.AddConstraint(
            model_name='course',
            constraint=models.CheckConstraint(condition=models.Q(('review_on__gt', models.F('started_on'))), name='plans_course_review_after_start'),
        ),
        migrations.AddConstraint(
            model_name='course',
            constraint=models.CheckConstraint(condition=models.Q(('ended_on__isnull', True), ('ended_on__gte', models.F('started_on')), _connector='OR'), name='plans_course_ends_after_start'),
        ),
        migrations.AddConstraint(
            model_name='course',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_by__isnull', True), ('ended_on__isnull', True)), models.Q(('ended_by__isnull', False), ('ended_on__isnull', False)), _connector='OR'), name='plans_course_ended_pair'),
        ),
        migrations.AddConstraint(
            model_name='course',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_how', ''), ('ended_on__isnull', True)), models.Q(('ended_on__isnull', False), models.Q(('ended_how', ''), _negated=True)), _connector='OR'), name='plans_course_ended_how'),
        ),
        migrations.AddIndex(
            model_name='appointment',
            index=models.Index(fields=['person', 'starts_at'], name='plans_appointment_next'),
        ),
        migrations.AddConstraint(
            model_name='appointment',
            constraint=models.CheckConstraint(condition=models.Q(('what', ''), _negated=True), name='plans_appointment_has_words'),
        ),
        migrations.AddConstraint(
            model_name='appointment',
            constraint=models.CheckConstraint(condition=models.Q(('ends_at__isnull', True), ('ends_at__gt', models.F('starts_at')), _connector='OR'), name='plans_appointment_ends_after_start'),
        ),
        migrations.AddConstraint(
            model_name='appointment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('cancelled_at__isnull', True), ('cancelled_by__isnull', True)), models.Q(('cancelled_at__isnull', False), ('cancelled_by__isnull', False)), _connector='OR'), name='plans_appointment_cancelled_pair'),
        ),
        migrations.AddConstraint(
            model_name='agreement',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('what', ''), _negated=True), models.Q(('who', ''), _negated=True)), name='plans_agreement_has_words'),
        ),
        migrations.AddConstraint(
            model_name='agreement',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('done_at__isnull', True), ('done_by__isnull', True)), models.Q(('done_at__isnull', False), ('done_by__isnull', False)), _connector='OR'), name='plans_agreement_done_pair'),
        ),
        migrations.AddConstraint(
            model_name='agreement',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('called_off_at__isnull', True), ('called_off_by__isnull', True)), models.Q(('called_off_at__isnull', False), ('called_off_by__isnull', False)), _connector='OR'), name='plans_agreement_called_off_pair'),
        ),
        migrations.AddConstraint(
            model_name='agreement',
            constraint=models.CheckConstraint(condition=models.Q(('done_at__isnull', True), ('called_off_at__isnull', True), _connector='OR'), name='plans_agreement_done_or_called_off'),
        ),
        migrations.AddConstraint(
            model_name='activity',
            constraint=models.CheckConstraint(condition=models.Q(('words', ''), _negated=True), name='plans_activity_has_words'),
        ),
        migrations.AddConstraint(
            model_name='activity',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['planned', 'tried', 'going', 'stopped', 'finished'])), name='plans_activity_status'),
        ),
        migrations.AddConstraint(
            model_name='activity',
            constraint=models.CheckConstraint(condition=models.Q(('weekdays__contained_by', [0, 1, 2, 3, 4, 5, 6])), name='plans_activity_weekdays'),
        ),
        migrations.AddConstraint(
            model_name='activity',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_by__isnull', True), ('ended_on__isnull', True)), models.Q(('ended_by__isnull', False), ('ended_on__isnull', False)), _connector='OR'), name='plans_activity_ended_pair'),
        ),
        migrations.AddConstraint(
            model_name='activity',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status__in', ('stopped', 'finished')), ('ended_on__isnull', False)), models.Q(models.Q(('status__in', ('stopped', 'finished')), _negated=True), ('ended_on__isnull', True)), _connector='OR'), name='plans_activity_ended_when_over'),
        ),
        migrations.AddConstraint(
            model_name='activity',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['tried', 'going', 'finished']), _negated=True), ('began_on__isnull', False), _connector='OR'), name='plans_activity_began_before_going'),
        ),
        migrations.AddConstraint(
            model_name='activity',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'stopped'), _negated=True), models.Q(('why_ended', ''), _negated=True), _connector='OR'), name='plans_activity_stopped_says_why'),
        ),
        migrations.AddConstraint(
            model_name='activity',
            constraint=models.CheckConstraint(condition=models.Q(('replaces', models.F('id')), _negated=True), name='plans_activity_not_its_own_successor'),
        ),
        migrations.AddConstraint(
            model_name='courseguide',
            constraint=models.UniqueConstraint(condition=models.Q(('until_on__isnull', True)), fields=('course', 'guide'), name='plans_courseguide_once'),
        ),
        migrations.AddConstraint(
            model_name='courseguide',
            constraint=models.CheckConstraint(condition=models.Q(('until_on__isnull', True), ('until_on__gte', models.F('from_on')), _connector='OR'), name='plans_courseguide_ends_after_start'),
        ),
        migrations.AddConstraint(
            model_name='courseguide',
            constraint=models.CheckConstraint(condition=models.Q(('guide', models.F('person')), _negated=True), name='plans_courseguide_is_another'),
        ),
        migrations.AddConstraint(
            model_name='draft',
            constraint=models.UniqueConstraint(fields=('person', 'place'), name='plans_draft_one_a_place'),
        ),
        migrations.AddConstraint(
            model_name='exit',
            constraint=models.UniqueConstraint(condition=models.Q(('left_on__isnull', True)), fields=('course',), name='plans_exit_one_planned'),
        ),
        migrations.AddConstraint(
            model_name='exit',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('left_by__isnull', True), ('left_on__isnull', True)), models.Q(('left_by__isnull', False), ('left_on__isnull', False)), _connector='OR'), name='plans_exit_left_pair'),
        ),
        migrations.AddConstraint(
            model_name='goal',
            constraint=models.CheckConstraint(condition=models.Q(('words', ''), _negated=True), name='plans_goal_has_words'),
        ),
        migrations.AddConstraint(
            model_name='goal',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['open', 'reached', 'let_go'])), name='plans_goal_status'),
        ),
        migrations.AddConstraint(
            model_name='goal',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closed_by__isnull', True), ('closed_on__isnull', True)), models.Q(('closed_by__isnull', False), ('closed_on__isnull', False)), _connector='OR'), name='plans_goal_closed_pair'),
        ),
        migrations.AddConstraint(
            model_name='goal',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(models.Q(('status', 'open'), _negated=True), ('closed_on__isnull', False)), models.Q(('status', 'open'), ('closed_on__isnull', True)), _connector='OR'), name='plans_goal_closed_when_not_open'),
        ),
        migrations.AddConstraint(
            model_name='goalrating',
            constraint=models.UniqueConstraint(fields=('goal', 'on'), name='plans_goalrating_one_a_day'),
        ),
        migrations.AddConstraint(
            model_name='goalrating',
            constraint=models.CheckConstraint(condition=models.Q(('value__gte', -2), ('value__lte', 2)), name='plans_goalrating_on_the_scale'),
        ),
        migrations.AddConstraint(
            model_name='hope',
            constraint=models.CheckConstraint(condition=models.Q(('words', ''), _negated=True), name='plans_hope_has_words'),
        ),
        migrations.AddConstraint(
            model_name='hope',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['open', 'reached', 'let_go'])), name='plans_hope_status'),
        ),
        migrations.AddConstraint(
            model_name='hope',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closed_by__isnull', True), ('closed_on__isnull', True)), models.Q(('closed_by__isnull', False), ('closed_on__isnull', False)), _connector='OR'), name='plans_hope_closed_pair'),
        ),
        migrations.AddConstraint(
            model_name='hope',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(models.Q(('status', 'open'), _negated=True), ('closed_on__isnull', False)), models.Q(('status', 'open'), ('closed_on__isnull', True)), _connector='OR'), name='plans_hope_closed_when_not_open'),
        ),
        migrations.AddConstraint(
            model_name='return',
            constraint=models.CheckConstraint(condition=models.Q(('back_on__gte', models.F('left_on'))), name='plans_return_after_leaving'),
        ),
        migrations.AddConstraint(
            model_name='suggestion',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answered_at__isnull', True), ('answered_by__isnull', True)), models.Q(('answered_at__isnull', False), ('answered_by__isnull', False)), _connector='OR'), name='plans_suggestion_answered_pair'),
        ),
        migrations.AddConstraint(
            model_name='suggestion',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(models.Q(('answer', 'open'), _negated=True), ('answered_at__isnull', False)), models.Q(('answer', 'open'), ('answered_at__isnull', True)), _connector='OR'), name='plans_suggestion_answered_when_not_open'),
        ),
        migrations.AddConstraint(
            model_name='suggestion',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('about__in', ['hope', 'goal']), ('kind', 'goals')), models.Q(('about__in', ['activity', 'agreement', 'appointment', 'contact_person']), ('kind', 'plan')), _connector='OR'), name='plans_suggestion_kind_of_what'),
        ),
        *(
            migrations.RunSQL(
                f"alter table plans_{parent} add constraint plans_{parent}_id_and_person"
                f" unique (id, person_id)",
                f"alter table plans_{parent} drop constraint plans_{parent}_id_and_person",
            )
            for parent in PARENTS
        ),
        *(same_person(child, parent) for child, parent in CHILDREN),
        protect("plans_course", kind="plan"),
        protect("plans_courseguide", kind="plan"),
        protect("plans_exit", kind="plan"),
        protect("plans_return", kind="plan"),
        protect("plans_contact", kind="plan"),
        protect("plans_hope", kind="goals"),
        protect("plans_goal", kind="goals"),
        protect("plans_goalrating", kind="goals"),
        protect("plans_activity", kind="plan"),
        protect("plans_agreement", kind="plan"),
        protect("plans_appointment", kind="plan"),
        protect("plans_contactperson", kind="plan"),
        migrations.RunSQL(SUGGESTIONS, migrations.RunSQL.noop),
        # What one is in the middle of writing is nobody else's, and no part of the history.
        protect_by("plans_draft", read=HIMSELF, write=HIMSELF, history=False),
        protect_by(
            "plans_calendarfeed",
            read="person_id = any((select indgang.readable('plan'))::uuid[])",
            write=HIMSELF,
            kind="plan",
        ),
    ]
