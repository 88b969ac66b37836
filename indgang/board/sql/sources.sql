-- Every source of room and of waits: single times, courses with a start, what is lent by the night,
-- what those who hold an offer say themselves, and those who have asked and have no answer yet.
drop function indgang.board_room(timestamptz, timestamptz, boolean);
create function indgang.board_room(at timestamptz, until timestamptz, wants_all boolean)
returns table (
    offer_id uuid, seats integer, free integer, taken integer, held integer, waiting integer,
    is_open boolean, next_free timestamptz, next_seats integer, counted_at timestamptz)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    with me as materialized (select wants_all and indgang.reads_the_board() as is_exact),
    offered as (
        select b.session_id, count(*) as number from offers_booking b
        where b.status = 'offered' group by b.session_id),
    -- The places of a course are those of its first time. One that is given by draw has no place
    -- for a newcomer before the draw; those who wish one wait.
    times as (
        select s.offer_id, coalesce(s.seats, 0) as seats,
               greatest(s.seats - s.taken, 0) as free,
               case when s.seats is null then 0 else s.taken - coalesce(h.number, 0) end as taken,
               coalesce(h.number, 0) as held,
               s.waiting + case when s.draw_on is null then 0 else coalesce(r.wished, 0) end
                   as waiting,
               s.seats is null as is_open,
               case when s.draw_on is null
                     and (s.seats is null or s.taken < s.seats and s.waiting = 0)
                    then s.starts_at end as next_free,
               coalesce(s.seats - s.taken, 0) as next_seats, s.counted_at
        from offers_session s
        left join offered h on h.session_id = s.id
        left join offers_run r on r.id = s.run_id
        where s.ends_at > at and s.starts_at < until and s.cancelled_at is null and not s.follows
          and (s.seats is null or s.starts_at > at)),
    -- What is lent by the night: the figures are tonight's, and the next free is an evening. Until
    -- eight in the morning it is still the night before.
    nights as (
        select n::date as night, n::date = d.tonight as is_tonight
        from (select (at at time zone 'Europe/Copenhagen' - interval '8 hours')::date as tonight) d,
             generate_series(d.tonight, (until at time zone 'Europe/Copenhagen')::date, '1 day') n),
    beds as (
        select t.offer_id, n.night, n.is_tonight, count(*) as seats,
               count(*) filter (where y.state in ('agreed', 'there')) as taken,
               count(*) filter (where y.state = 'held') as held,
               max(greatest(y.made_at, y.arrived_at)) as counted_at
        from offers_thing t cross join nights n
        left join offers_stay y on y.thing_id = t.id and y.nights @> n.night
             and (y.state in ('agreed', 'there') or y.state = 'held' and y.held_until > at)
        where (t.closed_on is null or t.closed_on > n.night)
          and (t.out_from is null or n.night < t.out_from or n.night >= t.out_until)
        group by t.offer_id, n.night, n.is_tonight),
    stays as (
        select b.offer_id, case when b.is_tonight then b.seats else 0 end as seats,
               case when b.is_tonight then b.seats - b.taken - b.held else 0 end as free,
               case when b.is_tonight then b.taken else 0 end as taken,
               case when b.is_tonight then b.held else 0 end as held,
               0 as waiting, false as is_open,
               case when b.seats <= b.taken + b.held then null when b.is_tonight then at
                    else b.night::timestamp at time zone 'Europe/Copenhagen' end as next_free,
               b.seats - b.taken - b.held as next_seats, b.counted_at
        from beds b),
    -- Those who have asked those who hold an offer, or for a yes, and have none yet.
    asked as (
        select q.offer_id, 0, 0, 0, 0, count(*) as waiting, false, null::timestamptz, 0,
               max(q.sent_at) as counted_at
        from requests_request q
        where q.state in ('sent', 'talk', 'expired') and q.settled_at is null
        group by q.offer_id),
    rooms as (
        select * from times union all select * from stays union all select * from asked),
    counted as (
        select r.offer_id, sum(r.seats) as seats, coalesce(sum(r.free), 0) as free,
               sum(r.taken) as taken, sum(r.held) as held, sum(r.waiting) as waiting,
               bool_or(r.is_open) as is_open, min(r.next_free) as next_free,
               (array_agg(r.next_seats order by r.next_free, r.next_seats desc)
                    filter (where r.next_free is not null))[1] as next_seats,
               max(r.counted_at) as counted_at
        from rooms r group by r.offer_id),
    -- Who says that there is no room is believed, also where there are seats; who says that there
    -- is, where nothing else is counted.
    said as (
        select m.offer_id, m.said_at, m.says = 'room' as has_room,
               m.says = 'full' or m.says = 'away' and m.back_on > (at at time zone
                   'Europe/Copenhagen')::date as has_none,
               case when m.says = 'away' then m.back_on::timestamp at time zone
                   'Europe/Copenhagen' end as back_at
        from offers_room m where m.said_at is not null)
    select coalesce(c.offer_id, d.offer_id), coalesce(c.seats, 0)::integer,
           case when d.has_none then 0 else coalesce(c.free, 0) end::integer,
           indgang.board_told(coalesce(c.taken, 0)::bigint, me.is_exact),
           indgang.board_told(coalesce(c.held, 0)::bigint, me.is_exact),
           indgang.board_told(coalesce(c.waiting, 0)::bigint, me.is_exact),
           coalesce(c.is_open, false) and not coalesce(d.has_none, false)
               or coalesce(d.has_room, false) and coalesce(c.seats, 0) = 0,
           case when d.has_none then case when d.back_at is not null and c.next_free is not null
                    then greatest(d.back_at, c.next_free) end
                when d.has_room and c.next_free is null and coalesce(c.seats, 0) = 0 then at
                else c.next_free end,
           case when d.has_none then 0 else coalesce(c.next_seats, 0) end::integer,
           greatest(c.counted_at, d.said_at)
    from counted c full join said d on d.offer_id = c.offer_id cross join me
$$;

create or replace function indgang.board_waits(at timestamptz, since timestamptz)
returns table (offer_id uuid, is_decided boolean, days integer, is_over boolean, number integer)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    with lately as (
        select b.person_id, s.offer_id, min(b.made_at) as asked_at,
               min(s.starts_at) filter (
                   where b.status in ('seated', 'attended', 'missed') and s.starts_at <= at
               ) as began_at,
               bool_or(b.entry = 'decision' or b.entry = '' and o.access = 'decision') as is_decided
        from offers_session s join offers_booking b on b.session_id = s.id
        join offers_offer o on o.id = s.offer_id
        where coalesce(indgang.key_kind() = 'worker', false)
          and s.starts_at >= since and s.cancelled_at is null and b.status <> 'cancelled'
          and b.made_at <= at
        group by b.person_id, s.offer_id),
    first as (
        select l.* from lately l
        where not exists (
            select from offers_booking e join offers_session x on x.id = e.session_id
            where e.person_id = l.person_id and x.offer_id = l.offer_id
              and x.starts_at < since and e.status in ('seated', 'attended', 'missed'))),
    waits as (
        select f.offer_id, f.is_decided, f.asked_at, f.began_at from first f
        union all
        select t.offer_id, o.access = 'decision', y.made_at, y.arrived_at
        from offers_stay y join offers_thing t on t.id = y.thing_id
        join offers_offer o on o.id = t.offer_id
        where coalesce(indgang.key_kind() = 'worker', false) and y.made_at <= at
          and (y.arrived_at between since and at
               or y.arrived_at is null and y.state in ('held', 'agreed'))
        union all
        -- From the day that the time to decide runs from until the yes; those without one wait.
        select q.offer_id, q.about = 'decision',
               least(q.sent_at, q.asked_on::timestamp at time zone 'Europe/Copenhagen'),
               case when q.state = 'accepted' then q.answered_at end
        from requests_request q
        where coalesce(indgang.key_kind() = 'worker', false) and q.sent_at <= at
          and (q.state = 'accepted' and q.answered_at between since and at
               or q.state in ('sent', 'talk', 'expired') and q.settled_at is null))
    select w.offer_id, w.is_decided,
           greatest(0, floor(extract(epoch from coalesce(w.began_at, at) - w.asked_at)
                             / 86400))::integer,
           w.began_at is not null, count(*)::integer
    from waits w group by 1, 2, 3, 4
$$;

-- Somebody asks or is answered, or those who hold an offer say how it is.
create function indgang.tell_the_board_of_an_offer() returns trigger
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
    perform pg_notify('indgang_live', 'board ' || coalesce(new.offer_id, old.offer_id));
    return null;
end $$;
create trigger requests_request_board after insert or delete or update of state, settled_at
    on requests_request for each row execute function indgang.tell_the_board_of_an_offer();
create trigger offers_room_board after insert or delete or update of says, back_on, said_at
    on offers_room for each row execute function indgang.tell_the_board_of_an_offer();
create trigger offers_run_board after update of wished, drawn_at
    on offers_run for each row execute function indgang.tell_the_board_of_an_offer();

revoke all on function indgang.board_room(timestamptz, timestamptz, boolean),
    indgang.tell_the_board_of_an_offer() from public;
grant execute on function indgang.board_room(timestamptz, timestamptz, boolean) to indgang_web;
