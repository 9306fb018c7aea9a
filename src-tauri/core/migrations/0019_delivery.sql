-- How and when a follow tells, corrections among it, and what is known of what was told.

ALTER TABLE follow ADD COLUMN mode TEXT NOT NULL DEFAULT 'instant';
ALTER TABLE follow ADD COLUMN paused INTEGER NOT NULL DEFAULT FALSE;
ALTER TABLE follow ADD COLUMN corrections INTEGER NOT NULL DEFAULT FALSE;
-- The newest alert when the reader last looked at the follow.
ALTER TABLE follow ADD COLUMN looked_to INTEGER NOT NULL DEFAULT 0;

-- Whether an article came as news, and not with an import or from an archive.
ALTER TABLE article ADD COLUMN news INTEGER NOT NULL DEFAULT FALSE;

-- What was put on the desktop, one alert or several at once.
CREATE TABLE popup (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  claimed_at INTEGER NOT NULL
) STRICT;

-- An article has one alert that it came, and one for each of its corrections.
ALTER TABLE alert_follow RENAME TO old_alert_follow;
ALTER TABLE alert RENAME TO old_alert;
CREATE TABLE alert (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  article_id INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
  correction INTEGER NOT NULL DEFAULT 0, -- the version it tells of; 0 where it tells of the article
  created_at INTEGER NOT NULL,
  mode TEXT NOT NULL DEFAULT 'instant',
  state TEXT NOT NULL,
  popup_id INTEGER REFERENCES popup,
  seen_at INTEGER,
  UNIQUE (article_id, correction)
) STRICT;
-- Ids go on where they were, for none is ever used twice.
INSERT INTO sqlite_sequence (name, seq) SELECT 'alert', seq FROM sqlite_sequence WHERE name = 'old_alert';
INSERT INTO alert (id, article_id, created_at, state, seen_at)
  SELECT id, article_id, created_at, state, CASE WHEN state <> 'pending' THEN created_at END FROM old_alert;
CREATE TABLE alert_follow (
  alert_id INTEGER NOT NULL REFERENCES alert ON DELETE CASCADE,
  follow_id INTEGER NOT NULL,
  label TEXT NOT NULL,
  PRIMARY KEY (alert_id, follow_id)
) STRICT, WITHOUT ROWID;
INSERT INTO alert_follow SELECT * FROM old_alert_follow;
DROP TABLE old_alert_follow;
DROP TABLE old_alert;
CREATE INDEX alert_pending ON alert (id) WHERE state = 'pending';
CREATE INDEX alert_unseen ON alert (id) WHERE seen_at IS NULL;
CREATE INDEX alert_popup ON alert (popup_id) WHERE popup_id IS NOT NULL;
CREATE INDEX alert_follow_follow ON alert_follow (follow_id, alert_id);

-- What there was an alert for, by fingerprint, address or words, whatever became of article and alert.
CREATE TABLE told (
  key BLOB PRIMARY KEY,
  alert_id INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX told_alert ON told (alert_id);
INSERT OR IGNORE INTO told (key, alert_id)
  SELECT a.fingerprint, al.id FROM alert al JOIN article a ON a.id = al.article_id ORDER BY al.id;
