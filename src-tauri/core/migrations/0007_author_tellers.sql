-- Who told of an author: one who comes after that only fills gaps.
ALTER TABLE author ADD COLUMN told_by INTEGER NOT NULL DEFAULT 0;
