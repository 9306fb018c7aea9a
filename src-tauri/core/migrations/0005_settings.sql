-- What the reader chose, as JSON under the setting's name. What is not here is as it comes.
CREATE TABLE setting (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
