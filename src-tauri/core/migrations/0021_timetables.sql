-- What sources ask of those who ask them, how often they have news, and where they say that they moved.

ALTER TABLE source ADD COLUMN allowed_at INTEGER;               -- by its last good answer it is not to be asked before
ALTER TABLE source ADD COLUMN rest INTEGER NOT NULL DEFAULT 0;  -- by its articles' dates it need not be asked more often, in ms
ALTER TABLE source ADD COLUMN pace TEXT NOT NULL DEFAULT '{}';  -- what it says of its own pace
ALTER TABLE source ADD COLUMN moved_to TEXT;                    -- where permanent redirects lead, and led each time
ALTER TABLE source ADD COLUMN moved_since INTEGER;              -- since then
ALTER TABLE source ADD COLUMN moved_times INTEGER NOT NULL DEFAULT 0;
