#include "db/restore_store.h"

#include "db/statement.h"

#include <string.h>

char *
restore_store_declare(Db *db, const char *actor, GError **error)
{
        Parameters parameters = { 0 };
        parameters_text(&parameters, actor);
        g_autoptr(PGresult) result = statement_run(db, "restore_declare", &parameters, error);
        return result == NULL ? NULL : g_strdup(result_text(result, 0, 0));
}

/* A group of texts as PostgreSQL reads it, each quoted. New string. */
static char *
restore_texts(const char *const *texts)
{
        g_autoptr(GString) array = g_string_new("{");
        for (unsigned i = 0; texts[i] != NULL; i++) {
                g_string_append(array, i == 0 ? "\"" : ",\"");
                for (const char *at = texts[i]; *at != '\0'; at++) {
                        if (*at == '"' || *at == '\\')
                                g_string_append_c(array, '\\');
                        g_string_append_c(array, *at);
                }
                g_string_append_c(array, '"');
        }
        return g_strdup(g_string_append_c(array, '}')->str);
}

bool
restore_store_open(Db *db, const char *mailbox, const char *const *folders, bool *ret_open, GError **error)
{
        g_autofree char *names = restore_texts(folders);
        Parameters parameters = { 0 };
        parameters_text(&parameters, mailbox);
        parameters_text(&parameters, names);
        g_autoptr(PGresult) result = statement_run(db, "restore_open", &parameters, error);
        if (result == NULL)
                return false;
        *ret_open = result_flag(result, 0, 0);
        return true;
}

bool
restore_store_filed(Db *db, const char *mailbox, const char *folder, bool failed, guint64 uidvalidity,
                    const ListedUid *listed, unsigned count, ListedVerdict *ret_verdicts, GError **error)
{
        g_autoptr(GString) uids = g_string_new("{");
        for (unsigned i = 0; i < count; i++)
                g_string_append_printf(uids, "%s%" G_GUINT64_FORMAT, i == 0 ? "" : ",", listed[i].uid);
        Parameters parameters = { 0 };
        parameters_text(&parameters, mailbox);
        parameters_text(&parameters, folder);
        parameters_number(&parameters, (gint64) uidvalidity);
        parameters_text(&parameters, g_string_append_c(uids, '}')->str);
        parameters_flag(&parameters, failed);
        g_autoptr(PGresult) result = statement_run(db, "restore_filed", &parameters, error);
        if (result == NULL)
                return false;
        for (unsigned i = 0; i < count && (int) i < PQntuples(result); i++)
                ret_verdicts[i] = result_flag(result, (int) i, 0) ? LISTED_FETCH : LISTED_NOTHING;
        return true;
}

bool
restore_store_put(Db *db, const MessageOrigin *origin, Bytes raw, gint64 *ret_message_id, StoreResult *ret_result,
                  GError **error)
{
        Parameters parameters = { 0 };
        parameters_text(&parameters, origin->mailbox);
        parameters_text(&parameters, origin->folder);
        parameters_number(&parameters, (gint64) origin->uidvalidity);
        parameters_number(&parameters, (gint64) origin->uid);
        parameters_text(&parameters, origin->sha256.hex);
        parameters_flag(&parameters, origin->over_limit);
        g_autoptr(PGresult) known = statement_run(db, "restore_found", &parameters, error);
        if (known == NULL)
                return false;
        if (PQntuples(known) > 0) {
                *ret_message_id = result_number(known, 0, 0);
                *ret_result = STORE_SAME;
                return true;
        }
        return message_store_put(db, origin, raw, ret_message_id, ret_result, error);
}

bool
restore_store_done(Db *db, const char *mailbox, const char *folder, GError **error)
{
        Parameters parameters = { 0 };
        parameters_text(&parameters, mailbox);
        parameters_text(&parameters, folder);
        return statement_do(db, "restore_done", &parameters, NULL, error);
}
