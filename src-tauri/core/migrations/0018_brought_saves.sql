-- Whether a save came with an archive from a follow of another library: it stays until a follow here keeps it too.
ALTER TABLE save ADD COLUMN brought INTEGER NOT NULL DEFAULT FALSE;
