-- The field that is to be typed from the paper first; null: none.
-- role: ccot_web
-- $1 bigint  entry   $2 integer  one entry in so many is asked for
SELECT attention_asked($1, $2)
