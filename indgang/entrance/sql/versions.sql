-- The versions of what is written in a talk are its only history. So each is added in the name of the
-- one who writes it, none is changed, and one is forgotten only when the same writer's next follows it.
create function indgang.versions_stay() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    if tg_op = 'INSERT' and new.saved_by = indgang.actor() then
        return new;
    end if;
    if tg_op = 'DELETE' and old.saved_by = (
        select t.saved_by from entrance_sectiontext t
        where t.conversation_id = old.conversation_id and t.section = old.section
          and t.version > old.version
        order by t.version limit 1) then
        return old;
    end if;
    raise exception 'what somebody wrote stays as it is' using errcode = '42501';
end $$;
revoke all on function indgang.versions_stay() from public;
create trigger entrance_sectiontext_versions before insert or update or delete
    on entrance_sectiontext for each row
    when (session_user <> 'indgang_owner')  -- who restores a backup writes for everyone
    execute function indgang.versions_stay();
revoke update on entrance_sectiontext from indgang_web;
