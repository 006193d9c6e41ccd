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

PGresult *
strip_behind(Db *db, const Statement *first, const char *person, unsigned target_hours, GError **error)
{
        const Parameters parameters = strip_parameters(person, target_hours);
        const Statement page[] = { *first, { STRIP, &parameters } };
        if (!statement_is_ahead(db, first->name) && !statement_send_ahead(db, page, G_N_ELEMENTS(page), error))
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
strip_admit(Db *db, const StaffAsk *ask, const Statement *first, unsigned target_hours, Staff **ret_staff,
            GError **error)
{
        const DigestHex digest = digest_of(bytes_of_string(ask->session));
        const Parameters parameters = strip_parameters(NULL, target_hours);
        Parameters admit = { 0 };
        parameters_text(&admit, digest.hex);
        parameters_number(&admit, ask->idle_minutes);
        parameters_text(&admit, ask->roles);
        parameters_text(&admit, ask->name);
        const Statement page[] = { { "staff_admit", &admit }, *first, { STRIP, &parameters } };
        g_autoptr(PGresult) result =
            statement_send_ahead(db, page, G_N_ELEMENTS(page), error) ? statement_take_ahead(db, error) : NULL;
        if (result == NULL)
                return false;
        *ret_staff = strip_staff(result);
        /* nobody was let in: what came behind read nothing */
        return *ret_staff != NULL || db_settle(db, error);
}

PGresult *
strip_take(Db *db, const char *person, unsigned target_hours, GError **error)
{
        const Parameters parameters = strip_parameters(person, target_hours);
        return statement_is_ahead(db, STRIP) ? statement_take_ahead(db, error)
                                             : statement_run(db, STRIP, &parameters, error);
}
