#include "bench/fill_case.h"

#include "bench/case_file.h"
#include "bench/fill_entry.h"
#include "db/entry_write.h"
#include "register/relation.h"

enum { FILL_DECIDED_AFTER = 5 * 86400 };

/* What brought no order got its outcome, unless it is of the last days. */
static void
fill_message(CopyRows *rows, const CaseMail *mail, gint64 message_id, gint64 until)
{
        const Submission *submission = mail->submission;
        const bool closed = submission->orders->len == 0 && mail->received_at < until - FILL_DECIDED_AFTER;
        const bool old_box = message_id % 10 == 0;
        copy_row(rows, ROWS_MESSAGE);
        copy_count(rows, message_id);
        copy_text(rows, old_box ? "court.orders.old" : "civil.court.orders");
        copy_text(rows, "INBOX");
        copy_count(rows, 1);
        copy_count(rows, message_id);
        copy_count(rows, 1);
        copy_instant(rows, mail->received_at);
        copy_instant(rows, mail->received_at + 2);
        copy_count(rows, 71234);
        copy_count(rows, 71234);
        copy_text(rows, submission->sha256);
        copy_text(rows, "queued");
        copy_count(rows, 1);
        copy_text(rows, "0.1.0");
        copy_instant(rows, mail->received_at + 3);
        copy_count(rows, 1);
        copy_text(rows, submission->message_id);
        copy_text(rows, submission->body_sha256);
        copy_text(rows, submission->subject);
        copy_text(rows, submission->from_name);
        copy_text(rows, submission->from_address);
        copy_text(rows, submission->date);
        copy_flag(rows, false);
        copy_text(rows, vocabulary_word(VOCABULARY_ORDER_TYPE, submission->order_type));
        copy_text(rows, vocabulary_word(VOCABULARY_BASIS, submission->basis));
        copy_flag(rows, false);
        copy_flag(rows, false);
        copy_instant(rows, mail->received_at + 3);
        copy_text(rows, closed ? "nothing_to_do" : NULL);
        copy_text(rows, closed ? "seen to" : NULL);
        copy_text(rows, closed ? "handler" : NULL);
        copy_instant(rows, closed ? mail->received_at + 7200 : 0);
        copy_row(rows, ROWS_LISTING);
        copy_text(rows, old_box ? "court.orders.old" : "civil.court.orders");
        copy_text(rows, "INBOX");
        copy_count(rows, 1);
        copy_count(rows, message_id);
        copy_count(rows, 71234);
        copy_count(rows, mail->received_at);
        copy_flag(rows, true);
        copy_row(rows, ROWS_OUTBOX);
        copy_count(rows, message_id);
        copy_text(rows, "acknowledgement");
        copy_text(rows, "sent");
        copy_instant(rows, mail->received_at + 3);
        copy_instant(rows, mail->received_at + 3);
        copy_instant(rows, mail->received_at + 9);
        copy_row(rows, ROWS_AUDIT);
        copy_instant(rows, mail->received_at + 2);
        copy_text(rows, "ccot_ingest");
        copy_text(rows, "collect");
        copy_text(rows, "message");
        copy_count(rows, message_id);
}

/* Somebody has seen to it unless it is of the last days. */
static void
fill_alerts(CopyRows *rows, const CaseMail *mail, gint64 message_id, gint64 until)
{
        const bool handled = mail->received_at < until - FILL_DECIDED_AFTER;
        for (guint i = 0; i < mail->submission->alerts->len; i++) {
                const SubmissionAlert *alert = g_ptr_array_index(mail->submission->alerts, i);
                copy_row(rows, ROWS_ALERT);
                copy_count(rows, message_id);
                copy_text(rows, vocabulary_word(VOCABULARY_ALERT_KIND, alert->kind));
                copy_text(rows, alert->text);
                copy_text(rows, alert->path);
                copy_instant(rows, mail->received_at + 3);
                copy_text(rows, handled ? "ccot_web:handler" : NULL);
                copy_instant(rows, handled ? mail->received_at + 7200 : 0);
                copy_text(rows, handled ? "answered" : NULL);
                copy_text(rows, handled ? "seen to" : NULL);
        }
}

/* A mail that came, with what the program works out of it. Returns false when it is left out. */
static bool
fill_mail(CopyRows *rows, const CaseMail *mail, gint64 until, guint64 most, FillIds *ids, FillMail *ret_mail)
{
        const bool has_order = mail->submission->orders->len > 0;
        if (mail->received_at > until || (has_order && most == 0))
                return false;
        *ret_mail = (FillMail){ .mail = mail, .message_id = (gint64) ++ids->messages };
        ret_mail->claim.message_id = ret_mail->message_id;
        ret_mail->write = entry_write_new(NULL, &ret_mail->claim, mail->submission);
        fill_message(rows, mail, ret_mail->message_id, until);
        fill_alerts(rows, mail, ret_mail->message_id, until);
        ret_mail->document_id = (gint64) ids->documents + 1;
        fill_documents(rows, ret_mail);
        ids->documents += mail->submission->documents->len;
        if (!has_order)
                return true;
        ret_mail->entry.identity = g_ptr_array_index(ret_mail->write->orders, 0);
        ret_mail->entry.identity->entry_id = (gint64) ++ids->entries;
        ret_mail->entry.identity->received_at = mail->received_at * G_USEC_PER_SEC;
        ret_mail->entry.fresh = true;
        ret_mail->entry.head = ret_mail->entry.identity->entry_id;
        ret_mail->entry.state = ENTRY_STATE_PENDING;
        return true;
}

static int
fill_arrival(gconstpointer a, gconstpointer b)
{
        const EntryMember *const *x = a;
        const EntryMember *const *y = b;
        return identity_order((*x)->identity, (*y)->identity);
}

/* A decision fell on everything that is not of the last days. */
static void
fill_states(GArray *mails, gint64 until)
{
        for (guint i = 0; i < mails->len; i++) {
                FillMail *mail = &g_array_index(mails, FillMail, i);
                const bool is_head = mail->write->orders->len > 0 && mail->entry.head == mail->entry.identity->entry_id;
                if (is_head && !mail->entry.identity->draft && mail->mail->received_at < until - FILL_DECIDED_AFTER)
                        mail->entry.state = mail->entry.head % 97 == 0 && !mail->has_copies ? ENTRY_STATE_REJECTED
                                                                                            : ENTRY_STATE_VERIFIED;
        }
        for (guint i = 0; i < mails->len; i++) {
                FillMail *mail = &g_array_index(mails, FillMail, i);
                if (mail->write->orders->len == 0 || mail->entry.head == mail->entry.identity->entry_id)
                        continue;
                const FillMail *head = fill_by_entry(mails, mail->entry.head);
                if (head->entry.state == ENTRY_STATE_VERIFIED && mail->mail->received_at < until - FILL_DECIDED_AFTER)
                        mail->entry.state = ENTRY_STATE_DUPLICATE;
        }
}

/* The copies of one order find each other, as when they come. Pairs are kept for when the states are known. */
static EntryGroups *
fill_group(GArray *mails, unsigned act)
{
        g_autoptr(GPtrArray) members = g_ptr_array_new();
        for (guint i = 0; i < mails->len; i++) {
                FillMail *mail = &g_array_index(mails, FillMail, i);
                if (mail->mail->act == act && mail->write->orders->len > 0)
                        g_ptr_array_add(members, &mail->entry);
        }
        g_ptr_array_sort(members, fill_arrival);
        g_autoptr(GPtrArray) verdicts = g_ptr_array_new();
        EntryGroups *groups = entry_groups_new(members, verdicts, false);
        for (guint i = 0; i + 1 < groups->heads->len; i += 2) {
                const gint64 head = g_array_index(groups->heads, gint64, i + 1);
                if (head == 0)
                        continue;
                fill_by_entry(mails, g_array_index(groups->heads, gint64, i))->entry.head = head;
                fill_by_entry(mails, head)->has_copies = true;
        }
        return groups;
}

/* What each representative acts on, follows or lies beside, among those of its case file. */
static void
fill_relations(CopyRows *rows, GArray *mails)
{
        g_autoptr(GPtrArray) heads = g_ptr_array_new();
        for (guint i = 0; i < mails->len; i++) {
                FillMail *mail = &g_array_index(mails, FillMail, i);
                if (mail->write->orders->len > 0 && mail->entry.head == mail->entry.identity->entry_id &&
                    mail->entry.state != ENTRY_STATE_REJECTED)
                        g_ptr_array_add(heads, mail->entry.identity);
        }
        for (guint i = 0; i < heads->len; i++) {
                const Identity *acting = g_ptr_array_index(heads, i);
                g_autoptr(GPtrArray) others = g_ptr_array_new();
                for (guint k = 0; k < heads->len; k++)
                        if (k != i)
                                g_ptr_array_add(others, g_ptr_array_index(heads, k));
                g_autoptr(Relation) main = relation_main(acting, others);
                fill_relation(rows, mails, acting, main);
                for (guint k = 0; k < others->len; k++) {
                        const Identity *other = g_ptr_array_index(others, k);
                        if (main != NULL && main->earlier_entry_id == other->entry_id)
                                continue;
                        g_autoptr(Relation) beside = relation_beside(acting, other);
                        fill_relation(rows, mails, acting, beside);
                }
        }
}

void
fill_case(CopyRows *rows, const GPtrArray *case_mails, gint64 until, guint64 most, FillIds *ids)
{
        g_autoptr(GArray) mails = g_array_new(FALSE, TRUE, sizeof(FillMail));
        unsigned acts = 0;
        const guint64 before = ids->entries;
        for (guint i = 0; i < case_mails->len; i++) {
                FillMail mail = { 0 };
                if (!fill_mail(rows, g_ptr_array_index(case_mails, i), until, most - (ids->entries - before), ids,
                               &mail))
                        continue;
                g_array_append_val(mails, mail);
                acts = MAX(acts, mail.mail->act + 1);
        }
        g_autoptr(GPtrArray) groups = g_ptr_array_new_with_free_func((GDestroyNotify) entry_groups_free);
        for (unsigned act = 0; act < acts; act++)
                g_ptr_array_add(groups, fill_group(mails, act));
        fill_states(mails, until);
        fill_relations(rows, mails);
        for (guint i = 0; i < groups->len; i++)
                fill_pairs(rows, g_ptr_array_index(groups, i));
        for (guint i = 0; i < mails->len; i++)
                fill_services(rows, mails, i, ids);
        for (guint i = 0; i < mails->len; i++)
                fill_entry(rows, &g_array_index(mails, FillMail, i));
        for (guint i = 0; i < mails->len; i++) {
                FillMail *mail = &g_array_index(mails, FillMail, i);
                g_clear_pointer(&mail->changes, g_ptr_array_unref);
                entry_write_free(mail->write);
        }
}
