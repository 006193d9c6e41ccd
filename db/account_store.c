#include "db/account_store.h"

#include "db/statement.h"

static const char *const account_changes[] = {
        [ACCOUNT_ADD] = "add", [ACCOUNT_ROLE] = "role", [ACCOUNT_PASSPHRASE] = "passphrase", [ACCOUNT_CLOSE] = "close"
};

static const char *const account_answers[] = {
        [ACCOUNT_DONE] = "done",   [ACCOUNT_REFUSED] = "role", [ACCOUNT_NAME] = "name",
        [ACCOUNT_TAKEN] = "taken", [ACCOUNT_GONE] = "gone",    [ACCOUNT_LAST] = "last"
};

bool
account_store_list(Db *db, const char *person, char **ret_json, GError **error)
{
        Parameters parameters = { 0 };
        parameters_text(&parameters, person);
        g_autoptr(PGresult) result = statement_run(db, "account_list", &parameters, error);
        if (result == NULL)
                return false;
        *ret_json = g_strdup(result_text(result, 0, 0));
        return true;
}

bool
account_store_change(Db *db, const char *person, AccountChange change, const char *name, const char *role,
                     const char *passphrase, AccountAnswer *ret_answer, GError **error)
{
        Parameters parameters = { 0 };
        parameters_text(&parameters, person);
        parameters_text(&parameters, account_changes[change]);
        parameters_text(&parameters, name);
        parameters_text(&parameters, role);
        parameters_text(&parameters, passphrase);
        g_autoptr(PGresult) result = statement_run(db, "account_change", &parameters, error);
        if (result == NULL)
                return false;
        const char *word = result_text(result, 0, 0);
        for (unsigned i = 0; i < G_N_ELEMENTS(account_answers); i++)
                if (g_strcmp0(word, account_answers[i]) == 0)
                        *ret_answer = (AccountAnswer) i;
        return true;
}
