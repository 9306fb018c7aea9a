-- Pictures that stood in the markup of articles itself: nobody can be asked for them again.
CREATE TABLE inline_picture (
  media_id TEXT PRIMARY KEY REFERENCES media (id) ON DELETE CASCADE,
  bytes BLOB NOT NULL
) STRICT;
