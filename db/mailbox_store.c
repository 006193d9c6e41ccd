#include "db/mailbox_store.h"

#include "base/error.h"
#include "db/statement.h"

/* Keys of a mail as the server says them. */
static Parameters
mailbox_key(const char *mailbox, const char *folder, guint64 uidvalidity, guint64 uid)
{
        Parameters parameters = { 0 };
        parameters_text(&parameters, mailbox);
        parameters_text(&parameters, folder);
        parameters_number(&parameters, (gint64) uidvalidity);
        parameters_number(&parameters, (gint64) uid);
        return parameters;
}

/* The only number of a statement that returns one row with one number. */
static bool
mailbox_number(Db *db, const char *statement, const Parameters *parameters, gint64 *ret_number, GError **error)
{
        g_autoptr(PGresult) result = statement_run(db, statement, parameters, error);
        if (result == NULL)
                return false;
        *ret_number = result_number(result, 0, 0);
        return true;
}

bool
mailbox_store_hold(Db *db, const char *mailbox, bool *ret_held, GError **error)
{
        Parameters parameters = { 0 };
        parameters_text(&parameters, mailbox);
        g_autoptr(PGresult) result = statement_run(db, "mailbox_hold", &parameters, error);
        if (result == NULL)
                return false;
        *ret_held = result_flag(result, 0, 0);
        return true;
}

bool
mailbox_store_first_start(Db *db, const char *mailbox, Instant *ret_first_start, GError **error)
{
        Parameters parameters = { 0 };
        parameters_text(&parameters, mailbox);
        return mailbox_number(db, "mailbox_first_start", &parameters, ret_first_start, error);
}

bool
mailbox_store_folder(Db *db, const char *mailbox, const char *folder, guint64 uidvalidity, guint64 *ret_previous,
                     GError **error)
{
        Parameters parameters = { 0 };
        parameters_text(&parameters, mailbox);
        parameters_text(&parameters, folder);
        parameters_number(&parameters, (gint64) uidvalidity);
        gint64 previous = 0;
        if (!mailbox_number(db, "mailbox_folder", &parameters, &previous, error))
                return false;
        *ret_previous = (guint64) previous;
        return true;
}

bool
mailbox_store_epoch(Db *db, guint64 *ret_uidvalidity, GError **error)
{
        gint64 epoch = 0;
        if (!mailbox_number(db, "mailbox_epoch", NULL, &epoch, error))
                return false;
        *ret_uidvalidity = (guint64) epoch;
        return true;
}

static ListedVerdict
mailbox_verdict(const char *word)
{
        static const struct {
                const char *word;
                ListedVerdict verdict;
        } words[] = {
                { "fetch", LISTED_FETCH },        { "processed", LISTED_MOVE_PROCESSED },
                { "failed", LISTED_MOVE_FAILED }, { "nothing", LISTED_NOTHING },
                { "later", LISTED_LATER },
        };
        for (unsigned i = 0; i < G_N_ELEMENTS(words); i++)
                if (g_strcmp0(words[i].word, word) == 0)
                        return words[i].verdict;
        return LISTED_FETCH;
}

/* One member of a group of numbers as PostgreSQL prints arrays. */
static void
mailbox_array_add(GString *array, gint64 number)
{
        g_string_append_printf(array, "%c%" G_GINT64_FORMAT, array->len == 0 ? '{' : ',', number);
}

bool
mailbox_store_listed(Db *db, const char *mailbox, const char *folder, guint64 uidvalidity, const ListedUid *listed,
                     unsigned count, bool move, ListedVerdict *ret_verdicts, GError **error)
{
        if (count == 0)
                return true;
        g_autoptr(GString) uids = g_string_new(NULL);
        g_autoptr(GString) sizes = g_string_new(NULL);
        g_autoptr(GString) dates = g_string_new(NULL);
        for (unsigned i = 0; i < count; i++) {
                mailbox_array_add(uids, (gint64) listed[i].uid);
                mailbox_array_add(sizes, (gint64) listed[i].size);
                mailbox_array_add(dates, listed[i].internaldate);
        }
        Parameters parameters = { 0 };
        parameters_text(&parameters, mailbox);
        parameters_text(&parameters, folder);
        parameters_number(&parameters, (gint64) uidvalidity);
        parameters_text(&parameters, g_string_append_c(uids, '}')->str);
        parameters_text(&parameters, g_string_append_c(sizes, '}')->str);
        parameters_text(&parameters, g_string_append_c(dates, '}')->str);
        parameters_flag(&parameters, move);
        g_autoptr(PGresult) result = statement_run(db, "mailbox_listed", &parameters, error);
        if (result == NULL)
                return false;
        if ((unsigned) PQntuples(result) != count) {
                g_set_error_literal(error, CCOT_ERROR, CCOT_ERROR_BUG,
                                    "database: mailbox_listed: other number of rows");
                return false;
        }
        for (unsigned i = 0; i < count; i++)
                ret_verdicts[i] = mailbox_verdict(result_text(result, (int) i, 0));
        return true;
}

bool
mailbox_store_moved(Db *db, const char *mailbox, const char *folder, guint64 uidvalidity, guint64 uid,
                    guint64 target_uidvalidity, guint64 target_uid, GError **error)
{
        Parameters parameters = mailbox_key(mailbox, folder, uidvalidity, uid);
        parameters_number(&parameters, (gint64) target_uidvalidity);
        parameters_number(&parameters, (gint64) target_uid);
        return statement_do(db, "mailbox_moved", &parameters, NULL, error);
}

bool
mailbox_store_gone(Db *db, const char *mailbox, const char *folder, guint64 uidvalidity, guint64 uid, GError **error)
{
        const Parameters parameters = mailbox_key(mailbox, folder, uidvalidity, uid);
        return statement_do(db, "mailbox_gone", &parameters, NULL, error);
}

bool
mailbox_store_refused(Db *db, const char *mailbox, const char *folder, guint64 uidvalidity, guint64 uid,
                      const char *reason, GError **error)
{
        Parameters parameters = mailbox_key(mailbox, folder, uidvalidity, uid);
        parameters_text(&parameters, reason);
        return statement_do(db, "mailbox_refused", &parameters, NULL, error);
}

bool
mailbox_store_condition(Db *db, const char *mailbox, const char *state, gint64 until, const char *reason,
                        GError **error)
{
        Parameters parameters = { 0 };
        parameters_text(&parameters, mailbox);
        parameters_text(&parameters, state);
        parameters_number(&parameters, until);
        parameters_text(&parameters, reason);
        if (!statement_do(db, "mailbox_condition", &parameters, NULL, error))
                return false;
        if (!g_str_equal(state, "scanned"))
                return true;
        Parameters scanned = { 0 };
        parameters_text(&scanned, mailbox);
        return statement_do(db, "mailbox_scanned", &scanned, NULL, error);
}

bool
mailbox_store_unsettled(Db *db, const char *mailbox, guint64 *ret_count, GError **error)
{
        Parameters parameters = { 0 };
        parameters_text(&parameters, mailbox);
        gint64 count = 0;
        if (!mailbox_number(db, "mailbox_unsettled", &parameters, &count, error))
                return false;
        *ret_count = (guint64) count;
        return true;
}
