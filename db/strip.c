#include "db/strip.h"

#include "base/digest.h"

static const char STRIP[] = "queue_strip";

static Parameters
strip_parameters(const char *person, unsigned target_hours)
{
        Parameters parameters = { 0 };
        parameters_text(&parameters, person);
        parameters_number(&parameters, target_hours);
        return parameters;
}

/* admit: what is asked in front of the page, or NULL; strip: behind it, or NULL. */
static bool
strip_send(Db *db, const Statement *admit, const Statement *page, size_t count, const Statement *strip, GError **error)
{
        g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(Statement));
        if (admit != NULL)
                g_array_append_val(all, *admit);
        g_array_append_vals(all, page, (guint) count);
        if (strip != NULL)
                g_array_append_val(all, *strip);
        return statement_send_ahead(db, (const Statement *) (gpointer) all->data, all->len, error);
}

PGresult *
strip_behind(Db *db, const Statement *page, size_t count, const char *person, unsigned target_hours, GError **error)
{
        const Parameters parameters = strip_parameters(person, target_hours);
        const Statement strip = { STRIP, &parameters, false };
        if (!statement_is_ahead(db, page[0].name) && !strip_send(db, NULL, page, count, &strip, error))
                return NULL;
        return statement_take_ahead(db, error);
}

Staff *
strip_staff(const PGresult *result)
{
        if (PQntuples(result) == 0)
                return NULL;
        Staff *staff = g_new0(Staff, 1);
        staff->name = g_strdup(result_text(result, 0, 0));
        staff->role = g_strdup(result_text(result, 0, 1));
        return staff;
}

bool
strip_admit(Db *db, const StaffAsk *ask, const Statement *page, size_t count, unsigned target_hours, Staff **ret_staff,
            GError **error)
{
        const DigestHex digest = digest_of(bytes_of_string(ask->session));
        const Parameters parameters = strip_parameters(NULL, target_hours);
        Parameters asked = { 0 };
        parameters_text(&asked, digest.hex);
        parameters_number(&asked, ask->idle_minutes);
        parameters_text(&asked, ask->roles);
        parameters_text(&asked, ask->name);
        const Statement admit = { "staff_admit", &asked, !ask->headless }, strip = { STRIP, &parameters, false };
        g_autoptr(PGresult) result = strip_send(db, &admit, page, count, ask->headless ? NULL : &strip, error)
                                         ? statement_take_ahead(db, error)
                                         : NULL;
        if (result == NULL)
                return false;
        *ret_staff = strip_staff(result);
        /* nobody was let in: what came behind read nothing */
        return *ret_staff != NULL || db_settle(db, error);
}

bool
strip_ask(Db *db, const char *person, unsigned target_hours, GError **error)
{
        const Parameters parameters = strip_parameters(person, target_hours);
        const Statement strip = { STRIP, &parameters, false };
        return statement_send_ahead(db, &strip, 1, error);
}

PGresult *
strip_take(Db *db, const char *person, unsigned target_hours, GError **error)
{
        const Parameters parameters = strip_parameters(person, target_hours);
        if (!statement_skip_ahead(db, STRIP, error))
                return NULL;
        return statement_is_ahead(db, STRIP) ? statement_take_ahead(db, error)
                                             : statement_run(db, STRIP, &parameters, error);
}
