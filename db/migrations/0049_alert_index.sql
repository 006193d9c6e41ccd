-- Two indexes of one kind stood beside each other.
DROP INDEX alert_takes_back;
