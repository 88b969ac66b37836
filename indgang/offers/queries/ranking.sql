-- Which offers answer to what was typed, and how well. Read from the top:
-- 1  each typed word is compared with the words of the offers and of the needs;
-- 2  the better of: the word itself, a compound with it, a part of it, and, only where nothing
--    else is found for it, a word that is spelled almost so;
-- 3  a rare word tells more than a common one, and a title more than a description;
-- 4  somebody who describes a need finds what answers to that need, whatever it is called.
with terms as (
    select t.word, indgang.stem(t.word) as stem, t.parts, t.joined
    from jsonb_to_recordset(%(terms)s::jsonb) as t(word text, parts text[], joined boolean)
),
-- ---- 1 and 2: words of offers ----
word_hits as (
    select term, offer_id, weight * likeness as points, likeness from (
        select t.word as term, w.offer_id, w.weight, case
                   when w.word = t.word then 1.0
                   when w.stem = t.stem then 0.95
                   when length(t.word) >= 4 and strpos(w.word, t.word) > 0 then 0.7
                   else 0.4 end as likeness
        from terms t join offers_offerword w
          on w.stem = t.stem
          or (length(t.word) >= 4 and w.word like '%%' || t.word || '%%')
          or w.word = any(t.parts)
    ) as found
),
-- ---- 1 and 2: words of needs ----
need_words as (
    select n.code, indgang.plain(w.body) as body, w.points
    from offers_need n, lateral (
        select n.title, 8.0 union all select n.title_en, 8.0
        union all select unnest(n.words), 7.0 union all select unnest(n.words_en), 7.0
    ) as w(body, points)
    where w.body <> ''
),
need_hits as (
    select t.word as term, n.code, max(n.points * case
               when n.body = t.word then 1.0
               when indgang.stem(n.body) = t.stem then 0.95
               when n.body ~ ('\m' || t.word || '\M') then 0.8
               when strpos(n.body, t.word) > 0 then 0.6
               else 0.5 end) as points
    from terms t join need_words n
      on indgang.stem(n.body) = t.stem
      or (length(t.word) >= 4 and strpos(n.body, t.word) > 0)
      or n.body = any(t.parts)
    group by 1, 2
),
-- ---- 2: typing errors, only of words that nothing else is found for ----
unknown as (
    select t.* from terms t
    where length(t.word) >= 4 and not t.joined
      and t.word not in (select term from word_hits where likeness >= 0.7)
      and t.word not in (select term from need_hits)
),
-- A word said as two, or with a letter too many, shares most of its letter groups with the right
-- one; two letters swapped share fewer, so that the same letters in any order count as well.
alike as (
    select t.word as term, w.word, max(greatest(
               similarity(w.word, t.word), similarity(indgang.stem(w.word), t.stem),
               case when indgang.letters(w.word) = indgang.letters(t.word) then 0.7 else 0 end
           )) as likeness
    from unknown t join (
        select word from offers_offerword union select body from need_words
    ) w on length(w.word) between length(t.word) - 2 and length(t.word) + 4
       and (w.word %% t.word or indgang.letters(w.word) = indgang.letters(t.word))
    group by 1, 2
),
best_alike as (
    select term, word, likeness from alike a
    where likeness >= 0.4
      and likeness >= 0.9 * (select max(b.likeness) from alike b where b.term = a.term)
),
all_word_hits as (
    select term, offer_id, points from word_hits
    union all
    select a.term, w.offer_id, w.weight * 0.8 * a.likeness
    from best_alike a join offers_offerword w
      on w.stem = indgang.stem(a.word)
      or (length(a.word) >= 4 and w.word like '%%' || a.word || '%%')
),
all_need_hits as (
    select * from need_hits
    union all
    select a.term, n.code, n.points * 0.8 * a.likeness
    from best_alike a join need_words n on n.body = a.word
),
-- ---- 3: a rare word tells more ----
best_word_hits as (
    select term, offer_id, max(points) as points from all_word_hits group by 1, 2
),
rarity as (
    select term, ln(1 + (select count(*) from offers_offer)::float / count(*)) as factor
    from best_word_hits group by 1
),
word_scores as (
    select h.offer_id, sum(h.points * r.factor) as score
    from best_word_hits h join rarity r using (term) group by 1
),
-- ---- 4: needs, from words and from whole sentences ----
phrases as (
    select p.code, max(p.share) as share from (
        select n.code, count(*) filter (where indgang.stem(w) in (select stem from terms))::float
                       / count(*) as share
        from offers_need n, unnest(n.phrases) as phrase, indgang.words(phrase) as w
        where w <> all(%(small)s)
        group by n.code, phrase
    ) as p group by p.code
),
need_scores as (
    select code, sum(points) as points from (
        select term, code, max(points) as points from all_need_hits group by 1, 2
        union all
        select '', code, 12 * share from phrases where share > 0.5
    ) as found group by 1
),
-- The first need of an offer is the one it is mostly there for.
places as (
    select offer_id, need_id, row_number() over (partition by offer_id order by position, id) as place
    from offers_offerneed
),
answering as (
    select p.offer_id, max(s.points * case p.place
               when 1 then 1.8 when 2 then 1.3 when 3 then 1.1 else 0.9 end) as score
    from need_scores s join places p on p.need_id = s.code group by 1
),
scores as (
    select offer_id, sum(score) as score from (
        select * from word_scores union all select * from answering
    ) as both_kinds group by 1
)
select offer_id, score, (select array_agg(code order by points desc, code) from need_scores)
from scores
where score >= %(least)s * (select max(score) from scores)
order by score desc, offer_id
