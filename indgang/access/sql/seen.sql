-- Those of some persons whose card the actor may see; all he may see where none are named. Where all
-- who are named are open it looks no further.
create function indgang.seen(wanted uuid[]) returns uuid[]
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    if wanted is null then
        return indgang.cards();
    elsif wanted <@ indgang.readable('card') then
        return wanted;
    end if;
    return array(select unnest(wanted) intersect select unnest(indgang.cards()));
end $$;
revoke all on function indgang.seen(uuid[]) from public;
