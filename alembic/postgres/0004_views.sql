-- Views in which any program reads a ledger on a server, with the names and columns of those in a file; see docs/sql.md.

CREATE FUNCTION known_of(of_document text, of_section bigint, of_field text) RETURNS text LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT m.value FROM metadata_values AS m
  WHERE m.document = of_document AND m.field = of_field AND (m.section = of_section OR m.section IS NULL)
  ORDER BY
    m.section IS NULL,
    CASE m.origin WHEN 'typed' THEN 3 WHEN 'declared' THEN 2 WHEN 'extracted' THEN 1 ELSE 0 END DESC,
    m.at DESC NULLS LAST,
    m.sequence DESC
  LIMIT 1;
END;

CREATE VIEW figures_view AS
SELECT
  f.id,
  d.path,
  f.document,
  f.section,
  known_of(f.document, f.section, 'title') AS title,
  known_of(f.document, f.section, 'publisher') AS publisher,
  known_of(f.document, f.section, 'author') AS author,
  known_of(f.document, f.section, 'published') AS published,
  known_of(f.document, f.section, 'url') AS url,
  f.start,
  f."end",
  f.line,
  f.page,
  f.paragraph,
  f.surface,
  substr(d.text, (f.quote_start + 1)::int, (f.quote_end - f.quote_start)::int) AS quote,
  CASE s.status WHEN 'corrected' THEN s.kind ELSE f.kind END AS kind,
  CASE s.status WHEN 'corrected' THEN s.value_real ELSE f.value_real END AS value,
  CASE s.status WHEN 'corrected' THEN s.value ELSE f.value END AS value_text,
  CASE s.status WHEN 'corrected' THEN s.low_real ELSE f.low_real END AS low,
  CASE s.status WHEN 'corrected' THEN s.high_real ELSE f.high_real END AS high,
  CASE s.status WHEN 'corrected' THEN s.bound ELSE f.bound END AS bound,
  CASE s.status WHEN 'corrected' THEN s.unit ELSE f.unit END AS unit,
  CASE s.status WHEN 'corrected' THEN s.per ELSE f.per END AS per,
  CASE s.status WHEN 'corrected' THEN s.noun ELSE f.noun END AS noun,
  CASE s.status WHEN 'corrected' THEN s.topics ELSE (
    SELECT '[' || coalesce(string_agg('"' || t.topic || '"', ',' ORDER BY t.position), '') || ']'
    FROM figure_topics AS t WHERE t.figure = f.number
  ) END AS topics,
  CASE s.status WHEN 'corrected' THEN s.measure ELSE f.measure END AS measure,
  CASE s.status WHEN 'corrected' THEN s.population ELSE f.population END AS population,
  CASE s.status WHEN 'corrected' THEN s.change ELSE f.change END AS change,
  CASE s.status WHEN 'corrected' THEN s.place_name ELSE f.place_name END AS place,
  CASE s.status WHEN 'corrected' THEN s.place_code ELSE f.place_code END AS place_code,
  CASE s.status WHEN 'corrected' THEN s.period_start ELSE f.period_start END AS period_start,
  CASE s.status WHEN 'corrected' THEN s.period_end ELSE f.period_end END AS period_end,
  CASE s.status WHEN 'corrected' THEN s.period_text ELSE f.period_text END AS period_text,
  CASE s.status WHEN 'corrected' THEN s.period_mode ELSE f.period_mode END AS mode,
  CASE s.status WHEN 'corrected' THEN s.as_of ELSE f.as_of END AS as_of,
  CASE s.status WHEN 'corrected' THEN s.attribution ELSE f.attribution END AS attribution,
  CASE s.status WHEN 'corrected' THEN s.modality ELSE f.modality END AS modality,
  CASE s.status WHEN 'corrected' THEN s.basis ELSE (
    SELECT '{' || coalesce(string_agg('"' || e.part || '":"' || e.basis || '"', ',' ORDER BY e.position), '') || '}'
    FROM evidence AS e WHERE e.figure = f.number AND e.basis <> 'text'
  ) END AS basis,
  coalesce(s.status, 'unreviewed') AS status,
  f.rule,
  coalesce(s.as_read, '{}') AS as_read,
  f.run,
  r.reader,
  f.number,
  f.number AS rowid
FROM figures AS f
LEFT JOIN documents AS d ON d.sha256 = f.document
LEFT JOIN runs AS r ON r.id = f.run
LEFT JOIN standings AS s ON s.target = f.id
WHERE NOT EXISTS (SELECT 1 FROM retired AS q WHERE q.figure = f.number);

-- The dates a figure is about as short as they can be, the last one included.
CREATE FUNCTION period_told(first_day date, day_behind date) RETURNS text LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
  SELECT CASE
    WHEN first_day IS NULL THEN '–' || CASE
      WHEN to_char(day_behind, 'MM-DD') = '01-01' THEN last_year
      WHEN to_char(day_behind, 'DD') = '01' THEN last_month
      ELSE last_day
    END
    WHEN day_behind IS NULL THEN CASE
      WHEN to_char(first_day, 'MM-DD') = '01-01' THEN first_year
      WHEN to_char(first_day, 'DD') = '01' THEN first_month
      ELSE to_char(first_day, 'YYYY-MM-DD')
    END || '–'
    WHEN day_behind - 1 = first_day THEN last_day
    WHEN to_char(first_day, 'MM-DD') = '01-01' AND to_char(day_behind, 'MM-DD') = '01-01'
      THEN CASE WHEN first_year = last_year THEN first_year ELSE first_year || ' – ' || last_year END
    WHEN to_char(first_day, 'DD') = '01' AND to_char(day_behind, 'DD') = '01'
      THEN CASE WHEN first_month = last_month THEN first_month ELSE first_month || ' – ' || last_month END
    ELSE to_char(first_day, 'YYYY-MM-DD') || ' – ' || last_day
  END
  FROM (
    SELECT
      ltrim(to_char(first_day, 'YYYY'), '0') AS first_year,
      to_char(first_day, 'YYYY-MM') AS first_month,
      ltrim(to_char(day_behind - 1, 'YYYY'), '0') AS last_year,
      to_char(day_behind - 1, 'YYYY-MM') AS last_month,
      to_char(day_behind - 1, 'YYYY-MM-DD') AS last_day
  ) AS told;
END;

CREATE VIEW citations_view AS
SELECT
  v.id,
  v.topics,
  v.surface,
  v.value,
  v.low,
  v.high,
  v.unit,
  v.bound,
  period_told(v.period_start, v.period_end) AS period,
  v.place,
  v.attribution,
  substr(d.text, (f.quote_start + 1)::int, (f.start - f.quote_start)::int) || '»' || f.surface || '«'
    || substr(d.text, (f."end" + 1)::int, (f.quote_end - f."end")::int) AS quote,
  coalesce(v.title, v.path) AS title,
  v.publisher,
  v.author,
  v.published,
  v.page,
  v.paragraph,
  v.url,
  NULL::text AS archive_url,
  NULL::text AS source_type,
  NULL::text AS accessed,
  v.status,
  NULL::text AS checked_by,
  NULL::text AS checked_on,
  NULL::text AS note,
  (
    SELECT '[' || string_agg('"' || s.id || '"', ',' ORDER BY c.position) || ']'
    FROM saved_finding_figures AS p
    JOIN saved_findings AS s ON s.number = p.finding
    JOIN check_findings AS c ON c.finding = p.finding AND c.run = (SELECT max(id) FROM checks)
    WHERE p.figure = f.id AND NOT p.also AND s.kind IN ('conflict', 'arithmetic')
  ) AS conflict_group,
  v.rule,
  substr(f.document, 1, 12) AS sha256,
  f.start || ':' || f."end" AS span
FROM figures_view AS v
JOIN figures AS f ON f.number = v.number
LEFT JOIN documents AS d ON d.sha256 = f.document
WHERE v.status <> 'rejected';

-- The one word of all reviewers on a finding, each by the latest that holds of what they said of it.
CREATE VIEW findings_view AS
SELECT
  s.id,
  s.kind,
  s.check_name AS "check",
  round(s.severity::numeric, 3)::float8 AS severity,
  s.reason,
  (
    SELECT '[' || coalesce(string_agg('"' || p.figure || '"', ',' ORDER BY p.position), '') || ']'
    FROM saved_finding_figures AS p WHERE p.finding = s.number
  ) AS figures,
  (
    SELECT string_agg((SELECT f.surface FROM figures AS f WHERE f.id = p.figure LIMIT 1), ' · ' ORDER BY p.position)
    FROM saved_finding_figures AS p WHERE p.finding = s.number
  ) AS surfaces,
  coalesce((
    SELECT CASE max(j.verb) WHEN 'confirm' THEN 'confirmed' ELSE 'dismissed' END
    FROM judgements AS j
    WHERE j.target = s.id AND j.verb IN ('confirm', 'dismiss') AND (j.of = s.of OR j.of IS NULL OR s.of IS NULL)
      AND NOT EXISTS (SELECT 1 FROM judgements AS u WHERE u.target = s.id AND u.undoes = j.id)
      AND NOT EXISTS (
        SELECT 1 FROM judgements AS l
        WHERE l.target = s.id AND l.by = j.by AND l.verb IN ('confirm', 'dismiss') AND (l.at, l.id) > (j.at, j.id)
          AND (l.of = s.of OR l.of IS NULL OR s.of IS NULL)
          AND NOT EXISTS (SELECT 1 FROM judgements AS u WHERE u.target = s.id AND u.undoes = l.id)
      )
    HAVING count(DISTINCT j.verb) = 1
  ), 'open') AS status,
  substr(c.at, 1, 19) || 'Z' AS checked_at,
  (SELECT count(*) FROM figures) - (SELECT count(*) FROM retired) - c.figures AS figures_since
FROM check_findings AS k
JOIN saved_findings AS s ON s.number = k.finding
JOIN checks AS c ON c.id = k.run
WHERE k.run = (SELECT max(id) FROM checks)
ORDER BY k.position;

-- The words of figures without case and accents; the writer fills it.
CREATE TABLE figures_search (number bigint CONSTRAINT pk_figures_search PRIMARY KEY, words tsvector NOT NULL);

CREATE INDEX ix_figures_search_words ON figures_search USING gin (words);
