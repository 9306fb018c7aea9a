-- Where the reader stopped in an article: how many of its body's blocks lie above, with the share of the next one.
CREATE TABLE position (
  article_id INTEGER PRIMARY KEY REFERENCES article ON DELETE CASCADE,
  place REAL NOT NULL,
  left_at INTEGER NOT NULL
) STRICT;
CREATE INDEX position_left ON position (left_at);
