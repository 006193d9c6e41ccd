-- Remembers that a migration was applied.
-- role: superuser
-- $1 integer  number   $2 text  name   $3 text  digest
INSERT INTO ccot.schema_migration (number, name, digest) VALUES ($1::integer, $2, $3)
    ON CONFLICT (number) DO UPDATE SET name = EXCLUDED.name, digest = EXCLUDED.digest, applied_at = now()
