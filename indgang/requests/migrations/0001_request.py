"""Guests ask those who hold offers and send wishes to those who decide; nobody waits for ever."""

import django.db.models.deletion
import uuid
from pathlib import Path

from django.db import migrations, models

from indgang.kernel.rowsecurity import functions, open_table, protect

SQL = Path(__file__).resolve().parent.parent / "sql"
KEPT = "organisation_id = any((select indgang.kept_organisations())::uuid[])"


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('offers', '0011_room_said'),
        ('people', '0006_opened_first'),
        ('access', '0019_links_of_providers'),
        ('post', '0005_a_card_is_told_of'),
        ('history', '0001_change'),
    ]

    operations = [
        migrations.CreateModel(
            name='Pace',
            fields=[
                ('organisation', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='+', serialize=False, to='people.organisation')),
                ('answer_days', models.PositiveSmallIntegerField(default=5)),
                ('fresh_days', models.PositiveSmallIntegerField(default=14)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('answer_days__range', (1, 30)), ('fresh_days__range', (1, 365))), name='requests_pace_within_reason')],
            },
        ),
        migrations.CreateModel(
            name='Request',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('about', models.CharField(choices=[('place', 'spørgsmål til stedet'), ('decision', 'ønske')], max_length=8)),
                ('words', models.TextField(blank=True)),
                ('contact', models.CharField(blank=True, max_length=120)),
                ('shows_name', models.BooleanField(default=True)),
                ('asked_on', models.DateField()),
                ('sent_at', models.DateTimeField()),
                ('sent_by', models.UUIDField()),
                ('answer_by', models.DateField()),
                ('state', models.CharField(choices=[('sent', 'sendt'), ('talk', 'de vil gerne tale med dig'), ('accepted', 'ja'), ('not_now', 'ikke lige nu'), ('letter', 'svaret kommer i et brev'), ('withdrawn', 'du har fortrudt'), ('expired', 'intet svar endnu')], default='sent', max_length=9)),
                ('reason', models.CharField(blank=True, choices=[('full', 'Vi er fulde lige nu.'), ('pause', 'Vi holder pause.'), ('people', 'Vi mangler hænder lige nu.'), ('other', 'Noget andet. Jeg skriver det.')], max_length=8)),
                ('reply', models.CharField(blank=True, max_length=500)),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('answered_by', models.UUIDField(blank=True, null=True)),
                ('first_answer_at', models.DateTimeField(blank=True, null=True)),
                ('back_at', models.DateTimeField(blank=True, null=True)),
                ('settled_at', models.DateTimeField(blank=True, null=True)),
                ('settled_by', models.UUIDField(blank=True, null=True)),
                ('holder', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='people.person')),
                ('offer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offers.offer')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.person')),
            ],
            options={
                'ordering': ['-sent_at', 'id'],
                'indexes': [models.Index(fields=['person', '-sent_at'], name='requests_request_person'), models.Index(fields=['offer', '-sent_at'], name='requests_request_offer'), models.Index(condition=models.Q(('state__in', ['sent', 'talk'])), fields=['answer_by'], name='requests_request_waiting')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('settled_at__isnull', True), ('state__in', ['sent', 'talk', 'expired'])), fields=('person', 'offer'), name='requests_request_one_at_a_time'), models.CheckConstraint(condition=models.Q(('state__in', ['sent', 'talk', 'accepted', 'not_now', 'letter', 'withdrawn', 'expired'])), name='requests_request_state'), models.CheckConstraint(condition=models.Q(models.Q(('about', 'place'), models.Q(('state', 'letter'), _negated=True)), models.Q(('about', 'decision'), models.Q(('state', 'not_now'), _negated=True)), _connector='OR'), name='requests_request_never_refuses_what_is_decided'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'not_now'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='requests_request_not_now_has_a_reason'), models.CheckConstraint(condition=models.Q(models.Q(('answered_at__isnull', True), ('answered_by__isnull', True)), models.Q(('answered_at__isnull', False), ('answered_by__isnull', False)), _connector='OR'), name='requests_request_answered_pair'), models.CheckConstraint(condition=models.Q(models.Q(('settled_at__isnull', True), ('settled_by__isnull', True)), models.Q(('settled_at__isnull', False), ('settled_by__isnull', False)), _connector='OR'), name='requests_request_settled_pair')],
            },
        ),
        open_table("requests_pace", write=KEPT),
        # Written by the functions alone: they keep to what a request can become.
        protect("requests_request", kind="plan", writable=False),
        functions(
            (SQL / "requests.sql").read_text(),
            drop=[
                "indgang.remind_of_room(timestamptz, timestamptz, integer)",
                "indgang.measure_replies(timestamptz)",
                "indgang.expire_requests(date, timestamptz)",
                "indgang.settle_request(uuid, timestamptz)",
                "indgang.take_request(uuid)",
                "indgang.requests_in_house()",
                "indgang.tell_houses()",
                "indgang.answer_request(uuid, text, text, text, timestamptz)",
                "indgang.next_holder(uuid, uuid, date)",
                "indgang.read_request(uuid, text)",
                "indgang.requests_to_answer(timestamptz)",
                "indgang.withdraw_request(uuid)",
                "indgang.send_request(uuid, uuid, uuid, text, text, text, boolean, date,"
                " timestamptz, timestamptz)",
                "indgang.those_asked(text, uuid)",
                "indgang.is_asked(text, uuid)",
            ],
        ),
    ]
