-- The words of an offer in the form a search compares: small letters, å as aa, and the Danish stem.

create function indgang.plain(body text) returns text
language sql immutable strict parallel safe set search_path = pg_catalog, public, pg_temp as $$
    select public.unaccent('public.unaccent', replace(replace(replace(
        lower(translate(normalize(body, nfkc), 'ÆØÅ', 'æøå')), 'æ', 'ae'), 'ø', 'oe'), 'å', 'aa'))
$$;

create function indgang.stem(word text) returns text
language sql immutable strict parallel safe set search_path = pg_catalog, public, pg_temp as $$
    select coalesce((ts_lexize('pg_catalog.danish_stem', word))[1], word)
$$;

-- The letters of a word in order: the same for "angst" and "angts".
create function indgang.letters(word text) returns text
language sql immutable strict parallel safe set search_path = pg_catalog, pg_temp as $$
    select string_agg(letter, '' order by letter) from regexp_split_to_table(word, '') as letter
$$;

create function indgang.words(body text) returns setof text
language sql immutable strict parallel safe set search_path = pg_catalog, public, pg_temp as $$
    select left(word, 60) from regexp_split_to_table(indgang.plain(body), '[^[:alnum:]]+') as word
    where length(word) > 1
$$;

-- A word counts for as much as the most prominent line it stands in.
create function indgang.index_offer(wanted uuid) returns void
language sql security definer set search_path = pg_catalog, public, pg_temp as $$
    delete from offers_offerword where offer_id = wanted;
    insert into offers_offerword (offer_id, word, stem, letters, weight)
    select wanted, w.word, indgang.stem(w.word), indgang.letters(w.word), max(line.weight)
    from offers_offer o
    join people_organisation p on p.id = o.provider_id
    left join offers_place l on l.id = o.place_id,
    lateral (values
        (8, o.title), (8, o.title_en),
        (4, o.summary), (4, o.summary_en),
        (2, p.name), (2, l.name), (2, l.neighbourhood),
        (1, o.description), (1, o.description_en), (1, o.first_time), (1, o.where_note),
        (2, (select string_agg(spoken.names, ' ') from (values
            ('en', 'engelsk english'), ('de', 'tysk german deutsch'), ('ar', 'arabisk arabic'),
            ('uk', 'ukrainsk ukrainian'), ('pl', 'polsk polish'), ('tr', 'tyrkisk turkish'),
            ('so', 'somali somalisk'), ('fa', 'farsi persisk'), ('ro', 'rumænsk romanian'),
            ('kl', 'grønlandsk greenlandic'), ('dts', 'tegnsprog sign')
        ) as spoken(code, names) where spoken.code = any(o.languages)))
    ) as line(weight, body),
    lateral indgang.words(line.body) as w(word)
    where o.id = wanted
    group by w.word
$$;

-- What people say for a need: its name, single words, and sentences word by word.
create function indgang.need_changed() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    delete from offers_needword where need_id = new.code;
    insert into offers_needword (need_id, phrase, word, stem, letters, weight)
    select new.code, 0, said.word, indgang.stem(said.word), indgang.letters(said.word), said.weight
    from (
        select indgang.plain(body) as word, max(weight) as weight from (
            select new.title as body, 8 as weight union all select new.title_en, 8
            union all select unnest(new.words), 7 union all select unnest(new.words_en), 7
        ) as line where body <> '' group by 1
    ) as said;
    insert into offers_needword (need_id, phrase, word, stem, letters, weight)
    select new.code, p.number, w.word, indgang.stem(w.word), '', 12
    from unnest(new.phrases) with ordinality as p(body, number), indgang.words(p.body) as w(word);
    return null;
end $$;

create function indgang.offer_changed() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    if tg_table_name = 'offers_place' then
        perform indgang.index_offer(o.id) from offers_offer o where o.place_id = new.id;
    else
        perform indgang.index_offer(new.id);
    end if;
    return null;
end $$;

create trigger offers_offer_words after insert or update on offers_offer
    for each row execute function indgang.offer_changed();
create trigger offers_need_words after insert or update on offers_need
    for each row execute function indgang.need_changed();
create trigger offers_place_words after update of name, neighbourhood on offers_place
    for each row execute function indgang.offer_changed();

create index offers_offerword_alike on offers_offerword using gin (word gin_trgm_ops);

revoke all on function indgang.plain(text), indgang.stem(text), indgang.words(text),
    indgang.letters(text), indgang.index_offer(uuid), indgang.offer_changed(),
    indgang.need_changed() from public;
grant execute on function indgang.plain(text), indgang.stem(text), indgang.letters(text),
    indgang.words(text) to indgang_web;
