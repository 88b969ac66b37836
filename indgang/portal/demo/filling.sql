-- Only while the demo is filled, and run by the owner. What a guest said yes to last year has run
-- out by the database's clock, but not yet in the story that is being told: so its last day waits
-- until the story has been told to its end (owner.Owner.tell_times puts it back).

create table indgang.demo_held (permission_id uuid primary key, valid_until timestamptz not null);
revoke all on indgang.demo_held from public;

create function indgang.demo_hold() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    if new.valid_until < now() + interval '2 hours' then
        insert into indgang.demo_held values (new.id, new.valid_until);
        new.valid_until := now() + interval '1 day';
    end if;
    return new;
end $$;
revoke all on function indgang.demo_hold() from public;

create trigger access_permission_demo_hold before insert on access_permission
    for each row execute function indgang.demo_hold();
