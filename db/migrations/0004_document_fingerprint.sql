-- The words of a document as one number (register/fingerprint.h): equal for the same text in another file. Null: too few words.
ALTER TABLE document ADD COLUMN fingerprint bigint;
