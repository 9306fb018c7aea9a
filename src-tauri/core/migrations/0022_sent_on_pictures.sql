-- The host a picture's own address sent us on to, which is not asked before the reader allows it.
ALTER TABLE media ADD COLUMN sent_on TEXT;
