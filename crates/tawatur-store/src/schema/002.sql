-- Finer than a mention's kind: armed, government, party, town, village … NULL in documents
-- that were read before, and for persons and times.
ALTER TABLE mention ADD COLUMN class TEXT;
