"""Groups of guests and their cash books: who reads them, and what the database refuses."""

import django.db.models.deletion
import django.db.models.functions.text
import uuid
from pathlib import Path

from django.db import migrations, models

from indgang.groups.guarding import OURS, may_add, may_change, may_remove, mine
from indgang.kernel.rowsecurity import functions, protect_by

SQL = Path(__file__).resolve().parent.parent / "sql"
GROUP = "id = any((select indgang.my_groups())::uuid[])"
CHAIR = "id = any((select indgang.my_chairs())::uuid[])"
OWN = "member_id = any((select indgang.my_chairs())::uuid[])"
TABLE = [
    "indgang.my_groups()", "indgang.my_chairs()", "indgang.sit_down(uuid, text, timestamptz)",
    "indgang.begin_group(uuid, text, text, text, text, text, timestamptz, timestamptz, integer)",
    "indgang.join_group(text, text, timestamptz, integer)",
    "indgang.empty_chair(uuid, timestamptz)", "indgang.leave_group(uuid, text, timestamptz)",
    "indgang.chair_was_left() cascade", "indgang.group_front(text)", "indgang.groups_asking()",
    "indgang.show_group(uuid, uuid)", "indgang.turns_to_remember(timestamptz, date, integer)",
]
DUTIES = [
    "indgang.holder_of(uuid, text)", "indgang.pass_on(uuid, text, uuid, uuid, timestamptz)",
    "indgang.my_chair_in(uuid)", "indgang.take_duty(uuid, text, timestamptz)",
    "indgang.offer_duty(uuid, text, uuid, timestamptz)",
    "indgang.answer_duty(uuid, boolean, timestamptz)",
]
BOOK = [
    "indgang.enter_in_book() cascade", "indgang.what_is_written_stays() cascade",
    "indgang.held_at_the_end_of(uuid, date, text)", "indgang.close_book() cascade",
    "indgang.take_turn() cascade", "indgang.take_purchase() cascade",
]


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('offers', '0006_run_by_its_users'),
        ('people', '0006_opened_first'),
        ('post', '0005_a_card_is_told_of'),
        ('access', '0018_no_card_by_glass'),
        ('history', '0003_nobody_becomes_another'),
    ]

    operations = [
        migrations.CreateModel(
            name='Group',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('slug', models.SlugField(max_length=60, unique=True)),
                ('name', models.CharField(max_length=80)),
                ('about', models.CharField(max_length=300)),
                ('started_at', models.DateTimeField()),
                ('asked_at', models.DateTimeField(blank=True, null=True)),
                ('code', models.CharField(blank=True, max_length=16)),
                ('code_until', models.DateTimeField(blank=True, null=True)),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
                ('left_with', models.CharField(blank=True, max_length=200)),
                ('offer', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='offers.offer')),
            ],
            options={
                'ordering': ['name', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Member',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('shown_name', models.CharField(blank=True, max_length=40)),
                ('joined_at', models.DateTimeField()),
                ('left_at', models.DateTimeField(blank=True, null=True)),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='members', to='groups.group')),
            ],
            options={
                'ordering': ['joined_at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='CashMonth',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('month', models.DateField()),
                ('cash_ore', models.IntegerField(default=0)),
                ('bank_ore', models.IntegerField(default=0)),
                ('closed_at', models.DateTimeField()),
                ('confirmed_at', models.DateTimeField(blank=True, null=True)),
                ('closed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='groups.member')),
                ('confirmed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='groups.member')),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='groups.group')),
            ],
            options={
                'ordering': ['month'],
            },
        ),
        migrations.CreateModel(
            name='Handover',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('duty', models.CharField(choices=[('key', 'nøglen'), ('cash', 'kassen'), ('contact', 'at være den, man kan spørge')], max_length=8)),
                ('offered_at', models.DateTimeField()),
                ('taken_at', models.DateTimeField(blank=True, null=True)),
                ('number', models.PositiveIntegerField(blank=True, null=True)),
                ('from_member', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='groups.member')),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='groups.group')),
                ('to_member', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='groups.member')),
            ],
            options={
                'ordering': ['duty', 'number', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Purchase',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('what', models.CharField(max_length=120)),
                ('wanted_at', models.DateTimeField()),
                ('bought_at', models.DateTimeField(blank=True, null=True)),
                ('cost_ore', models.PositiveIntegerField(blank=True, null=True)),
                ('buyer', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='groups.member')),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='groups.group')),
                ('wanted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='groups.member')),
            ],
            options={
                'ordering': ['wanted_at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('year', models.PositiveSmallIntegerField(default=0)),
                ('number', models.PositiveIntegerField(default=0)),
                ('day', models.DateField()),
                ('text', models.CharField(max_length=120)),
                ('receipt', models.CharField(blank=True, max_length=120)),
                ('taken_from', models.CharField(choices=[('cash', 'kassen'), ('bank', 'banken'), ('income', 'indtægter'), ('deposit', 'penge fra kommunen'), ('expense', 'udgifter'), ('before', 'fra før kassebogen')], max_length=8)),
                ('put_into', models.CharField(choices=[('cash', 'kassen'), ('bank', 'banken'), ('income', 'indtægter'), ('deposit', 'penge fra kommunen'), ('expense', 'udgifter'), ('before', 'fra før kassebogen')], max_length=8)),
                ('amount_ore', models.PositiveIntegerField()),
                ('entered_at', models.DateTimeField()),
                ('corrects', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='corrected_by', to='groups.entry')),
                ('entered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='groups.member')),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='groups.group')),
                ('purchase', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='entry', to='groups.purchase')),
            ],
            options={
                'ordering': ['year', 'number'],
            },
        ),
        migrations.CreateModel(
            name='Turn',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('taken_at', models.DateTimeField()),
                ('asked_at', models.DateTimeField(blank=True, null=True)),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='groups.group')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='groups.member')),
                ('session', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='offers.session')),
            ],
        ),
        migrations.CreateModel(
            name='Belonging',
            fields=[
                ('member', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='+', serialize=False, to='groups.member')),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='groups.group')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.person')),
            ],
        ),
        migrations.AddConstraint(
            model_name='member',
            constraint=models.UniqueConstraint(models.F('group'), django.db.models.functions.text.Lower('shown_name'), condition=models.Q(('left_at__isnull', True)), name='groups_member_one_of_a_name'),
        ),
        migrations.AddConstraint(
            model_name='member',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('left_at__isnull', True), models.Q(('shown_name', ''), _negated=True)), models.Q(('left_at__isnull', False), ('shown_name', '')), _connector='OR'), name='groups_member_named_while_there'),
        ),
        migrations.AddConstraint(
            model_name='group',
            constraint=models.UniqueConstraint(condition=models.Q(('code', ''), _negated=True), fields=('code',), name='groups_group_code_lets_into_one'),
        ),
        migrations.AddConstraint(
            model_name='group',
            constraint=models.CheckConstraint(condition=models.Q(('code', ''), ('code_until__isnull', False), _connector='OR'), name='groups_group_code_ends'),
        ),
        migrations.AddConstraint(
            model_name='cashmonth',
            constraint=models.UniqueConstraint(fields=('group', 'month'), name='groups_cashmonth_once'),
        ),
        migrations.AddConstraint(
            model_name='cashmonth',
            constraint=models.CheckConstraint(condition=models.Q(('month__day', 1)), name='groups_cashmonth_whole'),
        ),
        migrations.AddConstraint(
            model_name='cashmonth',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('confirmed_at__isnull', True), ('confirmed_by__isnull', True)), models.Q(('confirmed_at__isnull', False), ('confirmed_by__isnull', False)), _connector='OR'), name='groups_cashmonth_confirmed_pair'),
        ),
        migrations.AddConstraint(
            model_name='cashmonth',
            constraint=models.CheckConstraint(condition=models.Q(('confirmed_by__isnull', True), models.Q(('confirmed_by', models.F('closed_by')), _negated=True), _connector='OR'), name='groups_cashmonth_two_have_looked'),
        ),
        migrations.AddConstraint(
            model_name='handover',
            constraint=models.UniqueConstraint(fields=('group', 'duty', 'number'), name='groups_handover_one_chain'),
        ),
        migrations.AddConstraint(
            model_name='handover',
            constraint=models.UniqueConstraint(condition=models.Q(('taken_at__isnull', True)), fields=('group', 'duty'), name='groups_handover_offered_to_one'),
        ),
        migrations.AddConstraint(
            model_name='handover',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('number__isnull', True), ('taken_at__isnull', True)), models.Q(('number__isnull', False), ('taken_at__isnull', False)), _connector='OR'), name='groups_handover_taken_pair'),
        ),
        migrations.AddConstraint(
            model_name='purchase',
            constraint=models.CheckConstraint(condition=models.Q(('cost_ore__isnull', True), models.Q(('bought_at__isnull', False), ('cost_ore__gt', 0)), _connector='OR'), name='groups_purchase_costs_when_bought'),
        ),
        migrations.AddConstraint(
            model_name='entry',
            constraint=models.UniqueConstraint(fields=('group', 'year', 'number'), name='groups_entry_numbered_once'),
        ),
        migrations.AddConstraint(
            model_name='entry',
            constraint=models.CheckConstraint(condition=models.Q(('amount_ore__gt', 0)), name='groups_entry_of_something'),
        ),
        migrations.AddConstraint(
            model_name='entry',
            constraint=models.CheckConstraint(condition=models.Q(('taken_from', models.F('put_into')), _negated=True), name='groups_entry_moves_money'),
        ),
        migrations.AddConstraint(
            model_name='entry',
            constraint=models.CheckConstraint(condition=models.Q(('taken_from__in', ['cash', 'bank']), ('put_into__in', ['cash', 'bank']), _connector='OR'), name='groups_entry_concerns_our_money'),
        ),
        migrations.AddConstraint(
            model_name='entry',
            constraint=models.CheckConstraint(condition=models.Q(('put_into__in', ['cash', 'bank', 'income', 'deposit', 'expense', 'before']), ('taken_from__in', ['cash', 'bank', 'income', 'deposit', 'expense', 'before'])), name='groups_entry_known_accounts'),
        ),
        migrations.AddConstraint(
            model_name='turn',
            constraint=models.UniqueConstraint(fields=('group', 'session'), name='groups_turn_one_opens'),
        ),
        migrations.AddConstraint(
            model_name='belonging',
            constraint=models.UniqueConstraint(fields=('person', 'group'), name='groups_belonging_once'),
        ),
        functions((SQL / "duties.sql").read_text(), drop=DUTIES),
        functions((SQL / "table.sql").read_text(), drop=TABLE),
        functions((SQL / "book.sql").read_text(), drop=BOOK),
        protect_by("groups_belonging", read=OWN, kind="groups"),
        protect_by("groups_group", read=GROUP, kind="groups"),
        may_change(
            "groups_group", "name", "about", "asked_at", "code", "code_until",
            using=GROUP, check=GROUP,
        ),
        protect_by("groups_member", read=OURS, kind="groups"),
        may_change("groups_member", "shown_name", using=CHAIR, check=CHAIR),
        protect_by("groups_turn", read=OURS, kind="groups"),
        may_add("groups_turn", mine("member_id")),
        may_change(
            "groups_turn", "member_id", "taken_at", "asked_at",
            using=OURS, check=mine("member_id"),
        ),
        protect_by("groups_purchase", read=OURS, kind="groups"),
        may_add("groups_purchase", mine("wanted_by_id")),
        may_change(
            "groups_purchase", "buyer_id", "bought_at", "cost_ore", using=OURS, check=OURS
        ),
        may_remove("groups_purchase", OURS),
        # What is never changed needs no history: it is one.
        protect_by("groups_handover", read=OURS, history=False),
        protect_by("groups_entry", read=OURS, history=False),
        may_add("groups_entry", mine("entered_by_id")),
        protect_by("groups_cashmonth", read=OURS, history=False),
        may_add("groups_cashmonth", mine("closed_by_id")),
        may_change(
            "groups_cashmonth", "confirmed_at", "confirmed_by_id",
            using=OURS, check=mine("confirmed_by_id"),
        ),
        may_remove("groups_cashmonth", OURS),
    ]
