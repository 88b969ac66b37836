-- Links to a calendar that end by the day, and whose guests have not been told of it. For the worker;
-- says who, never the link.
create function indgang.feeds_that_end(by_day date, most integer)
returns table (person uuid, last_on date)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    if indgang.key_kind() <> 'worker' then
        return;
    end if;
    return query
        select k.person_id, (k.expires_at at time zone 'Europe/Copenhagen')::date
        from access_key k join plans_calendarfeed f on f.person_id = k.person_id
        where k.kind = 'link' and k.label = 'calendar' and k.revoked_at is null
          and k.expires_at > now()
          and (k.expires_at at time zone 'Europe/Copenhagen')::date <= by_day
          and not exists (
              select from post_letter l
              where l.person_id = k.person_id and l.message = 'calendar_ends'
                and l."values" ->> 'day'
                    = to_char(k.expires_at at time zone 'Europe/Copenhagen', 'YYYY-MM-DD'))
        limit most;
end $$;
revoke all on function indgang.feeds_that_end(date, integer) from public;
grant execute on function indgang.feeds_that_end(date, integer) to indgang_web;
