-- lint-as: db/queries/message_two.sql
-- Two statements, and a parameter that nobody explains.
DELETE FROM message WHERE message_id = $1;
DELETE FROM message;
