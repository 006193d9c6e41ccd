#include "db/health_store.h"

#include "db/statement.h"

bool
health_store_quota(Db *db, const char *mailbox, const char *resource, guint64 used, guint64 limit, char **ret_level,
                   GError **error)
{
        Parameters parameters = { 0 };
        parameters_text(&parameters, mailbox);
        parameters_text(&parameters, resource);
        parameters_number(&parameters, (gint64) used);
        parameters_number(&parameters, (gint64) limit);
        g_autoptr(PGresult) result = statement_run(db, "health_quota", &parameters, error);
        if (result == NULL)
                return false;
        *ret_level = g_strdup(result_text(result, 0, 0));
        return true;
}

bool
health_store_credentials(Db *db, const char *holder, const Credential *credentials, unsigned count, char **ret_level,
                         GError **error)
{
        g_autoptr(GString) names = g_string_new("{");
        g_autoptr(GString) ends = g_string_new("{");
        for (unsigned i = 0; i < count; i++) {
                /* the names are words of our own: letters, spaces and _ */
                g_string_append_printf(names, "%s\"%s\"", i == 0 ? "" : ",", credentials[i].what);
                g_string_append_printf(ends, "%s%" G_GINT64_FORMAT, i == 0 ? "" : ",", credentials[i].ends);
        }
        Parameters parameters = { 0 };
        parameters_text(&parameters, holder);
        parameters_text(&parameters, g_string_append_c(names, '}')->str);
        parameters_text(&parameters, g_string_append_c(ends, '}')->str);
        g_autoptr(PGresult) result = statement_run(db, "health_credentials", &parameters, error);
        if (result == NULL)
                return false;
        *ret_level = g_strdup(result_text(result, 0, 0));
        return true;
}
