-- Replies that wait for a person.

-- What became of the reply to a mail; null when none is due.
CREATE OR REPLACE FUNCTION reply_of(which bigint) RETURNS jsonb LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
BEGIN
    RETURN (SELECT jsonb_build_object('status', status, 'reason', reason, 'sent_at', sent_at, 'due_at', due_at, 'digest', digest_id IS NOT NULL,
                                      'bounced_at', bounced_at, 'bounce_message_id', bounce_message_id, 'released_by', released_by)
              FROM outbox WHERE message_id = which AND kind = 'acknowledgement');
END
$$;

-- Lets held replies go, or drops them: that to one mail, or all (which null). How many; -1 when the person may not.
CREATE OR REPLACE FUNCTION reply_settle(person text, which bigint, go boolean) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
DECLARE
    settled bigint;
BEGIN
    IF NOT queue_is_supervisor(person) THEN
        RETURN -1;
    END IF;
    WITH gone AS (
         UPDATE outbox SET status = CASE WHEN go THEN 'due' ELSE 'suppressed' END, reason = CASE WHEN go THEN NULL ELSE 'dropped by a person' END,
                           released_by = CASE WHEN go THEN person END, due_at = CASE WHEN go THEN now() ELSE due_at END, digest_id = NULL
          WHERE kind = 'acknowledgement' AND status = 'held' AND (which IS NULL OR message_id = which)
         RETURNING message_id),
    noted AS (SELECT audit_write('alter', 'reply', message_id, person, NULL, CASE WHEN go THEN 'released' ELSE 'dropped' END) FROM gone)
    SELECT count(*) INTO settled FROM noted;
    RETURN settled;
END
$$;

-- Replies that wait for a person, by the reason.
CREATE OR REPLACE FUNCTION replies_held() RETURNS jsonb LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
BEGIN
    RETURN (SELECT coalesce(jsonb_agg(to_jsonb(x) ORDER BY x.oldest), '[]')
              FROM (SELECT reason, count(*) AS count, min(created_at) AS oldest,
                           jsonb_path_query_array(jsonb_agg(message_id ORDER BY message_id), '$[0 to 19]') AS messages
                      FROM outbox WHERE kind = 'acknowledgement' AND status = 'held' GROUP BY reason) x);
END
$$;
