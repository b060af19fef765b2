-- Search over rooms and hosts, in any language: Japanese and Chinese have no spaces between words, so a text is indexed by
-- each pair of neighbouring characters, and a query finds what contains it. Trigrams find what is misspelled.
CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- The bodies are bound to what they name when they are made: an index is built without a search path.

-- One form for what readers hold to be the same: width, case, and the two kana.
CREATE FUNCTION search_text(text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN translate(lower(normalize($1, NFKC)),
    'ァアィイゥウェエォオカガキギクグケゲコゴサザシジスズセゼソゾタダチヂッツヅテデトドナニヌネノハバパヒビピフブプヘベペホボポマミムメモャヤュユョヨラリルレロヮワヰヱヲンヴ',
    'ぁあぃいぅうぇえぉおかがきぎくぐけげこごさざしじすずせぜそぞただちぢっつづてでとどなにぬねのはばぱひびぴふぶぷへべぺほぼぽまみむめもゃやゅゆょよらりるれろゎわゐゑをんゔ');

-- Every character and every pair of neighbours, without spaces.
CREATE FUNCTION search_grams(text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE BEGIN ATOMIC
  SELECT coalesce(array_agg(gram), '{}')
  FROM (SELECT regexp_replace(search_text($1), '\s+', ' ', 'g') AS whole OFFSET 0) AS prepared, generate_series(1, length(whole)) AS place,
    (VALUES (1), (2)) AS lengths(size), substr(whole, place, size) AS gram
  WHERE length(gram) = size AND strpos(gram, ' ') = 0;
END;

CREATE FUNCTION search_vector(text) RETURNS tsvector LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE BEGIN ATOMIC
  SELECT array_to_tsvector(search_grams($1));
END;

-- What a text must have in its index to contain a word: the word's pairs, or its only character.
CREATE FUNCTION search_query(text) RETURNS tsquery LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE BEGIN ATOMIC
  SELECT coalesce(string_agg('''' || replace(replace(gram, '\', '\\'), '''', '''''') || '''', '&')::tsquery, ''::tsquery)
  FROM unnest(search_grams($1)) AS gram
  WHERE length(gram) = least(2, length(search_text($1)));
END;

CREATE INDEX "Room_search_idx" ON "Room" USING gin (search_vector("title" || ' ' || "description"));
CREATE INDEX "User_search_idx" ON "User" USING gin (search_vector("name"));
CREATE INDEX "Room_title_trgm_idx" ON "Room" USING gin (search_text("title") gin_trgm_ops);
CREATE INDEX "User_name_trgm_idx" ON "User" USING gin (search_text("name") gin_trgm_ops);
