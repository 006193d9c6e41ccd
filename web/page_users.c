/* Accounts: who may use the pages, as what. An administrator keeps them and sees no order. */
#include "config/passphrase.h"
#include "db/account_store.h"
#include "web/page.h"
#include "web/route.h"

#include <string.h>

/* Digits of a passphrase that the program makes: 80 random bits, four at a time. */
enum { USERS_DIGITS = 20, USERS_GROUP = 4 };

static Response *
users_answer(AccountAnswer answer, const Access *who)
{
        static const struct {
                unsigned status;
                const char *heading, *text;
        } answers[] = {
                [ACCOUNT_REFUSED] = { 403, "This page is not for your role",
                                      "Only an administrator keeps the accounts. Nothing was changed." },
                [ACCOUNT_NAME] = { 400, "That cannot be a name",
                                   "A name has lower-case letters, digits and . _ @ -, 64 at the most, and needs a "
                                   "role. "
                                   "Nothing was changed." },
                [ACCOUNT_TAKEN] = { 409, "There is such an account",
                                    "An open account has this name. Change that one, or choose another name." },
                [ACCOUNT_GONE] = { 409, "There is no such account",
                                   "Somebody has closed it since you opened the page. Nothing was changed." },
                [ACCOUNT_LAST] = { 409, "The last administrator stays",
                                   "Nobody would be left to keep the accounts. Make another administrator first." },
        };
        return page_message(answers[answer].status, answers[answer].heading, answers[answer].text, who);
}

/* The list; told and passphrase: of an account that has a new one, shown this once. */
static bool
users_show(const RouteCall *call, const char *told, const char *passphrase, Response **ret_response, GError **error)
{
        g_autofree char *text = NULL;
        if (!account_store_list(call->db, call->who->staff->name, &text, error))
                return false;
        if (text == NULL) {
                *ret_response = users_answer(ACCOUNT_REFUSED, call->who);
                return true;
        }
        json_t *roles = json_array();
        for (unsigned role = 0; role < ROLE_COUNT; role++)
                json_array_append_new(roles, json_string(vocabulary_word(VOCABULARY_ROLE, role)));
        json_t *data = json_pack("{s:o?, s:o, s:s?, s:s?}", "users", json_loads(text, 0, NULL), "roles", roles, "told",
                                 told, "passphrase", passphrase);
        *ret_response = page_render(200, "users", data, call->who);
        json_decref(data);
        return true;
}

bool
page_users(const RouteCall *call, Response **ret_response, GError **error)
{
        return users_show(call, NULL, NULL, ret_response, error);
}

/* "1a2b-3c4d-...": easy to read out. New string, secret. */
static char *
users_passphrase(void)
{
        g_autofree char *digits = passphrase_random();
        GString *text = g_string_new(NULL);
        for (unsigned i = 0; i < USERS_DIGITS; i++) {
                if (i > 0 && i % USERS_GROUP == 0)
                        g_string_append_c(text, '-');
                g_string_append_c(text, digits[i]);
        }
        return g_string_free(text, FALSE);
}

/* As it is compared when signing in. New string; NULL when the form has none. */
static char *
users_name(const Request *request)
{
        const char *typed = request_form(request, "name");
        g_autofree char *lower = typed == NULL ? NULL : g_ascii_strdown(typed, -1);
        return lower == NULL ? NULL : g_strdup(g_strstrip(lower));
}

/* local: the account gets a passphrase of its own, made here. */
static bool
users_change(const RouteCall *call, AccountChange change, bool local, Response **ret_response, GError **error)
{
        g_autofree char *name = users_name(call->request);
        g_autofree char *passphrase = local ? users_passphrase() : NULL;
        g_autofree char *stored = local ? passphrase_store(passphrase, error) : NULL;
        AccountAnswer answer = ACCOUNT_GONE;
        if (local && stored == NULL)
                return false;
        if (!account_store_change(call->db, call->who->staff->name, change, name, request_form(call->request, "role"),
                                  stored, &answer, error))
                return false;
        if (answer == ACCOUNT_DONE && local)
                return users_show(call, name, passphrase, ret_response, error);
        *ret_response = answer == ACCOUNT_DONE ? response_see_other("/users") : users_answer(answer, call->who);
        return true;
}

bool
page_users_add(const RouteCall *call, Response **ret_response, GError **error)
{
        return users_change(call, ACCOUNT_ADD, request_form(call->request, "local") != NULL, ret_response, error);
}

bool
page_users_role(const RouteCall *call, Response **ret_response, GError **error)
{
        return users_change(call, ACCOUNT_ROLE, false, ret_response, error);
}

bool
page_users_passphrase(const RouteCall *call, Response **ret_response, GError **error)
{
        const bool none = request_form(call->request, "none") != NULL;
        return users_change(call, ACCOUNT_PASSPHRASE, !none, ret_response, error);
}

bool
page_users_close(const RouteCall *call, Response **ret_response, GError **error)
{
        return users_change(call, ACCOUNT_CLOSE, false, ret_response, error);
}
