"""The overview and its seats: who reads them, who keeps them, and what counts them."""

import django.contrib.postgres.fields
import django.db.models.deletion
import uuid
from pathlib import Path

from django.db import migrations, models

from indgang.kernel.rowsecurity import functions, open_table, protect

SQL = Path(__file__).resolve().parent.parent / "sql"

ADMINISTRATOR = "(select indgang.has_role('administrator'))"
KEPT = "offer_id = any((select indgang.kept_offers())::uuid[])"
KEPT_PROVIDER = "provider_id = any((select indgang.kept_organisations())::uuid[])"


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ("people", "0002_row_security"),
        ("access", "0002_door"),
        ("history", "0001_change"),
    ]

    operations = [
        migrations.CreateModel(
            name='Need',
            fields=[
                ('code', models.SlugField(max_length=40, primary_key=True, serialize=False)),
                ('title', models.CharField(max_length=60)),
                ('title_en', models.CharField(blank=True, max_length=60)),
                ('sentence', models.CharField(blank=True, max_length=200)),
                ('sentence_en', models.CharField(blank=True, max_length=200)),
                ('words', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), blank=True, default=list, size=None)),
                ('phrases', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=120), blank=True, default=list, size=None)),
                ('words_en', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), blank=True, default=list, size=None)),
                ('position', models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                'ordering': ['position', 'title'],
            },
        ),
        migrations.CreateModel(
            name='LawBasis',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('section', models.CharField(max_length=30)),
                ('title', models.CharField(max_length=200)),
                ('mode', models.CharField(choices=[('open', 'kræver ingen afgørelse'), ('decision', 'kræver en afgørelse'), ('either', 'med eller uden afgørelse')], max_length=8)),
                ('anonymous', models.CharField(blank=True, max_length=120)),
                ('kle', models.CharField(blank=True, max_length=40)),
                ('rule', models.CharField(blank=True, max_length=200)),
                ('source', models.CharField(blank=True, max_length=200)),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(blank=True, null=True)),
            ],
            options={
                'ordering': ['section', 'valid_from'],
                'constraints': [models.UniqueConstraint(fields=('section', 'valid_from'), name='offers_lawbasis_one_text_a_day'), models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gt', models.F('valid_from')), _connector='OR'), name='offers_lawbasis_ends_after_start')],
            },
        ),
        migrations.CreateModel(
            name='Offer',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('slug', models.SlugField(max_length=80, unique=True)),
                ('title', models.CharField(max_length=120)),
                ('title_en', models.CharField(blank=True, max_length=120)),
                ('summary', models.CharField(max_length=300)),
                ('summary_en', models.CharField(blank=True, max_length=300)),
                ('description', models.TextField(blank=True)),
                ('description_en', models.TextField(blank=True)),
                ('first_time', models.TextField(blank=True)),
                ('first_time_en', models.TextField(blank=True)),
                ('where_note', models.CharField(blank=True, max_length=200)),
                ('when_note', models.CharField(blank=True, max_length=200)),
                ('closed_days', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=12), blank=True, default=list, size=None)),
                ('kind', models.CharField(choices=[('voluntary', 'frivilligt fællesskab'), ('network', 'netværk'), ('training', 'træning'), ('technology', 'hjælp på skærm eller telefon'), ('coaching', 'støtte til dig alene'), ('adhoc', 'hjælp her og nu'), ('group_course', 'forløb i en gruppe'), ('education', 'undervisning')], max_length=12)),
                ('format', models.CharField(choices=[('group', 'sammen med andre'), ('individual', 'alene med en anden')], max_length=10)),
                ('who_for', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('self', 'mig selv'), ('relative', 'pårørende'), ('parent', 'forældre'), ('sibling', 'søskende')], max_length=10), default=list, size=None)),
                ('min_age', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('max_age', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('languages', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=8), default=list, size=None)),
                ('price_kr', models.PositiveIntegerField(default=0)),
                ('price_note', models.CharField(blank=True, max_length=120)),
                ('intrusive', models.PositiveSmallIntegerField(default=0)),
                ('evidence', models.CharField(blank=True, choices=[('documented', 'godt undersøgt: det hjælper mange'), ('promising', 'undersøgt: det ser ud til at hjælpe'), ('experience', 'gode erfaringer, men ikke undersøgt'), ('', 'ikke undersøgt endnu')], max_length=10)),
                ('evidence_note', models.CharField(blank=True, max_length=300)),
                ('access', models.CharField(choices=[('open', 'åbent for alle'), ('decision', 'her skal vi først have et ja'), ('mixed', 'åbent for nogle')], max_length=10)),
                ('access_sentence', models.CharField(blank=True, max_length=300)),
                ('access_sentence_en', models.CharField(blank=True, max_length=300)),
                ('anonymous_ok', models.BooleanField(default=False)),
                ('run_by', models.CharField(choices=[('staff', 'ansatte'), ('peers', 'mennesker, der selv har prøvet det'), ('volunteers', 'frivillige'), ('mixed', 'ansatte og frivillige sammen')], max_length=10)),
                ('contact_name', models.CharField(blank=True, max_length=80)),
                ('contact_phone', models.CharField(blank=True, max_length=30)),
                ('contact_email', models.EmailField(blank=True, max_length=254)),
                ('status', models.CharField(choices=[('draft', 'kladde'), ('published', 'vises'), ('paused', 'holder pause'), ('closed', 'lukket')], default='published', max_length=10)),
                ('updated_at', models.DateTimeField()),
                ('updated_by', models.UUIDField()),
                ('checked_at', models.DateTimeField(null=True)),
                ('checked_by', models.UUIDField(null=True)),
                ('laws', models.ManyToManyField(blank=True, related_name='offers', to='offers.lawbasis')),
                ('provider', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='offers', to='people.organisation')),
            ],
            options={
                'ordering': ['title', 'id'],
            },
        ),
        migrations.CreateModel(
            name='OfferNeed',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('need', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offers.need')),
                ('offer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='need_links', to='offers.offer')),
            ],
            options={
                'ordering': ['position', 'id'],
            },
        ),
        migrations.AddField(
            model_name='offer',
            name='needs',
            field=models.ManyToManyField(related_name='offers', through='offers.OfferNeed', to='offers.need'),
        ),
        migrations.CreateModel(
            name='OfferWord',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('word', models.CharField(max_length=60)),
                ('stem', models.CharField(max_length=60)),
                ('letters', models.CharField(max_length=60)),
                ('weight', models.PositiveSmallIntegerField()),
                ('offer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='offers.offer')),
            ],
        ),
        migrations.CreateModel(
            name='Place',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('slug', models.SlugField(max_length=60, unique=True)),
                ('name', models.CharField(max_length=120)),
                ('address', models.CharField(max_length=200)),
                ('neighbourhood', models.CharField(blank=True, max_length=60)),
                ('hours', models.JSONField(blank=True, default=dict)),
                ('step_free', models.BooleanField(null=True)),
                ('accessible_toilet', models.BooleanField(null=True)),
                ('hearing_loop', models.BooleanField(null=True)),
                ('access_note', models.CharField(blank=True, max_length=300)),
                ('transport', models.CharField(blank=True, max_length=300)),
                ('x', models.FloatField(blank=True, null=True)),
                ('y', models.FloatField(blank=True, null=True)),
                ('latitude', models.FloatField(blank=True, null=True)),
                ('longitude', models.FloatField(blank=True, null=True)),
            ],
            options={
                'ordering': ['name'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('x__isnull', True), ('y__isnull', True)), models.Q(('x__isnull', False), ('y__isnull', False)), _connector='OR'), name='offers_place_map_pair')],
            },
        ),
        migrations.AddField(
            model_name='offer',
            name='place',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='offers.place'),
        ),
        migrations.CreateModel(
            name='Schedule',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('rrule', models.CharField(blank=True, max_length=250)),
                ('starts_on', models.DateField()),
                ('starts_time', models.TimeField()),
                ('duration_minutes', models.PositiveSmallIntegerField()),
                ('exdates', django.contrib.postgres.fields.ArrayField(base_field=models.DateField(), blank=True, default=list, size=None)),
                ('rdates', django.contrib.postgres.fields.ArrayField(base_field=models.DateField(), blank=True, default=list, size=None)),
                ('seats', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('ended_on', models.DateField(blank=True, null=True)),
                ('offer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='schedules', to='offers.offer')),
            ],
            options={
                'ordering': ['starts_on', 'starts_time'],
            },
        ),
        migrations.CreateModel(
            name='Session',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('starts_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField()),
                ('seats', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('taken', models.PositiveSmallIntegerField(default=0)),
                ('waiting', models.PositiveSmallIntegerField(default=0)),
                ('counted_at', models.DateTimeField()),
                ('cancelled_at', models.DateTimeField(blank=True, null=True)),
                ('cancelled_by', models.UUIDField(blank=True, null=True)),
                ('offer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sessions', to='offers.offer')),
                ('schedule', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='sessions', to='offers.schedule')),
            ],
            options={
                'ordering': ['starts_at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Booking',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('status', models.CharField(choices=[('seated', 'du har en plads'), ('waiting', 'du venter på en plads'), ('offered', 'der er en plads til dig'), ('cancelled', 'meldt fra'), ('attended', 'kom'), ('missed', 'kom ikke')], max_length=10)),
                ('made_at', models.DateTimeField()),
                ('made_by', models.UUIDField()),
                ('queued_at', models.DateTimeField(blank=True, null=True)),
                ('offered_until', models.DateTimeField(blank=True, null=True)),
                ('marked_at', models.DateTimeField(blank=True, null=True)),
                ('marked_by', models.UUIDField(blank=True, null=True)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.person')),
                ('session', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='bookings', to='offers.session')),
            ],
            options={
                'ordering': ['made_at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='NeedWord',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('phrase', models.PositiveSmallIntegerField(default=0)),
                ('word', models.CharField(max_length=120)),
                ('stem', models.CharField(max_length=120)),
                ('letters', models.CharField(max_length=120)),
                ('weight', models.PositiveSmallIntegerField()),
                ('need', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='offers.need')),
            ],
            options={
                'indexes': [models.Index(fields=['need'], name='offers_needword_need')],
            },
        ),
        migrations.CreateModel(
            name='AccessRule',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('position', models.PositiveSmallIntegerField()),
                ('who', models.CharField(blank=True, choices=[('self', 'mig selv'), ('relative', 'pårørende'), ('parent', 'forældre'), ('sibling', 'søskende')], max_length=10)),
                ('min_age', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('max_age', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('max_times', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('answer', models.CharField(choices=[('open', 'kom bare'), ('talk', 'vi taler sammen først'), ('decision', 'her skal vi først have et ja')], max_length=10)),
                ('sentence', models.CharField(max_length=300)),
                ('sentence_en', models.CharField(blank=True, max_length=300)),
                ('law', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='offers.lawbasis')),
                ('need', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='offers.need')),
                ('offer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='access_rules', to='offers.offer')),
            ],
            options={
                'ordering': ['offer', 'position'],
                'constraints': [models.UniqueConstraint(fields=('offer', 'position'), name='offers_accessrule_one_a_place')],
            },
        ),
        migrations.AddConstraint(
            model_name='offerneed',
            constraint=models.UniqueConstraint(fields=('offer', 'need'), name='offers_offerneed_once'),
        ),
        migrations.AddIndex(
            model_name='offerword',
            index=models.Index(fields=['stem'], name='offers_offerword_stem'),
        ),
        migrations.AddConstraint(
            model_name='offerword',
            constraint=models.UniqueConstraint(fields=('offer', 'word'), name='offers_offerword_once'),
        ),
        migrations.AddConstraint(
            model_name='offer',
            constraint=models.CheckConstraint(condition=models.Q(('max_age__isnull', True), ('max_age__gte', models.F('min_age')), _connector='OR'), name='offers_offer_age_span'),
        ),
        migrations.AddConstraint(
            model_name='offer',
            constraint=models.CheckConstraint(condition=models.Q(('intrusive__lte', 3)), name='offers_offer_intrusive_0_to_3'),
        ),
        migrations.AddConstraint(
            model_name='offer',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('checked_at__isnull', True), ('checked_by__isnull', True)), models.Q(('checked_at__isnull', False), ('checked_by__isnull', False)), _connector='OR'), name='offers_offer_checked_pair'),
        ),
        migrations.AddConstraint(
            model_name='schedule',
            constraint=models.CheckConstraint(condition=models.Q(('duration_minutes__gt', 0)), name='offers_schedule_takes_time'),
        ),
        migrations.AddIndex(
            model_name='session',
            index=models.Index(fields=['offer', 'starts_at'], name='offers_session_offer_start'),
        ),
        migrations.AddIndex(
            model_name='session',
            index=models.Index(fields=['starts_at'], name='offers_session_start'),
        ),
        migrations.AddConstraint(
            model_name='session',
            constraint=models.UniqueConstraint(fields=('schedule', 'starts_at'), name='offers_session_once_a_schedule'),
        ),
        migrations.AddConstraint(
            model_name='session',
            constraint=models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='offers_session_takes_time'),
        ),
        migrations.AddConstraint(
            model_name='session',
            constraint=models.CheckConstraint(condition=models.Q(('seats__isnull', True), ('taken__lte', models.F('seats')), _connector='OR'), name='offers_session_no_more_than_seats'),
        ),
        migrations.AddConstraint(
            model_name='session',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('cancelled_at__isnull', True), ('cancelled_by__isnull', True)), models.Q(('cancelled_at__isnull', False), ('cancelled_by__isnull', False)), _connector='OR'), name='offers_session_cancelled_pair'),
        ),
        migrations.AddIndex(
            model_name='booking',
            index=models.Index(fields=['person', '-made_at'], name='offers_booking_person'),
        ),
        migrations.AddIndex(
            model_name='booking',
            index=models.Index(condition=models.Q(('status', 'waiting')), fields=['session', 'queued_at'], name='offers_booking_queue'),
        ),
        migrations.AddIndex(
            model_name='booking',
            index=models.Index(condition=models.Q(('status', 'offered')), fields=['offered_until'], name='offers_booking_unanswered'),
        ),
        migrations.AddConstraint(
            model_name='booking',
            constraint=models.UniqueConstraint(condition=models.Q(('status', 'cancelled'), _negated=True), fields=('session', 'person'), name='offers_booking_one_live_per_person'),
        ),
        migrations.AddConstraint(
            model_name='booking',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['seated', 'waiting', 'offered', 'cancelled', 'attended', 'missed'])), name='offers_booking_status'),
        ),
        migrations.AddConstraint(
            model_name='booking',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'waiting'), _negated=True), ('queued_at__isnull', False), _connector='OR'), name='offers_booking_waits_since'),
        ),
        migrations.AddConstraint(
            model_name='booking',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'offered'), _negated=True), ('offered_until__isnull', False), _connector='OR'), name='offers_booking_answer_by'),
        ),
        migrations.AddConstraint(
            model_name='booking',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('marked_at__isnull', True), ('marked_by__isnull', True)), models.Q(('marked_at__isnull', False), ('marked_by__isnull', False)), _connector='OR'), name='offers_booking_marked_pair'),
        ),
        functions(
            (SQL / "keeping.sql").read_text(),
            drop=[
                "indgang.kept_offers()",
                "indgang.kept_organisations()",
                "indgang.provided_organisations()",
            ],
        ),
        open_table("offers_need", write=ADMINISTRATOR),
        open_table("offers_lawbasis", write="(select indgang.has_role('administrator', 'worker'))"),
        open_table("offers_place", write="(select indgang.has_role('administrator', 'provider'))"),
        open_table("offers_offer", write=KEPT_PROVIDER),
        open_table("offers_offerneed", write=KEPT),
        open_table("offers_offer_laws", write=KEPT),
        open_table("offers_accessrule", write=KEPT),
        open_table("offers_schedule", write=KEPT),
        open_table("offers_session", write=KEPT),
        open_table("offers_offerword"),
        open_table("offers_needword"),
        protect("offers_booking", kind="plan"),
        functions(
            (SQL / "seats.sql").read_text(),
            drop=[
                "indgang.place_in_queue(uuid)",
                "indgang.people_coming(uuid)",
                "indgang.mark_attendance(uuid, boolean, timestamptz)",
                "indgang.sessions_to_settle(timestamptz)",
                "indgang.settle_session(uuid, timestamptz, timestamptz)",
                "indgang.count_seats() cascade",
                "indgang.lock_session(uuid)",
            ],
        ),
        functions(
            (SQL / "words.sql").read_text(),
            drop=[
                "indgang.need_changed() cascade",
                "indgang.offer_changed() cascade",
                "indgang.index_offer(uuid)",
                "indgang.words(text)",
                "indgang.letters(text)",
                "indgang.stem(text)",
                "indgang.plain(text)",
            ],
        ),
    ]
