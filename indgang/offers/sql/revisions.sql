-- A time that is moved, called off or held elsewhere is a new word on the same thing.
create function indgang.count_revisions() returns trigger
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
    new.revision := old.revision + 1;
    new.revised_at := now();
    return new;
end
$$;
revoke all on function indgang.count_revisions() from public;

create trigger offers_session_revision before update on offers_session
    for each row when (
        (old.starts_at, old.ends_at, old.where_note, old.cancelled_at, old.cancelled_why, old.cancelled_words)
        is distinct from
        (new.starts_at, new.ends_at, new.where_note, new.cancelled_at, new.cancelled_why, new.cancelled_words)
    ) execute function indgang.count_revisions();
