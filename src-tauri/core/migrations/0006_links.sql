-- Which addresses an article's cards lead to: what others link to says what is talked about.
CREATE TABLE article_link (
  url TEXT NOT NULL,
  article_id INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
  PRIMARY KEY (url, article_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX article_link_article ON article_link (article_id);
INSERT OR IGNORE INTO article_link (url, article_id)
  SELECT json_extract(card.value, '$.url'), article_id FROM article_body, json_each(related) card;
INSERT OR IGNORE INTO article_link (url, article_id)
  SELECT json_extract(card.value, '$.url'), article_id FROM article_body, json_each(beside_related) card;
