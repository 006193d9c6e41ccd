-- What a document is compared by when its words are (register/fingerprint.h): 144 octets in place of one number. Null: too little text.
-- Views that show the old column are made anew after every migration.
DROP VIEW IF EXISTS entry_member CASCADE;
ALTER TABLE document DROP COLUMN fingerprint;
ALTER TABLE document ADD COLUMN fingerprint bytea CHECK (octet_length(fingerprint) = 144);
DELETE FROM entry_key WHERE kind = 'text';

-- The words of documents with orders, four octets each (register/wording.h), so that fingerprints can be made anew by another model
-- without reading the documents again.
CREATE TABLE document_words (
    document_id bigint PRIMARY KEY REFERENCES document ON DELETE CASCADE,
    model       integer NOT NULL,                -- by which its fingerprint was made (register/boilerplate.h)
    words       bytea NOT NULL CHECK (octet_length(words) BETWEEN 5 AND 131073)
);
ALTER TABLE document_words ALTER COLUMN words SET STORAGE EXTERNAL;
CREATE INDEX document_words_model ON document_words (model, document_id);
