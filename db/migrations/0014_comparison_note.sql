-- What of the comparison with other orders was left out, in words. Its place is the order itself: nothing may be related to it.
ALTER TABLE entry ADD COLUMN comparison_note text;
