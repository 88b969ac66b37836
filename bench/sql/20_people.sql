-- Guests in the order they came. All but the last few have left again, and what they had allowed
-- has run out.
create table bench.guest as
with came as (
    select n, bench.id('guest:' || n) as person, n > bench.size('courses') - bench.size('live') as is_live,
        case when n > bench.size('courses') - bench.size('live')
            then current_date - 1 - (bench.chance('start:' || n) * 150)::int
            else current_date - 175 - (3450 * (1 - n::float / bench.size('courses'))
                + 7 * bench.chance('start:' || n))::int end as started_on
    from generate_series(1, bench.size('courses')) as n
)
select n, person, is_live, started_on,
    (started_on + time '08:00' + interval '1 hour' * floor(bench.chance('hour:' || n) * 7)
        + interval '1 minute' * floor(bench.chance('minute:' || n) * 60))
        at time zone 'Europe/Copenhagen' as came_at,
    case when not is_live then least(started_on + 50 + (bench.chance('end:' || n) * 170)::int,
        current_date - 2 - (bench.chance('last:' || n) * 20)::int) end as ended_on,
    bench.colleague('guide', n) as guide1,
    bench.colleague('guide', n + 1 + n / 16 % 15) as guide2,
    bench.colleague('host', n) as host,
    bench.id('course:' || n) as course
from came;
alter table bench.guest add primary key (n);
analyze bench.guest;

insert into people_person
    (id, nickname, language, speaks, meet_where, meet_how, meet_whom, reachable, created_at)
select person, bench.one(array['Alma','Bjørn','Clara','Danny','Elin','Finn','Gry','Henrik','Ida',
        'Jonas','Kaja','Leif','Maja','Nour','Oskar','Pia','Rune','Sara','Tim','Ulrik','Vera','Zeynep'],
        'name:' || n) || case when n % 3 = 0 then ' ' || chr(65 + n % 26) else '' end,
    case when n % 17 = 0 then 'en' else 'da' end, '', bench.one(array['', 'i huset', 'ude'], 'where:' || n),
    '', '', null, came_at
from bench.guest order by n;

insert into people_contactpoint (id, channel, value, is_preferred, person_id)
select bench.id('contact:' || n), 'sms', '0000' || lpad((n % 10000)::text, 4, '0'), true, person
from bench.guest where n % 5 < 3 order by n;

-- Key cards: the code is made from the number, so that the measurements can show it at the door.
insert into access_key (hash, kind, person_id, parent, kinds, may_write, issued_at, issued_by,
    expires_at, revoked_at, label)
select indgang.hashed('bench-card-of-guest-' || n), 'card', person, null, null, true, came_at, host,
    null, null, ''
from bench.guest order by n;

-- The house sees the card for a year; the guides see more until the course is over.
insert into access_permission (id, person_id, to_person_id, to_unit_id, to_organisation_id, kinds,
    may_write, why, basis, law_section, valid_from, valid_until, given_by)
select bench.id('house:' || n), person, null::uuid, (select id from people_unit where kind = 'house'),
    null::uuid,
    '{card}'::varchar[], true, 'Du kom ind ad døren', 'guest', '', came_at, came_at + interval '1 year', host
from bench.guest
union all
select bench.id('guide:' || n || ':' || which), person, case which when 1 then guide1 else guide2 end,
    null, null, '{card,checkins,contact,goals,plan,story}', true, 'Jeg går sammen med dig', 'guest',
    '', came_at,
    case when is_live then came_at + interval '24 weeks'
         else least((ended_on + 28)::timestamptz, now() - interval '1 hour') end, person
from bench.guest, generate_series(1, 2) as which
order by 11, 1;

-- One or two openings a week by a guide, as long as the course runs; and one on the first day.
insert into access_lookup (at, person_id, actor_id, role, unit_id, purpose, kinds, basis)
select came_at, person, host, 'host', (select id from people_unit where kind = 'house'), 'ankomst',
    '{card}'::varchar[], 'guest'
from bench.guest
union all
select day + time '09:00' + interval '1 minute' * floor(bench.chance('at:' || n || day) * 420),
    person, case when bench.chance('who:' || n || day) < 0.6 then guide1 else guide2 end, 'guide',
    null, bench.one(array['samtale', 'plan', 'opfølgning'], 'why:' || n || day),
    '{card,checkins,contact,goals,plan,story}', 'guest'
from bench.guest,
    generate_series(started_on::timestamp, coalesce(ended_on, current_date - 1), '1 day') as day
where extract(isodow from day) < 6 and bench.chance('open:' || n || day) < 0.3
order by 1, 2;
