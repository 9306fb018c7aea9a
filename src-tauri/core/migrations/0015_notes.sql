-- What the reader writes on articles. It belongs to the article and not to its bookmark, and without a cascade on
-- purpose: nothing can delete an article that something is written on.

CREATE TABLE label (
  article_id INTEGER NOT NULL REFERENCES article,
  key TEXT NOT NULL,                  -- the folded name
  name TEXT NOT NULL,
  PRIMARY KEY (article_id, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX label_key ON label (key);

CREATE TABLE note (
  article_id INTEGER PRIMARY KEY REFERENCES article,
  text TEXT NOT NULL
) STRICT;

-- A quotation is found again by its words and those round it, wherever the article's text has moved them.
CREATE TABLE highlight (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  article_id INTEGER NOT NULL REFERENCES article,
  exact TEXT NOT NULL,
  prefix TEXT NOT NULL DEFAULT '',
  suffix TEXT NOT NULL DEFAULT '',
  start INTEGER,                      -- letters and digits before it when it was made
  note TEXT,
  made_at INTEGER NOT NULL
) STRICT;
CREATE INDEX highlight_article ON highlight (article_id);

-- Articles that nothing may take away.
CREATE VIEW lasting AS
  SELECT article_id FROM save UNION ALL SELECT article_id FROM label
  UNION ALL SELECT article_id FROM note UNION ALL SELECT article_id FROM highlight;

-- How much of the article lay above where the reader stopped, from 0 to 1.
ALTER TABLE position ADD COLUMN share REAL;
