/* Signing in and out. The normal way in is the force's own sign-on at the proxy; these accounts are the exception. */
#include "web/page.h"
#include "web/route.h"

bool
page_home(const RouteCall *call, Response **ret_response, GError **error)
{
        static const char *const homes[ROLE_COUNT] = { [ROLE_ENQUIRER] = "/search",
                                                       [ROLE_HANDLER] = "/queue",
                                                       [ROLE_SUPERVISOR] = "/queue",
                                                       [ROLE_AUDITOR] = "/team",
                                                       [ROLE_ADMIN] = "/users" };
        *ret_response = response_see_other(homes[call->who->role]);
        return true;
}

static Response *
sign_in_page(unsigned status, const char *problem, bool kept)
{
        json_t *data = json_pack("{s:s?, s:b}", "problem", problem, "kept", kept);
        Response *response = page_render(status, "sign_in", data, NULL);
        json_decref(data);
        return response;
}

bool
page_sign_in(const RouteCall *call, Response **ret_response, GError **error)
{
        *ret_response = sign_in_page(200, NULL, request_query(call->request, "kept") != NULL);
        return true;
}

bool
page_sign_in_send(const RouteCall *call, Response **ret_response, GError **error)
{
        const char *name = request_form(call->request, "username"),
                   *passphrase = request_form(call->request, "password");
        g_autofree char *cookie = NULL;
        unsigned wait = 0;
        if (name == NULL || passphrase == NULL) {
                *ret_response = sign_in_page(400, "Enter your name and your passphrase.", false);
                return true;
        }
        if (!access_sign_in(call->db, call->request, name, passphrase, &cookie, &wait, error))
                return false;
        if (cookie != NULL) {
                *ret_response = response_see_other("/");
                response_header(*ret_response, "Set-Cookie", cookie);
                return true;
        }
        g_autofree char *later =
            g_strdup_printf("Too many tries. Wait %u second%s and try again.", wait, wait == 1 ? "" : "s");
        *ret_response =
            wait > 0 ? sign_in_page(429, later, false)
                     : sign_in_page(403, "Name or passphrase is wrong. Nothing more is said, for your safety.", false);
        return true;
}

bool
page_sign_out(const RouteCall *call, Response **ret_response, GError **error)
{
        if (!staff_store_end(call->db, call->who->session, error))
                return false;
        g_autofree char *cookie = access_no_cookie(call->request);
        *ret_response = response_see_other("/sign-in");
        response_header(*ret_response, "Set-Cookie", cookie);
        return true;
}
