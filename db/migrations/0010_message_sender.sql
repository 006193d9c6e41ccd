-- Mails that belong to one another come from one sender within a day: a password for a locked document.
CREATE INDEX message_sender ON message (lower(from_address), received_at) WHERE from_address IS NOT NULL;
