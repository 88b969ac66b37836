-- Everyone came through the door, talked with two guides and was on the way the same day.
insert into entrance_arrival (id, person_id, unit_id, once, about, arrived_at, arrived_by, welcomed_at,
    welcomed_by, settled_at, settled_by, outcome, shown_where)
select bench.id('arrival:' || n), person, (select id from people_unit where kind = 'house'),
    bench.id('once:' || n), 'Vil gerne tale med nogen', came_at, host, came_at + interval '2 minutes',
    host, came_at + interval '20 minutes', host, 'conversation', ''
from bench.guest order by n;

insert into entrance_conversation (id, person_id, unit_id, arrival_id, guide_ids, started_at, started_by,
    finished_at, finished_by, course_id, permission_ids)
select bench.id('conversation:' || n), person, (select id from people_unit where kind = 'house'),
    bench.id('arrival:' || n), array[guide1, guide2], came_at + interval '20 minutes', guide1,
    came_at + interval '80 minutes', guide1, course, '{}'
from bench.guest order by n;

insert into entrance_sectiontext (conversation_id, person_id, section, version, text, saved_at, saved_by)
select bench.id('conversation:' || n), person, section, version,
    repeat('Jeg sover dårligt og kommer ikke ud. Jeg savner nogen at spise sammen med. ', version),
    came_at + interval '20 minutes' + interval '4 minutes' * version, guide1
from bench.guest, unnest(array['hopes', 'hard', 'good_at', 'around', 'agreed']) as section,
    generate_series(1, 3) as version
order by n, section, version;

insert into entrance_doorevent (id, unit_id, step, began_at, ended_at, waited_seconds, in_time)
select bench.id('door:' || n || step), (select id from people_unit where kind = 'house'), step, came_at,
    came_at + interval '1 second' * waited, waited, waited < 300
from (select n, came_at, step, (30 + bench.chance('wait:' || n || step) * 330)::int as waited
      from bench.guest, unnest(array['welcome', 'contact', 'activity']) as step) as waits
order by came_at, step;

insert into entrance_inquiry (id, person_id, about_id, unit_id, once, voice, workplace, person_knows,
    meet_where, meet_how, meet_whom, sent_at, taken_at, taken_by, met_at, met_by, closed_at, closed_by,
    outcome)
select bench.id('inquiry:' || n), person, null, (select id from people_unit where kind = 'house'),
    bench.id('sent:' || n), 'self', '', null, 'i huset', '', '', came_at - interval '2 days',
    came_at - interval '46 hours', host, came_at, host, came_at, host, 'met'
from bench.guest where n % 4 = 0 order by n;

insert into entrance_inquirymessage (id, inquiry_id, person_id, words, from_house, written_at, written_by)
select bench.id('message:' || n || answer), bench.id('inquiry:' || n), person,
    case when answer then 'Tak, fordi du skrev. Kom, når du vil.' else 'Jeg har brug for hjælp.' end,
    answer, came_at - interval '2 days' + case when answer then interval '2 hours' else '0' end,
    case when answer then host else person end
from bench.guest, unnest(array[false, true]) as answer where n % 4 = 0 order by n, answer;

-- Today: some wait, some have written.
create table bench.visitor as
    select v, bench.id('visitor:' || v) as person, now() - interval '3 minutes' * v as came_at
    from generate_series(1, 12) as v;
insert into people_person
    (id, nickname, language, speaks, meet_where, meet_how, meet_whom, reachable, created_at)
select person, 'Ny ' || v, 'da', '', '', '', '', null, came_at from bench.visitor;
insert into access_permission (id, person_id, to_unit_id, kinds, may_write, why, basis, law_section,
    valid_from, valid_until, given_by)
select bench.id('visit:' || v), person, (select id from people_unit where kind = 'house'), '{card}', true,
    'Du kom ind ad døren', 'guest', '', came_at, came_at + interval '1 year', bench.colleague('host', v)
from bench.visitor;
insert into entrance_arrival (id, person_id, unit_id, once, about, arrived_at, arrived_by, welcomed_at,
    welcomed_by, outcome, shown_where)
select bench.id('arrival:v' || v), person, (select id from people_unit where kind = 'house'),
    bench.id('once:v' || v), 'Vil gerne tale med nogen', came_at, bench.colleague('host', v),
    case when v > 3 then came_at + interval '2 minutes' end,
    case when v > 3 then bench.colleague('host', v) end, '', ''
from bench.visitor where v <= 7;
insert into entrance_inquiry (id, person_id, unit_id, once, voice, workplace, meet_where, meet_how,
    meet_whom, sent_at, taken_at, taken_by, outcome)
select bench.id('inquiry:v' || v), person, (select id from people_unit where kind = 'house'),
    bench.id('sent:v' || v), 'self', '', '', '', '', came_at - interval '1 hour' * v,
    case when v > 10 then came_at end, case when v > 10 then bench.colleague('host', v) end, ''
from bench.visitor where v > 7;

insert into post_letter (id, person_id, message, "values", about, link_path, link_kinds, urgent,
    not_before, not_after, status, channel, attempts, next_try_at, last_error, queued_at, queued_by, sent_at)
select bench.id('letter:' || a.checkin), a.person, 'checkin_due', '{}', a.checkin, '/min/tjek',
    '{}', false, due_on + time '09:00', due_on + 7, 'sent', 'sms', 1, due_on + time '09:00', '',
    due_on + time '09:00', null, due_on + time '09:01'
from bench.asked a where a.status in ('answered', 'skipped') order by due_on, n;
