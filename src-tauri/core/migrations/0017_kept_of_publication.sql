-- How long a publication's articles stay, and how many of them, where not as all do: 0 for ever, and all of them.
ALTER TABLE publication ADD COLUMN keep_days INTEGER;
ALTER TABLE publication ADD COLUMN keep_articles INTEGER;
