-- A UIDVALIDITY of our own.
-- role: ccot_ingest
SELECT nextval('uid_epoch')
