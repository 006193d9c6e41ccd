-- Takes the views away so that they can be made anew.
-- role: superuser
DROP VIEW IF EXISTS ccot.v_message, ccot.v_document, ccot.v_entry, ccot.v_field, ccot.v_service, ccot.v_duplicate, ccot.v_relation,
    ccot.v_alert, ccot.v_audit, ccot.v_reconciliation, ccot.v_decision, ccot.v_second_person, ccot.v_copy, ccot.v_difference, ccot.v_message_link, ccot.queue_item, ccot.queue_order, ccot.queue_soon, ccot.entry_place,
    ccot.entry_wait, ccot.entry_member, ccot.entry_course_fact, ccot.entry_now, ccot.stated_field, ccot.effective_field, ccot.effective_value, ccot.decided_fact CASCADE
