-- One more search that found nothing. Only its day and the need it was about are kept.
create function indgang.count_unmet(about text, on_day date) returns void
language sql security definer set search_path = pg_catalog, public, pg_temp as $$
    insert into offers_unmet (day, need_id, number)
    values (on_day, (select n.code from offers_need n where n.code = about), 1)
    on conflict (day, need_id) do update set number = offers_unmet.number + 1
$$;
revoke all on function indgang.count_unmet(text, date) from public;
grant execute on function indgang.count_unmet(text, date) to indgang_web;
