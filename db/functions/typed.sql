-- What a person has typed into the forms of an entry and not sent, or what was not written when it was sent. Nobody else sees it.

-- words: by name of the form's parts; {} takes it away. False when there is no such entry, or the account decides nothing.
CREATE OR REPLACE FUNCTION typed_keep(whose text, which bigint, of_form text, of_words jsonb) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
BEGIN
    IF queue_refusal(whose) IS NOT NULL OR NOT EXISTS (SELECT FROM entry e WHERE e.entry_id = which) THEN
        RETURN false;
    END IF;
    IF of_words = '{}' THEN
        DELETE FROM typed t WHERE t.entry_id = which AND t.person = whose AND t.form = of_form;
    ELSE
        INSERT INTO typed (entry_id, person, form, words) VALUES (which, whose, of_form, of_words)
            ON CONFLICT (entry_id, person, form) DO UPDATE SET words = excluded.words, typed_at = now();
    END IF;
    RETURN true;
END
$$;

-- {form: {"words", "typed_at"}}.
CREATE OR REPLACE FUNCTION typed_of(whose text, which bigint) RETURNS jsonb
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
BEGIN
    RETURN (SELECT coalesce(jsonb_object_agg(t.form, jsonb_build_object('words', t.words, 'typed_at', t.typed_at)), '{}')
      FROM typed t WHERE t.entry_id = which AND t.person = whose);
END
$$;

-- What a person sent from a mail's page when the session had ended, as one text; '' takes it away. It is offered for a week. False when there is
-- no such mail, or the account decides nothing.
CREATE OR REPLACE FUNCTION typed_mail_keep(whose text, which bigint, of_words text) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
BEGIN
    DELETE FROM typed_mail WHERE message_id = which AND person = whose OR typed_at < now() - interval '7 days';
    IF of_words = '' THEN
        RETURN true;
    END IF;
    IF queue_refusal(whose) IS NOT NULL OR NOT EXISTS (SELECT FROM message m WHERE m.message_id = which) THEN
        RETURN false;
    END IF;
    INSERT INTO typed_mail (message_id, person, words) VALUES (which, whose, left(of_words, 20000));
    RETURN true;
END
$$;
