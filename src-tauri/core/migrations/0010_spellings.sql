-- How each author is written, and which author that is: what the reader put together or apart stays so.
CREATE TABLE author_spelling (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  publication_id INTEGER NOT NULL REFERENCES publication ON DELETE CASCADE,
  name TEXT NOT NULL,
  url_key TEXT NOT NULL DEFAULT '',   -- the address without scheme and closing slash, where one is told
  name_key TEXT NOT NULL,             -- the folded name
  author_id INTEGER NOT NULL REFERENCES author ON DELETE CASCADE,
  first_author_id INTEGER NOT NULL,   -- whose it was before the reader said otherwise
  UNIQUE (publication_id, name, url_key)
) STRICT;
CREATE INDEX author_spelling_author ON author_spelling (author_id);
CREATE INDEX author_spelling_name ON author_spelling (publication_id, name_key);
CREATE INDEX author_spelling_url ON author_spelling (publication_id, url_key) WHERE url_key <> '';
INSERT OR IGNORE INTO author_spelling (publication_id, name, url_key, name_key, author_id, first_author_id)
  SELECT publication_id, name, coalesce(url_key, ''), name_key, id, id FROM author ORDER BY id;

-- Two authors may be told at one address, where the reader says that they are two.
DROP INDEX author_url;

-- How an article writes its author.
ALTER TABLE article_author ADD COLUMN spelling_id INTEGER REFERENCES author_spelling ON DELETE SET NULL;
UPDATE article_author SET spelling_id =
  (SELECT id FROM author_spelling s WHERE s.author_id = article_author.author_id ORDER BY s.id LIMIT 1);
CREATE INDEX article_author_spelling ON article_author (spelling_id);
