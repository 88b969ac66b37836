-- Seats. Of all the times a guest could have come to what he has chosen, as many as are asked for
-- are taken, never more in a session than it has seats.
create table bench.seat as
with possible as (
    select g.n, g.person, s.id as session_id, s.starts_at, s.seats,
        bench.chance(g.n || ':' || s.schedule_id || ':' || s.starts_at) as chance
    from bench.chosen c
    join bench.guest g using (n)
    join offers_session s on s.schedule_id = c.schedule_id
    where s.starts_at > g.came_at + interval '4 hours'
        and s.starts_at < coalesce(g.ended_on::timestamptz, now() + interval '3 weeks')
),
wanted as (
    select * from possible
    order by chance limit (bench.size('attended') * 1.16)::int
),
numbered as (
    select *, row_number() over (partition by session_id order by chance) as place from wanted
)
select n, person, session_id, starts_at, chance,
    bench.chance('came:' || n || ':' || session_id) as came
from numbered where seats is null or place <= seats;

-- The trigger that counts the seats of a session is on, as is every constraint.
insert into offers_booking (id, person_id, session_id, status, made_at, made_by, queued_at,
    offered_until, marked_at, marked_by)
select bench.id('seat:' || n || ':' || session_id), person, session_id,
    case when starts_at > now() then 'seated' when came < 0.93 then 'attended'
         when came < 0.97 then 'missed' else 'cancelled' end,
    starts_at - interval '1 hour' * (2 + floor(chance * 90)), person, null, null,
    case when starts_at < now() and came < 0.97 then starts_at + interval '3 hours' end,
    case when starts_at < now() and came < 0.97 then person end
from bench.seat order by starts_at, n;
