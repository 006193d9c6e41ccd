-- Takes the stable views away so that they can be made anew.
-- role: superuser
DROP VIEW IF EXISTS ccot.v_message, ccot.v_document, ccot.v_entry, ccot.v_field, ccot.v_service, ccot.v_duplicate, ccot.v_relation,
    ccot.v_alert, ccot.v_audit, ccot.v_reconciliation CASCADE
