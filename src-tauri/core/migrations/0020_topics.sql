-- The apostrophe of Ukrainian is an apostrophe in whichever form it is written: one name has one key.
UPDATE OR IGNORE tag SET slug = replace(slug, 'ʼ', '-') WHERE instr(slug, 'ʼ');
INSERT OR IGNORE INTO article_tag (article_id, tag_id, position)
  SELECT x.article_id, one.id, x.position FROM tag t JOIN article_tag x ON x.tag_id = t.id
  JOIN tag one ON one.slug = replace(t.slug, 'ʼ', '-') WHERE instr(t.slug, 'ʼ');
INSERT OR IGNORE INTO tag_spelling (tag_id, publication_id, name, url)
  SELECT one.id, sp.publication_id, sp.name, sp.url FROM tag t JOIN tag_spelling sp ON sp.tag_id = t.id
  JOIN tag one ON one.slug = replace(t.slug, 'ʼ', '-') WHERE instr(t.slug, 'ʼ');
DELETE FROM tag WHERE instr(slug, 'ʼ');
UPDATE OR IGNORE section SET key = replace(key, 'ʼ', '-') WHERE instr(key, 'ʼ');
UPDATE author SET name_key = replace(name_key, 'ʼ', '-') WHERE instr(name_key, 'ʼ');
UPDATE author_spelling SET name_key = replace(name_key, 'ʼ', '-') WHERE instr(name_key, 'ʼ');
UPDATE OR IGNORE label SET key = replace(key, 'ʼ', '-') WHERE instr(key, 'ʼ');
UPDATE OR IGNORE follow SET key = replace(key, 'ʼ', '-') WHERE kind IN ('tag', 'section') AND instr(key, 'ʼ');

-- A tag's name where no publisher of the article writes it, and the normalised name of the tag it means: its own,
-- unless the reader made it one with another.
ALTER TABLE tag ADD COLUMN name TEXT NOT NULL DEFAULT '';
ALTER TABLE tag ADD COLUMN topic TEXT NOT NULL DEFAULT '';
UPDATE tag SET topic = slug, name = coalesce(
  (SELECT name FROM tag_spelling WHERE tag_id = tag.id ORDER BY publication_id LIMIT 1), slug);
INSERT OR IGNORE INTO tag (slug, name, topic) SELECT key, label, key FROM follow WHERE kind = 'tag';
CREATE INDEX tag_topic ON tag (topic);

-- Names that the reader made one with a tag. They outlive every article.
CREATE TABLE tag_alias (
  slug TEXT PRIMARY KEY,
  name TEXT NOT NULL,                 -- as the reader wrote it
  topic TEXT NOT NULL                 -- the normalised name of the tag it means
) STRICT, WITHOUT ROWID;
CREATE INDEX tag_alias_topic ON tag_alias (topic);

-- The stems by one of which a text that holds a tag's name is known. Made from the name.
CREATE TABLE tag_term (
  anchor TEXT NOT NULL,
  tag_id INTEGER NOT NULL REFERENCES tag ON DELETE CASCADE,
  PRIMARY KEY (anchor, tag_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX tag_term_tag ON tag_term (tag_id);

-- Whether the publisher does not say so, but the text does.
ALTER TABLE article_tag ADD COLUMN found INTEGER NOT NULL DEFAULT FALSE;
CREATE INDEX article_tag_found ON article_tag (tag_id, article_id) WHERE found;

-- Tags that were found in an article and that the reader took away: they do not come back.
CREATE TABLE tag_taken (
  article_id INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
  topic TEXT NOT NULL,
  PRIMARY KEY (article_id, topic)
) STRICT, WITHOUT ROWID;

-- Tags that are looked for in no text, because the reader says so.
CREATE TABLE tag_unsought (
  topic TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;

-- Whether a follow counts publishers' own tags only, and what it leaves out.
ALTER TABLE follow ADD COLUMN own_tags INTEGER NOT NULL DEFAULT FALSE;
CREATE TABLE follow_exclude (
  follow_id INTEGER NOT NULL REFERENCES follow ON DELETE CASCADE,
  kind TEXT NOT NULL,
  key TEXT NOT NULL,                  -- what is compared, as a follow's
  value TEXT NOT NULL,                -- as the reader gave it
  label TEXT NOT NULL,
  words TEXT,                         -- of a search: what the index is asked
  PRIMARY KEY (follow_id, kind, key)
) STRICT, WITHOUT ROWID;
