-- Asked at the start, after 2, 6, 13 and 20 weeks and half a year after the exit. Half of them are
-- answered.
create table bench.asked as
with moments (moment, week, instruments) as (values
    ('week0', 0, '{need_of_help-1,who5-1,tils-1,goals-1}'::text[]),
    ('week2', 2, '{need_of_help-1,meaning_difference-1,goals-1}'),
    ('week6', 6, '{need_of_help-1,who5-1,meaning_difference-1,goals-1}'),
    ('week13', 13, '{need_of_help-1,meaning_difference-1,goals-1}'),
    ('week20', 20, '{need_of_help-1,who5-1,tils-1,goals-1}'),
    ('after6', null, '{need_of_help-1,who5-1,tils-1}')),
due as (
    select g.*, m.*, coalesce(g.started_on + m.week * 7, g.ended_on + 182) as due_on
    from bench.guest g cross join moments m
)
select n, person, course, is_live, moment, instruments, due_on, bench.id('asked:' || n || moment) as checkin,
    case when due_on > coalesce(ended_on, due_on) and week is not null then 'dropped'
         when due_on + 7 >= current_date then 'waiting'
         when bench.chance('answers:' || n || moment) < 0.68 then 'answered' else 'skipped' end as status
from due where due_on is not null;

insert into checkins_checkin (id, person_id, about, moment, instruments, due_on, opens_on, closes_on,
    status, invited_at, opened_at, ended_at, together_with)
select checkin, person, course, moment, instruments, due_on, due_on - 3, due_on + 7, status,
    case when due_on < current_date and status <> 'dropped' then due_on + time '09:00' end,
    case when status = 'answered' then due_on + time '17:00' end,
    case when status <> 'waiting' then due_on + time '17:05' end, null
from bench.asked order by due_on, n;

-- Every guest who has a course now is asked something today: the page that is measured.
insert into checkins_checkin (id, person_id, about, moment, instruments, due_on, opens_on, closes_on,
    status)
select bench.id('today:' || n), person, null, 'own', '{need_of_help-1,who5-1}', current_date,
    current_date - 1, current_date + 7, 'waiting'
from bench.guest where is_live order by n;

insert into checkins_answer (id, person_id, checkin_id, instrument, version, item, value, answered_at,
    answered_by)
select bench.id('answer:' || checkin || instrument || item), person, checkin, instrument, 1, item,
    lowest + floor(bench.chance('value:' || checkin || item) * (highest - lowest + 1)),
    due_on + time '17:04', person
from bench.asked a
join (values
    ('need_of_help', 'need', 0, 4), ('who5', 'happy', 0, 5), ('who5', 'calm', 0, 5),
    ('who5', 'active', 0, 5), ('who5', 'rested', 0, 5), ('who5', 'interest', 0, 5),
    ('tils', 'isolated', 1, 3), ('tils', 'company', 1, 3), ('tils', 'left_out', 1, 3),
    ('meaning_difference', 'meaning', 0, 2), ('meaning_difference', 'difference', 0, 2)
) as q (instrument, item, lowest, highest) on q.instrument || '-1' = any(a.instruments)
where status = 'answered'
union all
select bench.id('answer:' || a.checkin || 'goals' || g.goal), a.person, a.checkin, 'goals', 1,
    g.goal::text, -2 + floor(bench.chance('value:' || a.checkin || g.goal) * 5), a.due_on + time '17:04', a.person
from bench.asked a join bench.goal g on g.n = a.n
where a.status = 'answered' and 'goals-1' = any(a.instruments)
order by 8, 1;

insert into checkins_hand (id, person_id, reason, words, raised_at, taken_at, taken_by, settled_at,
    settled_by, outcome)
select bench.id('hand:' || n), person, case n % 2 when 0 then 'talk' else 'drop' end,
    case n % 2 when 0 then 'Jeg vil gerne tale om min bolig.' else '' end,
    case when is_live then now() - interval '3 hours' else came_at + interval '20 days' end,
    case when is_live then null else came_at + interval '21 days' end,
    case when is_live then null else host end,
    case when is_live then null else came_at + interval '21 days' end,
    case when is_live then null else host end, case when is_live then '' else 'talked' end
from bench.guest where case when is_live then n % 15 = 0 else n % 9 = 0 end order by n;
