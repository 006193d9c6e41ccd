#include "config/config_check.h"

#include <arpa/inet.h>
#include <string.h>

static bool
fault_set(ConfigFault *ret_fault, const char *key, const char *reason)
{
        *ret_fault = (ConfigFault){ .key = key, .reason = reason };
        return false;
}

bool
config_is_loopback(const char *host)
{
        struct in_addr four;
        struct in6_addr six;
        if (g_ascii_strcasecmp(host, "localhost") == 0)
                return true;
        if (inet_pton(AF_INET, host, &four) == 1)
                return (ntohl(four.s_addr) >> 24) == 127;
        return inet_pton(AF_INET6, host, &six) == 1 && IN6_IS_ADDR_LOOPBACK(&six);
}

/* A host name or address, and nothing that could end up in a command or an address. */
static bool
check_host(const char *host, TlsMode tls, ConfigFault *ret_fault)
{
        if (host[strspn(host, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-_:")] != '\0')
                return fault_set(ret_fault, "host", "is not a host name or address");
        if (tls == TLS_NONE && !config_is_loopback(host))
                return fault_set(ret_fault, "tls", "\"none\" is accepted for loopback addresses only");
        return true;
}

static bool
check_oauth(const ConfigOauth *oauth, AuthMode auth, ConfigFault *ret_fault)
{
        if (oauth->token_url == NULL)
                return auth != AUTH_XOAUTH2 || fault_set(ret_fault, "oauth", "is needed with auth = \"xoauth2\"");
        if (auth != AUTH_XOAUTH2)
                return fault_set(ret_fault, "oauth", "is of use with auth = \"xoauth2\" only");
        g_autoptr(GUri) uri = g_uri_parse(oauth->token_url, G_URI_FLAGS_NONE, NULL);
        const char *scheme = uri == NULL ? "" : g_uri_get_scheme(uri);
        const char *host = uri == NULL ? NULL : g_uri_get_host(uri);
        if (host == NULL || host[0] == '\0' || g_uri_get_userinfo(uri) != NULL)
                return fault_set(ret_fault, "oauth.token_url", "is not an address such as https://host/path");
        if (strcmp(scheme, "https") != 0 && !(strcmp(scheme, "http") == 0 && config_is_loopback(host)))
                return fault_set(ret_fault, "oauth.token_url", "must be https");
        return true;
}

static bool
check_folders(const ConfigMailbox *mailbox, ConfigFault *ret_fault)
{
        struct {
                const char *key;
                const char *name;
        } all[3 + 20] = { { "folder", mailbox->folder },
                          { "processed_folder", mailbox->processed_folder },
                          { "failed_folder", mailbox->failed_folder } };
        unsigned count = 3;
        for (unsigned i = 0; i < mailbox->further_folders->len && count < G_N_ELEMENTS(all); i++, count++) {
                all[count].key = "further_folders";
                all[count].name = g_ptr_array_index(mailbox->further_folders, i);
        }
        for (unsigned i = 0; i < count; i++)
                for (unsigned j = 0; j < i; j++) {
                        const bool inbox = g_ascii_strcasecmp(all[i].name, "INBOX") == 0 &&
                                           g_ascii_strcasecmp(all[j].name, "INBOX") == 0;
                        if (inbox || strcmp(all[i].name, all[j].name) == 0)
                                return fault_set(ret_fault, all[i].key, "names a folder that has another use here");
                }
        return true;
}

/* INBOX in any spelling is one folder (RFC 3501 5.1), and its name is part of each mail's key. */
static void
check_inbox(char **folder)
{
        if (g_ascii_strcasecmp(*folder, "INBOX") != 0)
                return;
        g_free(*folder);
        *folder = g_strdup("INBOX");
}

gint64
config_day_ends(const char *day)
{
        static const char shape[] = "dddd-dd-dd";
        if (*day == '\0')
                return 0;
        if (strlen(day) != sizeof shape - 1)
                return -1;
        for (size_t i = 0; shape[i] != '\0'; i++)
                if (shape[i] == 'd' ? !g_ascii_isdigit(day[i]) : day[i] != '-')
                        return -1;
        g_autofree char *last = g_strconcat(day, "T00:00:00Z", NULL);
        g_autoptr(GDateTime) begins = g_date_time_new_from_iso8601(last, NULL);
        g_autoptr(GDateTime) ends = begins == NULL ? NULL : g_date_time_add_days(begins, 1);
        return ends == NULL ? -1 : g_date_time_to_unix(ends);
}

static bool
check_day(const char *day, ConfigFault *ret_fault)
{
        return config_day_ends(day) >= 0 ||
               fault_set(ret_fault, "credential_ends_on", "is not a day such as 2027-05-31");
}

bool
config_check_mailbox(ConfigMailbox *mailbox, ConfigFault *ret_fault)
{
        if (mailbox->name[strspn(mailbox->name, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-_")] !=
            '\0')
                return fault_set(ret_fault, "name", "may have letters, digits, dot, dash and underscore only");
        if (strcmp(mailbox->name, "import") == 0)
                return fault_set(ret_fault, "name", "is kept for ccot import");
        if (mailbox->port == 0)
                mailbox->port = mailbox->tls == TLS_IMPLICIT ? 993 : 143;
        check_inbox(&mailbox->folder);
        for (unsigned i = 0; i < mailbox->further_folders->len; i++)
                check_inbox((char **) &g_ptr_array_index(mailbox->further_folders, i));
        if (mailbox->auth != AUTH_XOAUTH2 && mailbox->password_file == NULL)
                return fault_set(ret_fault, "password_file", "is needed unless auth = \"xoauth2\"");
        return check_host(mailbox->host, mailbox->tls, ret_fault) &&
               check_day(mailbox->credential_ends_on, ret_fault) &&
               check_oauth(&mailbox->oauth, mailbox->auth, ret_fault) && check_folders(mailbox, ret_fault);
}

/* It stands in a command and in a header. */
static bool
check_is_address(const char *address)
{
        const char *at = strchr(address, '@');
        if (at == NULL || at == address || at[1] == '\0' || strchr(at + 1, '@') != NULL)
                return false;
        for (const char *letter = address; *letter != '\0'; letter++)
                if (*letter <= 0x20 || *letter > 0x7e || strchr("<>()[]\\,;:\"", *letter) != NULL)
                        return false;
        return true;
}

bool
config_check_smtp(ConfigSmtp *smtp, ConfigFault *ret_fault)
{
        if (smtp->port == 0)
                smtp->port = smtp->tls == TLS_IMPLICIT ? 465 : 587;
        if (!check_is_address(smtp->from))
                return fault_set(ret_fault, "from", "is not an address");
        if (smtp->envelope_from[0] != '\0' && !check_is_address(smtp->envelope_from))
                return fault_set(ret_fault, "envelope_from", "is not an address");
        if (smtp->auth != AUTH_NONE && smtp->user == NULL)
                return fault_set(ret_fault, "user", "is needed unless auth = \"none\"");
        if ((smtp->auth == AUTH_PLAIN || smtp->auth == AUTH_LOGIN) && smtp->password_file == NULL)
                return fault_set(ret_fault, "password_file", "is needed with auth = \"plain\" and \"login\"");
        return check_host(smtp->host, smtp->tls, ret_fault) && check_day(smtp->credential_ends_on, ret_fault) &&
               check_oauth(&smtp->oauth, smtp->auth, ret_fault);
}

static bool
check_listen(const char *listen, ConfigFault *ret_fault)
{
        if (listen[0] == '/')
                return true;
        const char *colon = strrchr(listen, ':');
        guint64 port = 0;
        if (colon == NULL || colon == listen || !g_ascii_string_to_unsigned(colon + 1, 10, 1, 65535, &port, NULL))
                return fault_set(ret_fault, "listen", "must be address:port or the absolute path of a socket");
        return true;
}

/* Nothing that browsers or proxies say of themselves: it would sign anybody in. */
static bool
check_header(const char *name, ConfigFault *ret_fault)
{
        static const char *const taken[] = { "Host",   "Cookie",     "Origin",  "Referer",        "User-Agent",
                                             "Accept", "Connection", "Content", "Sec-Fetch-Site", "X-Forwarded-Proto" };
        if (name[strspn(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-")] != '\0')
                return fault_set(ret_fault, "user_header", "is not the name of a header: letters, digits and dashes");
        for (unsigned i = 0; i < G_N_ELEMENTS(taken); i++)
                if (g_ascii_strncasecmp(name, taken[i], strlen(taken[i])) == 0)
                        return fault_set(ret_fault, "user_header", "is a header with a meaning of its own");
        return true;
}

/* What stands in the answers and in a header goes out in 7 bits. */
static bool
check_acknowledge(const Config *config, ConfigFault *ret_fault)
{
        const struct {
                const char *key;
                const char *text;
        } texts[] = { { "force", config->acknowledge_force },
                      { "area", config->acknowledge_area },
                      { "team", config->acknowledge_team },
                      { "team_telephone", config->acknowledge_team_telephone },
                      { "outside_telephone", config->acknowledge_outside_telephone },
                      { "post", config->acknowledge_post } };
        for (unsigned i = 0; i < G_N_ELEMENTS(texts); i++)
                for (const char *at = texts[i].text; *at != '\0'; at++)
                        if (*at < 0x20 || *at > 0x7e || *at == '{' || *at == '}')
                                return fault_set(ret_fault, texts[i].key, "may have plain ASCII only, and no braces");
        return true;
}

bool
config_in_domains(const char *address, const GPtrArray *domains)
{
        const char *domain = strrchr(address, '@') == NULL ? "" : strrchr(address, '@') + 1;
        const size_t length = strlen(domain);
        for (unsigned i = 0; i < domains->len; i++) {
                const char *wanted = g_ptr_array_index(domains, i);
                const size_t least = strlen(wanted);
                if (least > 0 && length >= least && g_ascii_strcasecmp(domain + length - least, wanted) == 0 &&
                    (length == least || domain[length - least - 1] == '.'))
                        return true;
        }
        return false;
}

/* A person must find the one that is wrong, and it is the administrator's own text: the address is named. */
static bool
check_report(const Config *config, ConfigFault *ret_fault)
{
        for (unsigned i = 0; i < config->report_recipients->len; i++) {
                const char *address = g_ptr_array_index(config->report_recipients, i);
                g_autofree char *reason = NULL;
                if (!check_is_address(address))
                        reason = g_strdup_printf("\"%s\" is not an address", address);
                else if (!config_in_domains(address, config->report_domains))
                        reason = g_strdup_printf("\"%s\" is outside report.domains", address);
                if (reason != NULL)
                        return fault_set(ret_fault, "recipients", g_intern_string(reason));
        }
        return true;
}

bool
config_check_rest(const Config *config, const char *name, ConfigFault *ret_fault)
{
        if (strcmp(name, "web") == 0)
                return check_listen(config->web_listen, ret_fault) && check_header(config->web_user_header, ret_fault);
        if (strcmp(name, "acknowledge") == 0)
                return check_acknowledge(config, ret_fault);
        if (strcmp(name, "report") == 0)
                return check_report(config, ret_fault);
        if (strcmp(name, "alarm") == 0)
                return config->alarm_address[0] == '\0' || check_is_address(config->alarm_address) ||
                       fault_set(ret_fault, "address", "is not an address");
        if (strcmp(name, "parser") != 0)
                return true;
        const char *languages = config->parser_ocr_languages;
        if (languages[strspn(languages, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_+")] != '\0')
                return fault_set(ret_fault, "ocr_languages", "must be names such as eng+cym");
        if (config->parser_step_seconds > config->parser_message_seconds)
                return fault_set(ret_fault, "step_seconds", "is more than message_seconds");
        return true;
}
