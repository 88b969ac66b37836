-- One course each, and in it what a plan usually holds.
insert into plans_course (id, person_id, added_at, added_by, started_on, review_on, coordinator_id,
    other_matters, ended_on, ended_by, ended_how)
select course, person, came_at, guide1, started_on, started_on + 140,
    case when n % 4 = 0 then guide1 end, '', ended_on, case when ended_on is not null then person end,
    case when ended_on is null then '' else bench.one(array['done', 'less', 'moved', 'quiet'], 'how:' || n) end
from bench.guest order by n;

insert into plans_courseguide (id, person_id, added_at, added_by, course_id, guide_id, from_on, until_on)
select bench.id('goes:' || n || ':' || which), person, came_at + interval '1 second' * which, guide1,
    course, case which when 1 then guide1 else guide2 end, started_on, ended_on
from bench.guest, generate_series(1, 2) as which order by n, which;

insert into plans_exit (id, person_id, added_at, added_by, course_id, planned_on, what_next, around_me,
    farewell, left_on, left_by)
select bench.id('exit:' || n), person, ended_on - 14 + time '10:00', person, course, ended_on,
    'Jeg bliver ved med at komme i koret, og jeg ringer til min søster om søndagen.',
    'Min søster og to fra holdet.', 'Vi spiste kage sammen.', ended_on, person
from bench.guest where ended_on is not null order by n;

insert into plans_hope (id, person_id, added_at, added_by, course_id, words, status, closed_on, closed_by)
select bench.id('hope:' || n || ':' || h), person, came_at + interval '1 hour', person, course,
    bench.one(array['At jeg igen kan sove om natten.', 'At have nogen at spise sammen med.',
        'At komme ud af døren, også når det regner.', 'At turde ringe til min bror.'], 'hope:' || n || h),
    case when ended_on is null then 'open' else bench.one(array['reached', 'let_go'], 'hs:' || n || h) end,
    ended_on, case when ended_on is not null then person end
from bench.guest, generate_series(1, 2) as h order by n, h;

create table bench.goal as
    select g.n, k, bench.id('goal:' || g.n || ':' || k) as goal, g.person, g.course, g.came_at,
        g.started_on, g.ended_on
    from bench.guest g, generate_series(1, 2) as k;

insert into plans_goal (id, person_id, added_at, added_by, course_id, words, much_less, less, as_hoped,
    more, much_more, status, closed_on, closed_by, closing_words)
select goal, person, came_at + interval '2 hours', person, course,
    bench.one(array['Gå en tur hver dag, også i dårligt vejr', 'Komme til kor hver torsdag',
        'Åbne min post om mandagen', 'Lave mad tre gange om ugen'], 'goal:' || n || k),
    '', '', '', '', '', case when ended_on is null then 'open' else 'reached' end, ended_on,
    case when ended_on is not null then person end,
    case when ended_on is null then '' else 'Det gik bedre, end jeg troede.' end
from bench.goal order by n, k;

insert into plans_goalrating (id, person_id, added_at, added_by, goal_id, "on", value)
select bench.id('rating:' || goal || ':' || week), person,
    started_on + week * 7 + time '18:00', person, goal, started_on + week * 7,
    least(2, -2 + (bench.chance('rating:' || goal || week) * (1 + week / 5.0))::int)
from bench.goal, unnest(array[0, 2, 6, 13, 20]) as week
where started_on + week * 7 <= least(coalesce(ended_on, current_date), current_date)
order by n, week;

-- What the guest does; four of them offers of the town (see 40_seats.sql for the same choice).
create table bench.chosen as
    select g.n, s.schedule_id, s.offer_id, s.place
    from bench.guest g cross join lateral (
        select o.id as schedule_id, o.offer_id,
            row_number() over (order by bench.chance(g.n || ':' || o.id)) as place
        from offers_schedule o order by 3 limit 7) s;
analyze bench.chosen;

insert into plans_activity (id, person_id, added_at, added_by, course_id, words, offer_id, booking_id,
    weekdays, at_time, place, status, began_on, ended_on, ended_by, why_ended, replaces_id)
select bench.id('activity:' || g.n || ':' || c.place), g.person, g.came_at + interval '3 hours',
    g.guide1, g.course, o.title, o.id, null, '{}', null, '',
    case when g.ended_on is not null then 'finished' else 'going' end, g.started_on + c.place::int,
    g.ended_on, case when g.ended_on is not null then g.person end, '', null
from bench.guest g join bench.chosen c using (n) join offers_offer o on o.id = c.offer_id
where c.place <= 4
    and (g.ended_on is null or g.ended_on >= g.started_on + c.place::int)
order by g.n, c.place;

insert into plans_activity (id, person_id, added_at, added_by, course_id, words, offer_id, booking_id,
    weekdays, at_time, place, status, began_on, ended_on, ended_by, why_ended, replaces_id)
select bench.id('own:' || n), person, came_at + interval '4 hours', person, course,
    'Gå en tur langs åen', null, null, '{0,2,4}', time '16:00', 'ved broen',
    case when ended_on is not null then 'stopped' else 'going' end, started_on + 3, ended_on,
    case when ended_on is not null then person end,
    case when ended_on is not null then 'Nu går jeg med hunden i stedet.' else '' end, null
from bench.guest order by n;

insert into plans_agreement (id, person_id, added_at, added_by, course_id, what, who, due_on, done_at,
    done_by, called_off_at, called_off_by)
select bench.id('agreement:' || n || ':' || a), person, came_at + interval '5 hours', guide1, course,
    bench.one(array['Ringe til lægen om tiden', 'Finde cyklen frem', 'Spørge om en plads på holdet'],
        'agreement:' || n || a),
    case a when 1 then 'mig' else 'din guide' end, started_on + a * 14,
    case when started_on + a * 14 < current_date then (started_on + a * 14)::timestamptz end,
    case when started_on + a * 14 < current_date then person end, null, null
from bench.guest, generate_series(1, 3) as a order by n, a;

-- A talk every other week, and every talk is a contact.
create table bench.talk as
    select g.n, g.person, g.course, g.guide1, g.came_at, t as number, g.started_on + t * 14 as day
    from bench.guest g, generate_series(0, 16) as t
    where g.started_on + t * 14 <= coalesce(g.ended_on, current_date + 28);

insert into plans_appointment (id, person_id, added_at, added_by, course_id, what, "where", with_whom,
    starts_at, ends_at, cancelled_at, cancelled_by)
select bench.id('talk:' || n || ':' || number), person, came_at, guide1, course, 'Vi taler sammen',
    'i huset', 'din guide', (day + time '10:00') at time zone 'Europe/Copenhagen'
        + interval '1 hour' * (n % 5),
    (day + time '11:00') at time zone 'Europe/Copenhagen' + interval '1 hour' * (n % 5), null, null
from bench.talk order by n, number;

insert into plans_contact (id, person_id, added_at, added_by, "on", how)
select bench.id('contact:' || n || ':' || number), person, day + time '12:00', guide1, day, 'meeting'
from bench.talk where day <= current_date and not (n % 20 = 7 and day > current_date - 25)
order by n, number;

insert into plans_contactperson (id, person_id, added_at, added_by, name, relation, phone,
    is_professional)
select bench.id('around:' || n), person, came_at + interval '1 hour', person, 'Birgit', 'søster',
    '00 00 00 00', false
from bench.guest order by n;

insert into plans_suggestion (id, person_id, added_at, added_by, kind, about, target, "values", why,
    answer, answered_at, answered_by)
select bench.id('suggestion:' || n), person, came_at + interval '6 hours', guide2, 'plan', 'agreement',
    null, jsonb_build_object('what', 'Tage med til fællesspisning', 'who', 'mig', 'due_on', null), '',
    case when is_live then 'open' else 'accepted' end,
    case when is_live then null else came_at + interval '2 days' end,
    case when is_live then null else person end
from bench.guest where n % 2 = 0 order by n;
