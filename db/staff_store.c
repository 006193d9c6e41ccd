#include "db/staff_store.h"

#include "base/digest.h"
#include "db/strip.h"

void
staff_free(Staff *staff)
{
        if (staff == NULL)
                return;
        g_free(staff->name);
        g_free(staff->role);
        g_free(staff);
}

bool
staff_store_challenge(Db *db, const char *name, unsigned *ret_wait, char **ret_passphrase, GError **error)
{
        const DigestHex digest = digest_of(bytes_of_string(name));
        Parameters parameters = { 0 };
        parameters_text(&parameters, name);
        parameters_text(&parameters, digest.hex);
        g_autoptr(PGresult) result = statement_run(db, "staff_challenge", &parameters, error);
        if (result == NULL)
                return false;
        *ret_wait = (unsigned) result_number(result, 0, 0);
        *ret_passphrase = g_strdup(result_text(result, 0, 1));
        return true;
}

bool
staff_store_failed(Db *db, const char *name, GError **error)
{
        const DigestHex digest = digest_of(bytes_of_string(name));
        Parameters parameters = { 0 };
        parameters_text(&parameters, digest.hex);
        return statement_do(db, "staff_failed", &parameters, NULL, error);
}

bool
staff_store_begin(Db *db, const char *session, const char *name, unsigned hours, bool *ret_begun, GError **error)
{
        const DigestHex digest = digest_of(bytes_of_string(session)), by_name = digest_of(bytes_of_string(name));
        Parameters parameters = { 0 };
        parameters_text(&parameters, digest.hex);
        parameters_text(&parameters, name);
        parameters_text(&parameters, by_name.hex);
        parameters_number(&parameters, hours);
        g_autoptr(PGresult) result = statement_run(db, "staff_begin", &parameters, error);
        if (result == NULL)
                return false;
        *ret_begun = result_flag(result, 0, 0);
        return true;
}

/* The person of a row with name and role; *ret_staff NULL when there is none. */
static bool
staff_of(Db *db, const char *statement, const Parameters *parameters, Staff **ret_staff, GError **error)
{
        g_autoptr(PGresult) result = statement_run(db, statement, parameters, error);
        if (result == NULL)
                return false;
        *ret_staff = strip_staff(result);
        return true;
}

bool
staff_store_use(Db *db, const char *session, unsigned idle_minutes, bool quiet, Staff **ret_staff, GError **error)
{
        const DigestHex digest = digest_of(bytes_of_string(session));
        Parameters parameters = { 0 };
        parameters_text(&parameters, digest.hex);
        parameters_number(&parameters, idle_minutes);
        parameters_flag(&parameters, quiet);
        return staff_of(db, "staff_use", &parameters, ret_staff, error);
}

bool
staff_store_ended(Db *db, const char *session, Staff **ret_staff, GError **error)
{
        const DigestHex digest = digest_of(bytes_of_string(session));
        Parameters parameters = { 0 };
        parameters_text(&parameters, digest.hex);
        return staff_of(db, "staff_ended", &parameters, ret_staff, error);
}

bool
staff_store_end(Db *db, const char *session, GError **error)
{
        const DigestHex digest = digest_of(bytes_of_string(session));
        Parameters parameters = { 0 };
        parameters_text(&parameters, digest.hex);
        return statement_do(db, "staff_end", &parameters, NULL, error);
}

bool
staff_store_put(Db *db, const char *person, const char *name, const char *role, const char *passphrase, GError **error)
{
        Parameters parameters = { 0 };
        parameters_text(&parameters, person);
        parameters_text(&parameters, name);
        parameters_text(&parameters, role);
        parameters_text(&parameters, passphrase);
        return statement_do(db, "staff_put", &parameters, NULL, error);
}

bool
staff_store_close(Db *db, const char *person, const char *name, bool *ret_closed, GError **error)
{
        Parameters parameters = { 0 };
        parameters_text(&parameters, person);
        parameters_text(&parameters, name);
        g_autoptr(PGresult) result = statement_run(db, "staff_close", &parameters, error);
        if (result == NULL)
                return false;
        *ret_closed = result_flag(result, 0, 0);
        return true;
}
