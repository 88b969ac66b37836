-- What is kept, as it may be told to whoever asks. A sum (a need's, a unit's, the town's) tells of no
-- part more than the part itself does, or the few of one offer are what the others leave of the sum:
-- what may be told of it was reckoned when it was kept. Days of a wait are told with the number of
-- people only as far as that they were five.
create or replace function indgang.board_as_told(c board_count, is_exact boolean)
returns board_count
language plpgsql immutable set search_path = pg_catalog, public, pg_temp as $$
begin
    if is_exact then
        return c;
    end if;
    if c.offer_id is null then
        c.held := coalesce((c.told ->> 'held')::integer, -sign(c.held));
        c.taken := coalesce((c.told ->> 'taken')::integer, -sign(c.taken));
        c.waiting := coalesce((c.told ->> 'waiting')::integer, -sign(c.waiting));
        c.unmet := coalesce((c.told ->> 'unmet')::integer, -sign(c.unmet));
        c.arrivals := coalesce((c.told ->> 'arrivals')::integer, -sign(c.arrivals));
    else
        c.held := indgang.board_told(c.held, false);
        c.taken := indgang.board_told(c.taken, false);
        c.waiting := indgang.board_told(c.waiting, false);
        c.unmet := indgang.board_told(c.unmet, false);
        c.arrivals := indgang.board_told(c.arrivals, false);
    end if;
    if c.open_number < 5 then
        c.open_median_days := null;
        c.open_p90_days := null;
    end if;
    if c.decided_number < 5 then
        c.decided_median_days := null;
        c.decided_p90_days := null;
    end if;
    c.open_number := least(indgang.board_told(c.open_number, false), 5);
    c.decided_number := least(indgang.board_told(c.decided_number, false), 5);
    return c;
end $$;
