-- The board's figures. All of it is counts, and who asks decides how small a count may be: those
-- who work with the board and the worker are told every number, everybody else none from one to
-- four (-1 stands in its place), for of so few somebody could be known.

create function indgang.reads_the_board() returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select coalesce(indgang.key_kind() = 'worker', false) or indgang.has_role(
        'host', 'peer_host', 'guide', 'coordinator', 'outreach', 'provider', 'authority', 'acute',
        'leader', 'dpo', 'administrator')
$$;

create function indgang.board_told(number bigint, is_exact boolean) returns integer
language sql immutable set search_path = pg_catalog, public, pg_temp as $$
    select case when is_exact or number not between 1 and 4 then number else -1 end::integer
$$;

-- Room in what happens from `at` until `until`, for each offer. Each source of room is one part of
-- the union: times with seats, and whatever else can be full. Without `wants_all` everybody is told
-- what everybody may be told, also those who could be told more: on a wall, or to all at once.
create function indgang.board_room(at timestamptz, until timestamptz, wants_all boolean)
returns table (
    offer_id uuid, seats integer, free integer, taken integer, held integer, waiting integer,
    is_open boolean, next_free timestamptz, counted_at timestamptz)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    with me as materialized (select wants_all and indgang.reads_the_board() as is_exact),
    offered as (
        select b.session_id, count(*) as number from offers_booking b
        where b.status = 'offered' group by b.session_id),
    times as (
        select s.offer_id, coalesce(s.seats, 0) as seats,
               greatest(s.seats - s.taken, 0) as free,
               case when s.seats is null then 0 else s.taken - coalesce(h.number, 0) end as taken,
               coalesce(h.number, 0) as held, s.waiting, s.seats is null as is_open,
               case when s.seats is null or s.taken < s.seats and s.waiting = 0
                    then s.starts_at end as next_free,
               s.counted_at
        from offers_session s left join offered h on h.session_id = s.id
        where s.ends_at > at and s.starts_at < until and s.cancelled_at is null
          and not s.follows  -- a course's later times have its first one's figures
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
        select b.offer_id, coalesce(sum(b.seats) filter (where b.is_tonight), 0) as seats,
               coalesce(sum(b.seats - b.taken - b.held) filter (where b.is_tonight), 0) as free,
               coalesce(sum(b.taken) filter (where b.is_tonight), 0) as taken,
               coalesce(sum(b.held) filter (where b.is_tonight), 0) as held,
               0 as waiting, false as is_open,
               min(case when b.is_tonight then at
                   else b.night::timestamp at time zone 'Europe/Copenhagen' end)
                   filter (where b.seats > b.taken + b.held) as next_free,
               max(b.counted_at) as counted_at
        from beds b group by b.offer_id),
    rooms as (select * from times union all select * from stays)
    select r.offer_id, sum(r.seats)::integer, coalesce(sum(r.free), 0)::integer,
           indgang.board_told(sum(r.taken)::bigint, me.is_exact),
           indgang.board_told(sum(r.held)::bigint, me.is_exact),
           indgang.board_told(sum(r.waiting)::bigint, me.is_exact),
           bool_or(r.is_open), min(r.next_free), max(r.counted_at)
    from rooms r, me group by r.offer_id, me.is_exact
$$;

-- How long people waited for their first time in an offer: days → how many, for those who began
-- since the day and those who wait still. For the worker, who keeps what it comes to.
create function indgang.board_waits(at timestamptz, since timestamptz)
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
               or y.arrived_at is null and y.state in ('held', 'agreed')))
    select w.offer_id, w.is_decided,
           greatest(0, floor(extract(epoch from coalesce(w.began_at, at) - w.asked_at)
                             / 86400))::integer,
           w.began_at is not null, count(*)::integer
    from waits w group by 1, 2, 3, 4
$$;

-- How many different people came to each offer from one moment to another. For the worker.
create function indgang.board_came(since timestamptz, until timestamptz)
returns table (offer_id uuid, number integer)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select s.offer_id, count(distinct b.person_id)::integer
    from offers_session s join offers_booking b on b.session_id = s.id
    where coalesce(indgang.key_kind() = 'worker', false)
      and s.starts_at >= since and s.starts_at < until and b.status = 'attended'
    group by s.offer_id
$$;

-- How many came in through the door from one moment to another. For the worker.
create function indgang.board_arrivals(since timestamptz, until timestamptz) returns integer
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select count(*)::integer from entrance_arrival a
    where coalesce(indgang.key_kind() = 'worker', false)
      and a.arrived_at >= since and a.arrived_at < until
$$;

-- What is kept, as it may be told to whoever asks. Days of a wait are told with its number only.
create function indgang.board_as_told(c board_count, is_exact boolean) returns board_count
language plpgsql immutable set search_path = pg_catalog, public, pg_temp as $$
begin
    if is_exact then
        return c;
    end if;
    c.held := indgang.board_told(c.held, false);
    c.taken := indgang.board_told(c.taken, false);
    c.waiting := indgang.board_told(c.waiting, false);
    c.unmet := indgang.board_told(c.unmet, false);
    c.arrivals := indgang.board_told(c.arrivals, false);
    if c.open_number < 5 then
        c.open_number := indgang.board_told(c.open_number, false);
        c.open_median_days := null;
        c.open_p90_days := null;
    end if;
    if c.decided_number < 5 then
        c.decided_number := indgang.board_told(c.decided_number, false);
        c.decided_median_days := null;
        c.decided_p90_days := null;
    end if;
    return c;
end $$;

-- The newest of everything that is kept.
create function indgang.board_latest(wants_all boolean) returns setof board_count
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    with me as materialized (select wants_all and indgang.reads_the_board() as is_exact)
    select t.* from me, board_count c, lateral indgang.board_as_told(c, me.is_exact) t
    where c.day = (select max(day) from board_count)
$$;

-- One thing's days from a day on, oldest first. With nothing wanted: the whole town's.
create function indgang.board_history(
    since date, wanted_offer uuid, wanted_need text, wanted_organisation uuid)
returns setof board_count
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    with me as materialized (select indgang.reads_the_board() as is_exact)
    select t.* from me, board_count c, lateral indgang.board_as_told(c, me.is_exact) t
    where c.day >= since and c.offer_id is not distinct from wanted_offer
      and c.need_id is not distinct from wanted_need
      and c.organisation_id is not distinct from wanted_organisation
    order by c.day
$$;

-- Whoever looks at the board hears which offer it was, and fetches or is sent the figures. What is
-- over changes nothing there.
create function indgang.tell_the_board() returns trigger
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
    if tg_op <> 'INSERT' and old.ends_at > now() then
        perform pg_notify('indgang_live', 'board ' || old.offer_id);
    end if;
    if tg_op <> 'DELETE' and new.ends_at > now() then
        perform pg_notify('indgang_live', 'board ' || new.offer_id);
    end if;
    return null;
end $$;
create trigger offers_session_board
    after insert or delete or update of taken, waiting, seats, starts_at, ends_at, cancelled_at,
        counted_at on offers_session
    for each row execute function indgang.tell_the_board();

-- A stay that is held, agreed or over.
create function indgang.tell_the_board_of_a_stay() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    perform pg_notify('indgang_live', 'board ' || t.offer_id)
    from offers_thing t where t.id in (old.thing_id, new.thing_id);
    return null;
end $$;
create trigger offers_stay_board after insert or delete or update on offers_stay
    for each row execute function indgang.tell_the_board_of_a_stay();

revoke all on function indgang.tell_the_board_of_a_stay(), indgang.reads_the_board(), indgang.board_told(bigint, boolean),
    indgang.board_room(timestamptz, timestamptz, boolean), indgang.board_waits(timestamptz, timestamptz),
    indgang.board_came(timestamptz, timestamptz), indgang.board_arrivals(timestamptz, timestamptz),
    indgang.board_as_told(board_count, boolean), indgang.board_latest(boolean),
    indgang.board_history(date, uuid, text, uuid), indgang.tell_the_board() from public;
grant execute on function indgang.board_room(timestamptz, timestamptz, boolean),
    indgang.board_waits(timestamptz, timestamptz), indgang.board_came(timestamptz, timestamptz),
    indgang.board_arrivals(timestamptz, timestamptz), indgang.board_latest(boolean),
    indgang.board_history(date, uuid, text, uuid) to indgang_web;
