-- Chance that comes out the same in every run: made from names, whatever order rows are read in.
create schema bench;

create function bench.chance(name text) returns double precision
language sql immutable parallel safe as $$
    select (hashtextextended(name, 20261121) & 1125899906842623) / 1125899906842624.0
$$;

create function bench.id(name text) returns uuid
language sql immutable parallel safe as $$ select md5('bench:' || name)::uuid $$;

create function bench.one(choices text[], name text) returns text
language sql immutable parallel safe as $$
    select choices[1 + floor(bench.chance(name) * cardinality(choices))::int]
$$;

-- How much of everything there is to be; filled by fill.py.
create table bench.size (name text primary key, number integer not null);
create function bench.size(wanted text) returns integer
language sql stable as $$ select number from bench.size where name = wanted $$;

-- The colleagues, numbered, and who meets guests.
create table bench.colleague as
    select m.person_id, m.role, row_number() over (partition by m.role order by m.person_id) - 1 as n
    from people_membership m;
create function bench.colleague(wanted text, n bigint) returns uuid
language sql stable as $$
    select person_id from bench.colleague c
    where c.role = wanted and c.n = colleague.n % (select count(*) from bench.colleague x where x.role = wanted)
$$;
