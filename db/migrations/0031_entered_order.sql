-- What is verified, in the order in which it was: the list of what is to be entered begins with the oldest.
CREATE INDEX entry_verified ON entry (verified_at, entry_id) WHERE state = 'verified' AND representative_id IS NULL;
