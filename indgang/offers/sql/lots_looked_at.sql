-- Every wish of a draw without a name, for those who look whether it was right: a guest is a number
-- of this draw only. The lots come as their order and not as they were drawn: the seed is no secret,
-- and whoever knows it and a guest could reckon that guest's lot and find him by it. Whether each
-- lot follows from seed and guest is answered here, by the last column.
create or replace function indgang.lots_of(wanted uuid)
returns table (guest bigint, run_id uuid, rank integer, need_class integer, weeks integer,
               number bigint, outcome text, why text, is_right boolean)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select dense_rank() over (order by l.number, l.person_id), l.run_id, l.rank::integer,
        l.need_class::integer, l.weeks::integer, dense_rank() over (order by l.number),
        l.outcome::text, l.why::text, l.number = indgang.lot(d.seed, l.person_id)
    from offers_lot l join offers_draw d on d.id = l.draw_id
    where l.draw_id = wanted
      and indgang.has_role('host', 'guide', 'coordinator', 'leader', 'dpo')
    order by l.run_id, l.need_class, l.weeks desc, l.number
$$;
