-- Times are integer milliseconds since 1970 in UTC. Lists that are only ever read whole are JSON.

CREATE TABLE publication (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  own_title TEXT NOT NULL,            -- the publisher's
  given_title TEXT,                   -- the reader's
  url TEXT,
  description TEXT,
  icon TEXT,
  icon_media TEXT REFERENCES media,
  language TEXT,
  folder TEXT NOT NULL DEFAULT '[]',
  paused INTEGER NOT NULL DEFAULT 0,
  sample INTEGER NOT NULL DEFAULT 0,
  added_at INTEGER NOT NULL,
  removed_at INTEGER                  -- hidden, and purged a day later
) STRICT;

CREATE TABLE source (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  publication_id INTEGER NOT NULL REFERENCES publication ON DELETE CASCADE,
  kind TEXT NOT NULL,
  url TEXT NOT NULL UNIQUE,
  etag TEXT,                          -- a pair with last_modified: both of one answer
  last_modified TEXT,
  hash TEXT,                          -- of the bytes last read
  checked_at INTEGER,
  succeeded_at INTEGER,
  due_at INTEGER,
  imported_at INTEGER,                -- end of its first complete fetch; alerts begin after it
  failures INTEGER NOT NULL DEFAULT 0,
  problem TEXT,
  problem_params TEXT,
  retry_after INTEGER,
  gone_at INTEGER
) STRICT;
CREATE INDEX source_publication ON source (publication_id);

CREATE TABLE section (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  publication_id INTEGER NOT NULL REFERENCES publication ON DELETE CASCADE,
  key TEXT NOT NULL,                  -- the folded name
  name TEXT NOT NULL,
  url TEXT,
  position INTEGER,                   -- in the publisher's navigation, where it stands there
  UNIQUE (publication_id, key)
) STRICT;
CREATE INDEX section_key ON section (key);

CREATE TABLE author (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  publication_id INTEGER NOT NULL REFERENCES publication ON DELETE CASCADE,
  name_key TEXT NOT NULL,             -- the folded name
  url_key TEXT,                       -- the address without scheme and closing slash
  name TEXT NOT NULL,
  url TEXT,
  role TEXT,
  bio TEXT,
  avatar TEXT,
  avatar_media TEXT REFERENCES media,
  links TEXT NOT NULL DEFAULT '[]'
) STRICT;
CREATE UNIQUE INDEX author_url ON author (publication_id, url_key) WHERE url_key IS NOT NULL;
CREATE INDEX author_name ON author (publication_id, name_key);

CREATE TABLE tag (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  slug TEXT NOT NULL UNIQUE
) STRICT;

-- How a publication writes a tag, and where it collects it.
CREATE TABLE tag_spelling (
  tag_id INTEGER NOT NULL REFERENCES tag ON DELETE CASCADE,
  publication_id INTEGER NOT NULL REFERENCES publication ON DELETE CASCADE,
  name TEXT NOT NULL,
  url TEXT,
  PRIMARY KEY (tag_id, publication_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX tag_spelling_publication ON tag_spelling (publication_id);

CREATE TABLE article (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  publication_id INTEGER NOT NULL REFERENCES publication ON DELETE CASCADE,
  section_id INTEGER REFERENCES section ON DELETE SET NULL,
  fingerprint BLOB NOT NULL,          -- what its status is kept under
  url TEXT,
  canonical_url TEXT,
  headline TEXT NOT NULL,
  summary TEXT,
  published_at INTEGER,
  updated_at INTEGER,
  first_seen_at INTEGER NOT NULL,
  sorted_at INTEGER NOT NULL,         -- the earlier of published_at and first_seen_at
  reading_minutes INTEGER,
  lead_image TEXT,
  language TEXT,
  direction TEXT NOT NULL,
  featured INTEGER NOT NULL,
  access TEXT NOT NULL,
  kind TEXT NOT NULL,
  comments_url TEXT,
  comment_count INTEGER,
  attachments TEXT
) STRICT;
CREATE INDEX article_feed ON article (sorted_at DESC, id DESC, publication_id, fingerprint);
CREATE INDEX article_publication ON article (publication_id, sorted_at DESC, id DESC, fingerprint);
CREATE INDEX article_section ON article (section_id, sorted_at DESC, id DESC);
CREATE INDEX article_url ON article (url);
CREATE INDEX article_canonical_url ON article (canonical_url);

-- What no list needs.
CREATE TABLE article_body (
  article_id INTEGER PRIMARY KEY REFERENCES article ON DELETE CASCADE,
  html BLOB NOT NULL,                 -- zstd
  text BLOB NOT NULL,                 -- zstd
  pictures TEXT NOT NULL DEFAULT '[]',
  related TEXT NOT NULL DEFAULT '[]',
  videos TEXT NOT NULL DEFAULT '[]'
) STRICT;

-- What an article is recognised by: hashes of its source's own id, its address, or its content.
CREATE TABLE article_key (
  key BLOB PRIMARY KEY,
  article_id INTEGER NOT NULL REFERENCES article ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX article_key_article ON article_key (article_id);

-- What each source said of an article last, so that saying it again writes nothing.
CREATE TABLE article_source (
  article_id INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
  source_id INTEGER NOT NULL REFERENCES source ON DELETE CASCADE,
  digest BLOB NOT NULL,
  PRIMARY KEY (article_id, source_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX article_source_source ON article_source (source_id);

CREATE TABLE article_author (
  article_id INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
  author_id INTEGER NOT NULL REFERENCES author ON DELETE CASCADE,
  position INTEGER NOT NULL,
  PRIMARY KEY (article_id, author_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX article_author_author ON article_author (author_id);

CREATE TABLE article_tag (
  article_id INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
  tag_id INTEGER NOT NULL REFERENCES tag ON DELETE CASCADE,
  position INTEGER NOT NULL,
  PRIMARY KEY (article_id, tag_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX article_tag_tag ON article_tag (tag_id);

-- A picture's address; `hash` names the kept file once it has been fetched.
CREATE TABLE media (
  id TEXT PRIMARY KEY,
  url TEXT NOT NULL,
  hash TEXT,
  mime TEXT,
  bytes INTEGER,
  width INTEGER,
  height INTEGER,
  fetched_at INTEGER,
  problem TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX media_hash ON media (hash) WHERE hash IS NOT NULL;

-- Every picture an article shows, in its body or round it. Nothing else is served.
CREATE TABLE article_media (
  article_id INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
  media_id TEXT NOT NULL REFERENCES media,
  PRIMARY KEY (article_id, media_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX article_media_media ON article_media (media_id);
CREATE INDEX author_avatar ON author (avatar_media) WHERE avatar_media IS NOT NULL;
CREATE INDEX publication_icon ON publication (icon_media) WHERE icon_media IS NOT NULL;

-- What the reader did. It outlives its article, so it names no row of another table.
CREATE TABLE status (
  fingerprint BLOB PRIMARY KEY,
  read_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Without a cascade on purpose: nothing can delete an article that is saved.
CREATE TABLE save (
  article_id INTEGER PRIMARY KEY REFERENCES article,
  state TEXT NOT NULL,
  saved_at INTEGER NOT NULL,
  pictures INTEGER NOT NULL DEFAULT 0,
  missing INTEGER NOT NULL DEFAULT 0,
  problem TEXT
) STRICT;

CREATE TABLE follow (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL,
  key TEXT NOT NULL,                  -- what is compared: a slug, an id, a query
  value TEXT NOT NULL,                -- as the reader gave it
  label TEXT NOT NULL,
  followed_at INTEGER NOT NULL,
  UNIQUE (kind, key)
) STRICT;

-- The outbox and the inbox: one alert an article, however many follows match it.
CREATE TABLE alert (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  article_id INTEGER NOT NULL UNIQUE REFERENCES article ON DELETE CASCADE,
  created_at INTEGER NOT NULL,
  state TEXT NOT NULL
) STRICT;
CREATE INDEX alert_pending ON alert (id) WHERE state = 'pending';

-- Why. The label stays when the follow goes.
CREATE TABLE alert_follow (
  alert_id INTEGER NOT NULL REFERENCES alert ON DELETE CASCADE,
  follow_id INTEGER NOT NULL,
  label TEXT NOT NULL,
  PRIMARY KEY (alert_id, follow_id)
) STRICT, WITHOUT ROWID;

-- Contentless, filled with words that `search` has already folded and cut apart, so `ascii` has only to split
-- at spaces.
CREATE VIRTUAL TABLE article_fts USING fts5 (
  headline, summary, body, authors, tags,
  content = '', contentless_delete = 1, tokenize = 'ascii'
);
