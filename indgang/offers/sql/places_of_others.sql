-- Hidden places in which the actor may not say that an offer of his is: whoever had one there would
-- be told where it is. The organisation that keeps the place may, and who has an offer there
-- already; for anybody else the administrator does it.
create or replace function indgang.places_of_others() returns uuid[]
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select case when indgang.has_role('administrator', 'worker') then '{}' else (
        select coalesce(array_agg(p.id), '{}')
        from offers_place p
        where p.is_hidden
          and coalesce(p.host_id <> all(indgang.provided_organisations()), true)
          and not exists (
              select from offers_offer o
              where o.place_id = p.id
                and o.provider_id = any(indgang.provided_organisations()))) end
$$;
revoke all on function indgang.places_of_others() from public;
grant execute on function indgang.places_of_others() to indgang_web;
