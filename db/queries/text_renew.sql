-- Fingerprints made anew, and the keys of the orders in those documents.
-- role: superuser
-- $1 integer  model   $2 jsonb  list of {document_id, fingerprint}   $3 jsonb  list of {entry_id, kind, key}
WITH renewed AS (
     UPDATE ccot.document d SET fingerprint = r.fingerprint
       FROM jsonb_to_recordset($2::jsonb) AS r (document_id bigint, fingerprint bytea)
      WHERE d.document_id = r.document_id
     RETURNING d.document_id),
marked AS (UPDATE ccot.document_words w SET model = $1 FROM renewed WHERE w.document_id = renewed.document_id),
key AS (SELECT entry_id, kind, key FROM jsonb_to_recordset($3::jsonb) AS k (entry_id bigint, kind text, key bigint)),
gone AS (
     DELETE FROM ccot.entry_key k USING ccot.entry e, renewed
      WHERE e.document_id = renewed.document_id AND k.entry_id = e.entry_id AND k.kind IN ('text', 'band')
        AND NOT EXISTS (SELECT FROM key WHERE key.entry_id = k.entry_id AND key.key = k.key))
INSERT INTO ccot.entry_key (entry_id, kind, key) SELECT entry_id, kind, key FROM key ON CONFLICT DO NOTHING
