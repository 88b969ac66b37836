-- What somebody without a key may leave behind: a draft under a key of his own, and a knock.

-- Keeps the text if it follows the version that is kept, and says the version kept afterwards.
create function indgang.keep_draft(raw text, body text, seen integer) returns integer
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    kept integer;
begin
    if length(coalesce(raw, '')) < 20 then
        return null;
    end if;
    -- Two hours: whoever comes back to a shared screen later must not find another's words.
    delete from entrance_draft where saved_at < now() - interval '2 hours';
    insert into entrance_draft (key_hash, words, version, saved_at)
    values (indgang.hashed(raw), left(body, 20000), seen + 1, now())
    on conflict (key_hash) do update
    set words = excluded.words, version = entrance_draft.version + 1, saved_at = now()
    returning version into kept;
    return kept;
end $$;

create function indgang.kept_draft(raw text) returns table (words text, version integer)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select d.words, d.version from entrance_draft d
    where d.key_hash = indgang.hashed(raw) and d.saved_at > now() - interval '2 hours'
$$;

create function indgang.drop_draft(raw text) returns void
language sql security definer set search_path = pg_catalog, public, pg_temp as $$
    delete from entrance_draft where key_hash = indgang.hashed(raw)
$$;

-- True while an address has sent no more than the given number of forms in the given minutes.
create function indgang.knock(address bytea, most integer, minutes integer) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    delete from entrance_knock where at < now() - make_interval(mins => greatest(minutes, 60));
    if (select count(*) from entrance_knock k where k.address_hash = address
        and k.at > now() - make_interval(mins => minutes)) >= most then
        return false;
    end if;
    insert into entrance_knock (address_hash, at) values (address, now());
    return true;
end $$;

revoke all on function indgang.keep_draft(text, text, integer), indgang.kept_draft(text),
    indgang.drop_draft(text), indgang.knock(bytea, integer, integer) from public;
grant execute on function indgang.keep_draft(text, text, integer), indgang.kept_draft(text),
    indgang.drop_draft(text), indgang.knock(bytea, integer, integer) to indgang_web;
