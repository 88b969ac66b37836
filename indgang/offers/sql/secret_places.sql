-- Places whose address the actor may read: those his own offers are in, the administrator all.
create function indgang.secret_places() returns uuid[]
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select case when indgang.has_role('administrator')
        then (select coalesce(array_agg(id), '{}') from offers_place where is_hidden)
        else (select coalesce(array_agg(distinct o.place_id), '{}')
              from offers_offer o join offers_place p on p.id = o.place_id
              where p.is_hidden and o.provider_id = any(indgang.provided_organisations())) end
$$;
revoke all on function indgang.secret_places() from public;
grant execute on function indgang.secret_places() to indgang_web;
