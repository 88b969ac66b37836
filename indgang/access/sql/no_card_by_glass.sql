-- As before, but what a colleague may read for a day in an emergency is no reason to let him make a
-- card alone: the day would never end, and reading would become writing.
create or replace function indgang.card_needs_second(person uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select exists (
        select from history_change h
        where h.person_id = person
          and (h.table_name in ('plans_course', 'entrance_conversation')
               or h.table_name not in ('plans_contact', 'post_letter', 'post_silence')
                  and h.scope <> all(array(
                      select kind || ':' || person
                      from indgang.reaching_to(person) r, unnest(r.kinds) as kind
                      where r.basis <> 'emergency'))))
$$;
