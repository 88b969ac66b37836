-- Who keeps offers: a provider his own organisation's, the administrator and the worker everyone's.

create function indgang.provided_organisations() returns uuid[]
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select coalesce(array_agg(distinct u.organisation_id), '{}')
    from people_membership m join people_unit u on u.id = m.unit_id
    where indgang.key_kind() = 'session' and m.person_id = indgang.actor() and m.role = 'provider'
      and m.from_on <= current_date and (m.until_on is null or m.until_on > current_date)
$$;

create function indgang.kept_organisations() returns uuid[]
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select case when indgang.has_role('administrator', 'worker')
        then (select coalesce(array_agg(id), '{}') from people_organisation)
        else indgang.provided_organisations() end
$$;

create function indgang.kept_offers() returns uuid[]
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select coalesce(array_agg(id), '{}') from offers_offer
    where provider_id = any(indgang.kept_organisations())
$$;

revoke all on function indgang.provided_organisations(), indgang.kept_organisations(),
    indgang.kept_offers() from public;
grant execute on function indgang.kept_organisations(), indgang.kept_offers() to indgang_web;
