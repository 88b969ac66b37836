-- What two units have agreed stays as it is: words are never changed, and a yes is one's own.

create function indgang.keep_what_is_agreed() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    if (new.first_unit_id, new.second_unit_id, new.version, new.text, new.written_at, new.written_by)
       is distinct from
       (old.first_unit_id, old.second_unit_id, old.version, old.text, old.written_at, old.written_by)
       or (old.first_agreed_by is not null and new.first_agreed_by is distinct from old.first_agreed_by)
       or (old.second_agreed_by is not null and new.second_agreed_by is distinct from old.second_agreed_by)
    then
        raise exception 'a text of cooperation is not changed' using errcode = 'check_violation';
    end if;
    if (new.first_agreed_by is distinct from old.first_agreed_by
        and not (new.first_agreed_by = indgang.actor() and new.first_unit_id = any(indgang.my_units())))
       or (new.second_agreed_by is distinct from old.second_agreed_by
        and not (new.second_agreed_by = indgang.actor() and new.second_unit_id = any(indgang.my_units())))
    then
        raise exception 'each side says yes itself' using errcode = 'check_violation';
    end if;
    return new;
end $$;
revoke all on function indgang.keep_what_is_agreed() from public;

create trigger people_cooperation_kept before update on people_cooperation
    for each row execute function indgang.keep_what_is_agreed();
