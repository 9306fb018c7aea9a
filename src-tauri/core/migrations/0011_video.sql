-- The video an article shows first, in its text or attached to it: lists tell it without touching bodies.
ALTER TABLE article ADD COLUMN video TEXT;
UPDATE article SET video = coalesce(
  (SELECT coalesce(json_extract(videos, '$[0]'), json_extract(beside_videos, '$[0]'))
   FROM article_body WHERE article_id = article.id),
  (SELECT json_object('url', json_extract(value, '$.url'), 'poster', NULL, 'posterMedia', NULL, 'title', NULL,
     'durationSeconds', json_extract(value, '$.durationSeconds'))
   FROM json_each(article.attachments) WHERE json_extract(value, '$.type') LIKE 'video/%' LIMIT 1));
CREATE INDEX article_video ON article (sorted_at DESC, id DESC) WHERE video IS NOT NULL OR kind = 'video';
