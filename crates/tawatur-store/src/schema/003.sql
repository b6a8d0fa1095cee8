-- How well a place's point is known: kilometres, the scales of ACLED and UCDP, and the place
-- that the point was taken from where it is not the place itself. NULL where there is no point
-- and in documents that were read before.
ALTER TABLE mention ADD COLUMN radius_km INTEGER;
ALTER TABLE mention ADD COLUMN geo_precision INTEGER;
ALTER TABLE mention ADD COLUMN where_prec INTEGER;
ALTER TABLE mention ADD COLUMN near TEXT;
