-- What else a publication can be read through, what addresses are compared by, and what is secret in them.

ALTER TABLE source ADD COLUMN address_key TEXT NOT NULL DEFAULT ''; -- two addresses with one key are one source
ALTER TABLE source ADD COLUMN credentials TEXT;                     -- name:password, never shown
ALTER TABLE source ADD COLUMN in_use INTEGER NOT NULL DEFAULT 1;    -- or known, and not asked
CREATE INDEX source_address ON source (address_key);

ALTER TABLE publication ADD COLUMN told_icon TEXT;                  -- its source's; `icon` is the one that can be shown
ALTER TABLE publication ADD COLUMN icon_checked_at INTEGER;
UPDATE publication SET told_icon = icon;

ALTER TABLE media ADD COLUMN etag TEXT;                             -- a pair with last_modified, as at sources
ALTER TABLE media ADD COLUMN last_modified TEXT;
