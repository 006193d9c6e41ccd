-- What each role may do, and nothing else. Run after the views were made anew; states the whole truth each time.
REVOKE ALL ON ALL TABLES IN SCHEMA ccot FROM PUBLIC, ccot_ingest, ccot_web, ccot_report, ccot_admin, ccot_reader;
REVOKE ALL ON ALL SEQUENCES IN SCHEMA ccot FROM PUBLIC, ccot_ingest, ccot_web, ccot_report, ccot_admin, ccot_reader;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA ccot FROM PUBLIC, ccot_ingest, ccot_web, ccot_report, ccot_admin, ccot_reader;
GRANT SELECT ON schema_migration TO ccot_ingest, ccot_web, ccot_report, ccot_admin, ccot_reader;

-- intake and work
GRANT SELECT, INSERT, UPDATE ON mailbox, mailbox_folder TO ccot_ingest;
GRANT SELECT, INSERT, UPDATE, DELETE ON listing, credential TO ccot_ingest;
GRANT SELECT ON restore TO ccot_ingest;
GRANT SELECT, INSERT ON restore_folder TO ccot_ingest;
GRANT EXECUTE ON FUNCTION audit_xact() TO ccot_ingest, ccot_admin;
GRANT EXECUTE ON FUNCTION restore_declare(text), journal_lost(text, jsonb) TO ccot_admin;
GRANT EXECUTE ON FUNCTION journal_written(text, integer) TO ccot_web;
GRANT EXECUTE ON FUNCTION quota_level(bigint, bigint), credential_level(timestamptz, text) TO ccot_ingest;
GRANT SELECT, INSERT, UPDATE ON message TO ccot_ingest;
GRANT SELECT, INSERT, UPDATE ON message_raw TO ccot_ingest;
GRANT SELECT, INSERT, UPDATE, DELETE ON reading TO ccot_ingest;
GRANT SELECT, INSERT ON document, field, alert TO ccot_ingest;
GRANT SELECT, INSERT, UPDATE ON document_words TO ccot_ingest;
GRANT SELECT, INSERT, DELETE ON relation TO ccot_ingest;
GRANT SELECT, INSERT, UPDATE, DELETE ON entry_course TO ccot_ingest;
GRANT SELECT, INSERT, UPDATE (representative_id, comparison_note) ON entry TO ccot_ingest;
GRANT SELECT, INSERT, DELETE ON entry_key, service_key TO ccot_ingest;
GRANT SELECT, INSERT, UPDATE (entry_id, state, joined, warning) ON service TO ccot_ingest;
GRANT SELECT ON service_refusal TO ccot_ingest;
GRANT SELECT, INSERT, DELETE ON duplicate TO ccot_ingest;
GRANT SELECT ON decision, entry_member, entry_course_fact, effective_field TO ccot_ingest;
GRANT SELECT, INSERT, UPDATE, DELETE ON message_link TO ccot_ingest;
GRANT SELECT, INSERT ON outbox TO ccot_ingest;
GRANT UPDATE (status, reason, due_at, sent_at, attempts, claimed_by, uncertain, digest_id, bounced_at, bounce_message_id) ON outbox TO ccot_ingest;
GRANT INSERT (operation, subject, subject_id, recipient, reason) ON audit TO ccot_ingest;
GRANT EXECUTE ON FUNCTION alarm_told(), alarm_raise(text, integer) TO ccot_ingest;
GRANT SELECT ON live_session, message_password TO ccot_ingest;
GRANT USAGE ON SEQUENCE uid_epoch, session_number TO ccot_ingest;
GRANT EXECUTE ON FUNCTION is_digest(text), entry_group_write(jsonb) TO ccot_ingest;
GRANT EXECUTE ON FUNCTION entry_is_touched(bigint), reread_changes(bigint, jsonb), reread_apply(bigint, jsonb), reread_services(bigint, jsonb),
      reread_alerts(bigint, jsonb), reread_tidy(bigint, integer) TO ccot_ingest;

-- people's programs
GRANT SELECT ON v_message, v_document, v_entry, v_field, v_service, v_duplicate, v_relation, v_alert, v_audit, v_reconciliation,
      v_difference, v_message_link, v_decision, v_second_person, v_copy TO ccot_web, ccot_admin;
GRANT SELECT ON v_message, v_document, v_entry, v_field, v_service, v_duplicate, v_relation, v_alert, v_reconciliation,
      v_difference, v_message_link, v_decision, v_second_person TO ccot_report;
GRANT EXECUTE ON FUNCTION report_duplicates(date, date, text[]), report_counts(date, date), report_expiring(integer, integer, integer),
    report_reconciliation(integer), report_note(text, date, date, text, boolean, boolean), report_mail(bigint, text, bytea),
    report_sent_until(text) TO ccot_report;
GRANT EXECUTE ON FUNCTION report_duplicates(date, date, text[]), report_note(text, date, date, text, boolean, boolean) TO ccot_web;
GRANT EXECUTE ON FUNCTION sees_closed() TO ccot_ingest, ccot_web, ccot_report, ccot_admin, ccot_reader;
GRANT EXECUTE ON FUNCTION audit_write(text, text, bigint, text, text, text) TO ccot_web, ccot_report, ccot_admin;
GRANT EXECUTE ON FUNCTION difference_settle(bigint, text, text, text) TO ccot_web;

GRANT EXECUTE ON FUNCTION document_open(text, bigint, text, text), document_unseal(text, bigint, text) TO ccot_web;
GRANT EXECUTE ON FUNCTION document_is_shut(text, bigint, text) TO ccot_web, ccot_admin;
GRANT EXECUTE ON FUNCTION typed_keep(text, bigint, text, jsonb), typed_mail_keep(text, bigint, text), staff_session_ended(text) TO ccot_web;
GRANT EXECUTE ON FUNCTION register_said(text, bigint), register_around(text, bigint) TO ccot_web, ccot_admin;
GRANT EXECUTE ON FUNCTION message_octets(bigint, integer, integer) TO ccot_ingest, ccot_admin, ccot_web;
GRANT EXECUTE ON FUNCTION staff_challenge(text, text), staff_sign_in_failed(text), staff_session_begin(text, text, text, integer),
    staff_session_use(text, integer, boolean, text[], text), staff_session_end(text) TO ccot_web;
GRANT EXECUTE ON FUNCTION staff_put(text, text, text, text), staff_close(text, text) TO ccot_admin;
GRANT EXECUTE ON FUNCTION account_list(text), account_change(text, text, text, text, text) TO ccot_web;
GRANT EXECUTE ON FUNCTION reply_settle(text, bigint, boolean) TO ccot_web;
GRANT EXECUTE ON FUNCTION register_status() TO ccot_web, ccot_admin;
GRANT EXECUTE ON FUNCTION attention_asked(bigint, integer), attention_told(bigint, integer), decide_attention(bigint, integer, text, boolean, text, text, integer) TO ccot_web;
GRANT EXECUTE ON FUNCTION team_page(text, integer), team_look(text, text, bigint, text) TO ccot_web;

-- the queue: each function checks the account, changes and writes its audit row
GRANT EXECUTE ON FUNCTION queue_list(text, text, integer, integer) TO ccot_web, ccot_admin;
GRANT EXECUTE ON FUNCTION queue_rows(text, text, integer, integer) TO ccot_web;
GRANT EXECUTE ON FUNCTION queue_strip(text, integer), queue_mail(text, bigint), queue_claim(text, text, bigint, integer),
    queue_release(text, text, bigint), queue_release_all(text, text), queue_next(text, integer, integer),
    alert_close(text, bigint, text, text, text), paper_close(text, bigint, integer, bigint[], text, bigint, text),
    alert_open_again(text, bigint, integer, bigint), paper_open_again(text, bigint, integer, bigint), paper_by_hand(text, bigint, integer, bigint, text, text),
    mail_close(text, bigint, integer, text, text, bigint, text, text), mail_open_again(text, bigint, integer),
    mail_read_again(text, bigint, integer), mail_give_password(text, bigint, integer, text) TO ccot_web;

-- decisions: each function checks, changes and writes its audit row; the others serve db/decision_store inside such a transaction
GRANT EXECUTE ON FUNCTION decide_verify(bigint, integer, text, boolean), decide_reject(bigint, integer, text, boolean, text, text),
    decide_draft(bigint, integer, text, boolean, boolean, text), decide_erase(bigint, integer, text, boolean, text),
    decide_duplicate(bigint, integer, text, boolean, bigint, text[], text[], text),
    decide_dismiss(bigint, integer, text, boolean, bigint, boolean, text, text), decide_confirm(bigint, integer, text, boolean, text),
    decide_correct(bigint, integer, text, boolean, text, text, text, text),
    decide_call_back(bigint, integer, text, boolean, bigint, text, text), decide_second(bigint, integer, text, boolean, bigint),
    decide_service(bigint, integer, text, boolean, bigint, boolean, bigint, text), decide_type(bigint, integer, text, boolean, text, text),
    decide_target(bigint, integer, text, boolean, bigint, text, text), decide_wait(bigint, integer, text, boolean, text, text, text, date),
    decide_settle(bigint, integer, text, boolean, bigint, text),
    decide_undo(bigint, integer, text, boolean, bigint, text), decision_scope(bigint[]), decision_keys(bigint[]), decision_found(bigint[]),
    decision_lock(bigint[]), decision_version(bigint), decision_members(bigint[]), decision_verdicts(bigint[]), decision_facts(bigint[]),
    decision_course_facts(bigint[]), decision_group(bigint[], jsonb, jsonb), decision_rekey(bigint, jsonb), decision_finish(jsonb),
    decision_near(bigint[], bigint), decision_acting(bigint[]), decision_relate(bigint[], bigint[], jsonb, bigint[]), decision_flag(jsonb),
    decision_note(bigint[], text)
    TO ccot_web, ccot_admin;

-- finding: what is shown goes through search_show alone, which writes the audit row
GRANT EXECUTE ON FUNCTION search_fold(text), search_words(text, text), search_near_keys(text), search_sound(text, boolean), search_like(text[]),
    search_find(text[], date, date, integer), search_facts(bigint[], timestamptz), search_mails(text[], integer),
    search_show(text, text, text, bigint[], bigint[], timestamptz) TO ccot_web, ccot_admin;
GRANT EXECUTE ON FUNCTION search_keep(text, text, text, text), search_kept_by(text, text),
    answer_entry(text, text, text, text, bigint, timestamptz) TO ccot_web;
GRANT EXECUTE ON FUNCTION held_find(text, text, text, bigint[], bigint[]), held_take(text, text, text, text, bigint[], bigint[]), held_mail(text, text, bigint) TO ccot_web;
GRANT EXECUTE ON FUNCTION keeping_page(text, bigint), keeping_put(text, bigint, text, jsonb) TO ccot_web;
GRANT EXECUTE ON FUNCTION keeping_told(bigint) TO ccot_web, ccot_admin;
GRANT EXECUTE ON FUNCTION entered_list(text, integer), entered_put(text, bigint, text, text, text) TO ccot_web;
GRANT EXECUTE ON FUNCTION restriction_break(text, bigint, text), restriction_recuse(text, bigint), restriction_put(text, bigint, text[], text),
    restriction_settle(text, bigint, bigint, text), restriction_list(text), restriction_form(text, bigint) TO ccot_web;
GRANT EXECUTE ON FUNCTION restriction_state(text, bigint), restriction_closes(text, bigint) TO ccot_web, ccot_admin;
GRANT EXECUTE ON FUNCTION restriction_entries_here(), restriction_mails_here(), restriction_papers_here() TO ccot_ingest, ccot_web, ccot_report, ccot_admin, ccot_reader;
GRANT EXECUTE ON FUNCTION hard_copy_page(text, bigint), hard_copy_put(text, bigint, integer, text, date, text, text, date),
    hard_copy_list(text, integer, integer) TO ccot_web;
GRANT EXECUTE ON FUNCTION hard_copy_told(bigint) TO ccot_web, ccot_admin;
GRANT EXECUTE ON FUNCTION pack_form(text, bigint), pack_make(text, bigint, bigint[], text, text, text, text, text, text, integer),
    pack_tell(text, bigint), pack_open(text, bigint, text), pack_handed(text, bigint, text, bigint, text) TO ccot_web;
GRANT EXECUTE ON FUNCTION search_text_put(bigint, jsonb) TO ccot_ingest;

-- the audit, read by auditors: what is shown goes through audit_show and audit_unusual alone, which write its audit row
GRANT EXECUTE ON FUNCTION audit_show(text, text, text, text, text, bigint[], bigint[], text, text, date, date, integer, bigint, integer),
    audit_count(text, bigint[], bigint[], text, text, date, date) TO ccot_web, ccot_admin;
GRANT EXECUTE ON FUNCTION audit_unusual(text, integer, integer) TO ccot_web;

-- ccot: status, imports, another try
GRANT EXECUTE ON FUNCTION audit_seal(), audit_verify(text) TO ccot_admin;
GRANT SELECT ON mailbox, listing, outbox, message_rule, entry_rule, live_session TO ccot_admin;
GRANT SELECT, INSERT, UPDATE (moved_at, listed_size, listed_internaldate, state, failure, attempts, claimed_by, again) ON message TO ccot_admin;
GRANT SELECT ON document, entry, field, entry_member TO ccot_admin;
GRANT EXECUTE ON FUNCTION reread_changes(bigint, jsonb), entry_is_touched(bigint) TO ccot_admin;
GRANT UPDATE (settled, gone_at) ON listing TO ccot_admin;
GRANT SELECT, INSERT ON message_raw TO ccot_admin;
GRANT INSERT (operation, subject, subject_id, reason) ON audit TO ccot_admin;
GRANT USAGE ON SEQUENCE uid_epoch TO ccot_admin;
GRANT EXECUTE ON FUNCTION is_digest(text) TO ccot_admin;

-- plain readers: the views themselves leave out addresses, excluded places, children and terms
GRANT SELECT ON v_message, v_document, v_entry, v_field, v_service, v_duplicate, v_relation, v_alert, v_audit, v_reconciliation,
      v_difference, v_message_link, v_decision, v_second_person, v_copy TO ccot_reader;
