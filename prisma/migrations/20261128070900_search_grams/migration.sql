-- The same characters and pairs as before, from a list of characters: cutting each out of the text took time by the square
-- of its length.
CREATE OR REPLACE FUNCTION search_grams(text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE BEGIN ATOMIC
  SELECT coalesce(array_agg(gram), '{}')
  FROM (SELECT string_to_array(regexp_replace(search_text($1), '\s+', ' ', 'g'), NULL) AS letters OFFSET 0) AS prepared,
    unnest(letters, letters[2:]) AS pair(one, two), (VALUES (1), (2)) AS lengths(size),
    LATERAL (SELECT CASE size WHEN 1 THEN one ELSE one || two END AS gram) AS made
  WHERE gram IS NOT NULL AND strpos(gram, ' ') = 0;
END;
