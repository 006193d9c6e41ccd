#include "config/config.h"

#include "base/error.h"

#include <glib/gstdio.h>
#include <string.h>

#define DATABASE "database = { conninfo = \"dbname=x\"; };\n"
#define BOX      "name = \"box\"; host = \"mail.force.example\"; user = \"u\"; password_file = \"/p\";"
#define MINIMAL  DATABASE "mailboxes = ( { " BOX " } );\n"
#define OAUTH    "token_url = \"https://login.example/t\"; client_id = \"i\"; client_secret_file = \"s\"; scope = \"x\";"

/* The file with that text, read; *ret_path is its path, a new string. */
static Config *
load(const char *text, char **ret_path, GError **error)
{
        g_autofree char *folder = g_dir_make_tmp("ccot-config-XXXXXX", NULL);
        char *path = g_build_filename(folder, "ccot.conf", NULL);
        g_assert_true(g_file_set_contents(path, text, -1, NULL));
        Config *config = config_load(path, error);
        (void) g_remove(path);
        (void) g_rmdir(folder);
        *ret_path = path;
        return config;
}

static void
test_minimal(void)
{
        g_autofree char *path = NULL;
        g_autoptr(GError) error = NULL;
        g_autoptr(Config) config = load(MINIMAL, &path, &error);
        g_assert_no_error(error);
        const ConfigMailbox *box = config_mailbox(config, "box");
        g_assert_nonnull(box);
        g_assert_null(config_mailbox(config, "Box"));
        g_assert_cmpuint(box->port, ==, 993);
        g_assert_cmpint(box->tls, ==, TLS_IMPLICIT);
        g_assert_cmpint(box->auth, ==, AUTH_PLAIN);
        g_assert_cmpstr(box->folder, ==, "INBOX");
        g_assert_cmpstr(box->processed_folder, ==, "Processed");
        g_assert_cmpuint(box->further_folders->len, ==, 0);
        g_assert_true(box->move && box->idle);
        g_assert_cmpuint(box->message_mib, ==, 150);
        g_assert_null(box->ca_file);
        g_assert_false(config->has_smtp);
        g_assert_cmpuint(config->parser_workers, ==, 2);
        g_assert_cmpstr(config->parser_ocr_languages, ==, "eng+cym");
        g_assert_cmpstr(config->web_listen, ==, "127.0.0.1:8080");
        g_assert_cmpstr(config->web_user_header, ==, "X-Remote-User");
        g_assert_cmpuint(config->web_request_seconds, ==, 30);
        g_assert_cmpint(config->acknowledge_private_senders, ==, PRIVATE_NEUTRAL);
}

static void
test_days(void)
{
        g_assert_cmpint(config_day_ends(""), ==, 0);
        g_assert_cmpint(config_day_ends("1970-01-01"), ==, 86400);
        g_assert_cmpint(config_day_ends("2028-02-29"), ==, 1835481600);
        static const char *const wrong[] = { "2027-02-29", "2027-13-01", "2027-1-1", "31-05-2027", "2027-05-31 ", "x" };
        for (unsigned i = 0; i < G_N_ELEMENTS(wrong); i++)
                g_assert_cmpint(config_day_ends(wrong[i]), ==, -1);
}

static void
test_everything(void)
{
        static const char text[] = DATABASE
            "mailboxes = ( { " BOX " tls = \"starttls\"; folder = \"Orders\"; further_folders = [\"Junk Email\"]; move "
            "= false; poll_seconds = 5; },\n"
            "{ name = \"b-2\"; host = \"::1\"; tls = \"none\"; port = 1143; user = \"u\"; auth = \"xoauth2\"; oauth = "
            "{ " OAUTH " }; } );\n"
            "smtp = { host = \"127.0.0.1\"; tls = \"implicit\"; from = \"a@force.example\"; auth = \"none\"; };\n"
            "acknowledge = { enabled = false; per_hour = 7; private_senders = \"off\"; };\nweb = { listen = "
            "\"/run/ccot/web\"; session_minutes = 60; };\n"
            "parser = { workers = 1; memory_mib = 1024; };\n";
        g_autofree char *path = NULL;
        g_autoptr(GError) error = NULL;
        g_autoptr(Config) config = load(text, &path, &error);
        g_assert_no_error(error);
        const ConfigMailbox *one = config_mailbox(config, "box");
        const ConfigMailbox *two = config_mailbox(config, "b-2");
        g_assert_cmpuint(one->port, ==, 143);
        g_assert_cmpstr(g_ptr_array_index(one->further_folders, 0), ==, "Junk Email");
        g_assert_false(one->move);
        g_assert_cmpuint(one->poll_seconds, ==, 5);
        g_assert_cmpuint(two->port, ==, 1143);
        g_assert_cmpint(two->tls, ==, TLS_NONE);
        g_assert_cmpstr(two->oauth.client_id, ==, "i");
        /* a path that is not absolute lies beside the file */
        g_autofree char *folder = g_path_get_dirname(path);
        g_autofree char *secret = g_build_filename(folder, "s", NULL);
        g_assert_cmpstr(two->oauth.client_secret_file, ==, secret);
        g_assert_true(config->has_smtp);
        g_assert_cmpuint(config->smtp.port, ==, 465);
        g_assert_cmpstr(config->smtp.envelope_from, ==, "");
        g_assert_false(config->acknowledge_enabled);
        g_assert_cmpint(config->acknowledge_private_senders, ==, PRIVATE_OFF);
        g_assert_cmpuint(config->parser_memory_mib, ==, 1024);
}

/* Each wrong file and what is said about it after "FILE:". */
static const struct {
        const char *name;
        const char *text;
        const char *message;
} WRONG[] = {
        { "empty", "", "1: database: is needed" },
        { "no-mailboxes", DATABASE, "1: mailboxes: is needed" },
        { "no-database", "mailboxes = ( { " BOX " } );", "1: database: is needed" },
        { "syntax", "database = {\n conninfo == 1;\n};", "2: syntax error" },
        { "unknown-group", MINIMAL "databse = { };", "3: databse: is not a setting" },
        { "unknown-key", DATABASE "mailboxes = ( {\n" BOX "\n prot = 1; } );",
          "4: mailboxes[0].prot: is not a setting" },
        { "unknown-inner-key",
          DATABASE "mailboxes = ( { name = \"n\"; host = \"h\"; user = \"u\"; auth = \"xoauth2\"; oauth = { " OAUTH
                   "\n secret = \"x\"; }; } );",
          "3: mailboxes[0].oauth.secret: is not a setting" },
        { "group-is-number", "database = 1;", "1: database: must be a group in { }" },
        { "text-is-number", "database = {\n conninfo = 1; };", "2: database.conninfo: must be a text in \"...\"" },
        { "number-is-text", MINIMAL "parser = { workers = \"2\"; };", "3: parser.workers: must be a whole number" },
        { "number-is-real", MINIMAL "parser = { workers = 2.0; };", "3: parser.workers: must be a whole number" },
        { "number-low", MINIMAL "parser = { workers = 0; };", "3: parser.workers: must be from 1 to 256" },
        { "number-high", MINIMAL "parser = { workers = 257; };", "3: parser.workers: must be from 1 to 256" },
        { "number-huge", MINIMAL "parser = { workers = 99999999999L; };", "3: parser.workers: must be from 1 to 256" },
        { "number-negative", MINIMAL "parser = { workers = -1; };", "3: parser.workers: must be from 1 to 256" },
        { "flag-is-number", MINIMAL "acknowledge = { enabled = 1; };",
          "3: acknowledge.enabled: must be true or false" },
        { "choice", DATABASE "mailboxes = ( { " BOX "\n tls = \"ssl\"; } );",
          "3: mailboxes[0].tls: must be one of implicit, starttls, none" },
        { "list-is-text", DATABASE "mailboxes = ( { " BOX "\n further_folders = \"Junk\"; } );",
          "3: mailboxes[0].further_folders: must be a list of texts, such as [\"one\", \"two\"]" },
        { "list-of-numbers", DATABASE "mailboxes = ( { " BOX " further_folders = [1]; } );",
          "2: mailboxes[0].further_folders: must be a list of texts, such as [\"one\", \"two\"]" },
        { "empty-text", "database = { conninfo = \"\"; };", "1: database.conninfo: is empty" },
        { "control-character",
          DATABASE "mailboxes = ( { name = \"a\"; host = \"h\"; password_file = \"p\";\n user = \"a\\nb\"; } );",
          "3: mailboxes[0].user: has a control character" },
        { "needed", DATABASE "mailboxes = (\n { name = \"a\"; user = \"u\"; } );", "3: mailboxes[0].host: is needed" },
        { "mailboxes-empty", DATABASE "mailboxes = ( );",
          "2: mailboxes: must be a list of groups, ( { ... }, { ... } )" },
        { "mailboxes-group", DATABASE "mailboxes = { };",
          "2: mailboxes: must be a list of groups, ( { ... }, { ... } )" },
        { "same-name", DATABASE "mailboxes = ( { " BOX " },\n { " BOX " } );",
          "3: mailboxes[1].name: is the name of two mailboxes" },
        { "name", DATABASE "mailboxes = ( { name = \"a b\"; host = \"h\"; user = \"u\"; password_file = \"p\"; } );",
          "2: mailboxes[0].name: may have letters, digits, dot, dash and underscore only" },
        { "name-import",
          DATABASE "mailboxes = ( { name = \"import\"; host = \"h\"; user = \"u\"; password_file = \"p\"; } );",
          "2: mailboxes[0].name: is kept for ccot import" },
        { "none-elsewhere", DATABASE "mailboxes = ( { " BOX "\n tls = \"none\"; } );",
          "3: mailboxes[0].tls: \"none\" is accepted for loopback addresses only" },
        { "host", DATABASE "mailboxes = ( { name = \"a\"; user = \"u\"; password_file = \"p\"; host = \"a b\"; } );",
          "2: mailboxes[0].host: is not a host name or address" },
        { "no-password", DATABASE "mailboxes = (\n { name = \"a\"; host = \"h\"; user = \"u\"; } );",
          "3: mailboxes[0].password_file: is needed unless auth = \"xoauth2\"" },
        { "no-oauth", DATABASE "mailboxes = (\n { " BOX " auth = \"xoauth2\"; } );",
          "3: mailboxes[0].oauth: is needed with auth = \"xoauth2\"" },
        { "oauth-unused", DATABASE "mailboxes = ( { " BOX "\n oauth = { " OAUTH " }; } );",
          "3: mailboxes[0].oauth: is of use with auth = \"xoauth2\" only" },
        { "same-folder", DATABASE "mailboxes = ( { " BOX "\n failed_folder = \"Processed\"; } );",
          "3: mailboxes[0].failed_folder: names a folder that has another use here" },
        { "inbox-twice", DATABASE "mailboxes = ( { " BOX "\n further_folders = [\"inbox\"]; } );",
          "3: mailboxes[0].further_folders: names a folder that has another use here" },
        { "smtp-user", MINIMAL "smtp = { host = \"h\";\n from = \"a@b.example\"; };",
          "3: smtp.user: is needed unless auth = \"none\"" },
        { "alarm-without-smtp", MINIMAL "alarm = { address = \"desk@force.example\"; };",
          "3: alarm.address: needs the group smtp" },
        { "alarm-address", MINIMAL "alarm = { address = \"desk\"; };", "3: alarm.address: is not an address" },
        { "report-domain",
          MINIMAL "report = { recipients = [ \"a@force.example\", \"b@notforce.example\" ]; domains = [ "
                  "\"force.example\" ]; };",
          "3: report.recipients: \"b@notforce.example\" is outside report.domains" },
        { "report-no-domain", MINIMAL "report = { recipients = [ \"a@force.example\" ]; };",
          "3: report.recipients: \"a@force.example\" is outside report.domains" },
        { "smtp-password", MINIMAL "smtp = { host = \"h\"; from = \"a@b.example\"; user = \"u\"; };",
          "3: smtp.password_file: is needed with auth = \"plain\" and \"login\"" },
        { "smtp-from", MINIMAL "smtp = { host = \"h\"; from = \"abc\"; auth = \"none\"; };",
          "3: smtp.from: is not an address" },
        { "smtp-tls-none", MINIMAL "smtp = { host = \"h\"; from = \"a@b.example\"; auth = \"none\"; tls = \"none\"; };",
          "3: smtp.tls: \"none\" is accepted for loopback addresses only" },
        { "listen", MINIMAL "web = { listen = \"8080\"; };",
          "3: web.listen: must be address:port or the absolute path of a socket" },
        { "user-header", MINIMAL "web = { user_header = \"X Remote\"; };",
          "3: web.user_header: is not the name of a header: letters, digits and dashes" },
        { "user-header-taken", MINIMAL "web = { user_header = \"cookie\"; };",
          "3: web.user_header: is a header with a meaning of its own" },
        { "listen-port", MINIMAL "web = { listen = \"localhost:65536\"; };",
          "3: web.listen: must be address:port or the absolute path of a socket" },
        { "languages", MINIMAL "parser = { ocr_languages = \"eng;rm\"; };",
          "3: parser.ocr_languages: must be names such as eng+cym" },
        { "step", MINIMAL "parser = {\n step_seconds = 10; message_seconds = 5; };",
          "4: parser.step_seconds: is more than message_seconds" },
        { "poll-high", DATABASE "mailboxes = ( { " BOX " poll_seconds = 86401; } );",
          "2: mailboxes[0].poll_seconds: must be from 1 to 86400" },
        { "cap", DATABASE "mailboxes = ( { " BOX " message_mib = 151; } );",
          "2: mailboxes[0].message_mib: must be from 1 to 150" },
        { "idle-high", DATABASE "mailboxes = ( { " BOX " idle_renew_seconds = 1741; } );",
          "2: mailboxes[0].idle_renew_seconds: must be from 1 to 1740" },
};

static void
test_wrong(gconstpointer data)
{
        const unsigned at = GPOINTER_TO_UINT(data);
        g_autofree char *path = NULL;
        g_autoptr(GError) error = NULL;
        g_autoptr(Config) config = load(WRONG[at].text, &path, &error);
        g_assert_null(config);
        g_assert_error(error, CCOT_ERROR, CCOT_ERROR_CONFIG);
        g_autofree char *expected = g_strdup_printf("%s:%s", path, WRONG[at].message);
        g_assert_cmpstr(error->message, ==, expected);
}

static void
test_token_address(void)
{
        static const struct {
                const char *address;
                bool good;
        } cases[] = { { "https://login.example/t", true }, { "http://127.0.0.1:8/t", true },
                      { "http://login.example/t", false }, { "https://user@login.example/", false },
                      { "login.example/t", false },        { "file:///etc/passwd", false } };
        for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
                g_autofree char *text = g_strdup_printf(
                    DATABASE "mailboxes = ( { name = \"a\"; host = \"h\"; user = \"u\"; auth = \"xoauth2\"; oauth = { "
                             "token_url = "
                             "\"%s\"; client_id = \"i\"; client_secret_file = \"s\"; scope = \"x\"; }; } );",
                    cases[i].address);
                g_autofree char *path = NULL;
                g_autoptr(GError) error = NULL;
                g_autoptr(Config) config = load(text, &path, &error);
                g_assert_true((config != NULL) == cases[i].good);
                g_assert_true(cases[i].good || strstr(error->message, ":2: mailboxes[0].oauth.token_url: ") != NULL);
        }
}

static void
test_no_file(void)
{
        g_autoptr(GError) error = NULL;
        g_assert_null(config_load("/nowhere/ccot.conf", &error));
        g_assert_error(error, CCOT_ERROR, CCOT_ERROR_CONFIG);
        g_assert_cmpstr(error->message, ==, "/nowhere/ccot.conf: No such file or directory");
}

/* libconfig's own reader would end the process. */
static void
test_folder_is_no_file(void)
{
        g_autofree char *folder = g_dir_make_tmp("ccot-config-XXXXXX", NULL);
        g_autofree char *expected = g_strdup_printf("%s: is not a file", folder);
        g_autoptr(GError) error = NULL;
        g_assert_null(config_load(folder, &error));
        g_assert_error(error, CCOT_ERROR, CCOT_ERROR_CONFIG);
        g_assert_cmpstr(error->message, ==, expected);
        (void) g_rmdir(folder);
}

/* A wrong key is looked for in the file that has it. */
static void
test_included_file(void)
{
        g_autofree char *folder = g_dir_make_tmp("ccot-config-XXXXXX", NULL);
        g_autofree char *path = g_build_filename(folder, "ccot.conf", NULL);
        g_autofree char *more = g_build_filename(folder, "more.conf", NULL);
        g_autoptr(GError) error = NULL;
        g_assert_true(g_file_set_contents(path, MINIMAL "@include \"more.conf\"\n", -1, NULL));
        g_assert_true(g_file_set_contents(more, "\nweb = { session_minutes = 7; };\n", -1, NULL));
        g_autoptr(Config) config = config_load(path, &error);
        g_assert_no_error(error);
        g_assert_cmpuint(config->web_session_minutes, ==, 7);
        g_assert_true(g_file_set_contents(more, "\nweb = { session_minute = 7; };\n", -1, NULL));
        g_assert_null(config_load(path, &error));
        g_assert_nonnull(strstr(error->message, "more.conf:2: web.session_minute: "));
        (void) g_remove(path);
        (void) g_remove(more);
        (void) g_rmdir(folder);
}

/* RFC 3501 5.1: INBOX in any spelling is one folder, and gets one name in the register. */
static void
test_inbox_has_one_name(void)
{
        g_autofree char *path = NULL;
        g_autoptr(GError) error = NULL;
        g_autoptr(Config) config =
            load(DATABASE "mailboxes = ( { " BOX " folder = \"Inbox\"; further_folders = [\"Inbox/Junk\"]; } );", &path,
                 &error);
        g_assert_no_error(error);
        g_assert_cmpstr(config_mailbox(config, "box")->folder, ==, "INBOX");
        g_assert_cmpstr(g_ptr_array_index(config_mailbox(config, "box")->further_folders, 0), ==, "Inbox/Junk");
}

static void
test_credentials_folder(void)
{
        g_autofree char *folder = g_dir_make_tmp("ccot-credentials-XXXXXX", NULL);
        g_autofree char *given = g_build_filename(folder, "imap", NULL);
        g_autofree char *path = NULL;
        g_autoptr(GError) error = NULL;
        g_assert_true(g_file_set_contents(given, "x", -1, NULL));
        g_assert_true(g_setenv("CREDENTIALS_DIRECTORY", folder, TRUE));
        g_autoptr(Config) config = load(DATABASE "mailboxes = ( { name = \"a\"; host = \"h\"; user = \"u\"; "
                                                 "password_file = \"imap\"; ca_file = \"ca.pem\"; } );",
                                        &path, &error);
        g_unsetenv("CREDENTIALS_DIRECTORY");
        g_assert_no_error(error);
        g_assert_cmpstr(config_mailbox(config, "a")->password_file, ==, given);
        g_assert_false(g_str_has_prefix(config_mailbox(config, "a")->ca_file, folder));
        (void) g_remove(given);
        (void) g_rmdir(folder);
}

static void
test_loopback(void)
{
        static const char *const good[] = { "localhost", "LOCALHOST", "127.0.0.1", "127.255.0.9", "::1" };
        static const char *const bad[] = {
                "", "localhost.example", "128.0.0.1", "127.0.0.1.example", "0.0.0.0", "::", "::2", "1"
        };
        for (unsigned i = 0; i < G_N_ELEMENTS(good); i++)
                g_assert_true(config_is_loopback(good[i]));
        for (unsigned i = 0; i < G_N_ELEMENTS(bad); i++)
                g_assert_false(config_is_loopback(bad[i]));
}

/* The sample is what the table prints, and it loads as it stands and with every comment taken away. */
static void
test_sample(void)
{
        g_autofree char *printed = config_sample();
        g_autofree char *kept = NULL;
        g_autofree char *path = NULL;
        g_autofree char *open_path = NULL;
        g_autoptr(GError) error = NULL;
        g_assert_true(g_file_get_contents(CCOT_SOURCE_DIR "/config/ccot.conf", &kept, NULL, NULL));
        g_assert_cmpstr(printed, ==, kept);
        g_autoptr(Config) config = load(printed, &path, &error);
        g_assert_no_error(error);
        g_autoptr(GRegex) comment = g_regex_new("^( *)#( *)#?([a-z_]+ = |\\};)", G_REGEX_MULTILINE, 0, NULL);
        g_autofree char *open = g_regex_replace(comment, printed, -1, 0, "\\1\\2\\3", 0, NULL);
        g_autoptr(GString) all = g_string_new(open);
        g_string_replace(all, "auth = \"plain\"", "auth = \"xoauth2\"", 1);
        g_assert_null(strstr(all->str, "#port"));
        g_autoptr(Config) full = load(all->str, &open_path, &error);
        g_assert_no_error(error);
        g_assert_true(full->has_smtp);
        g_assert_cmpint(config_mailbox(full, "civil.court.orders")->auth, ==, AUTH_XOAUTH2);
}

static void
test_manual(void)
{
        g_autofree char *manual = config_manual();
        g_assert_nonnull(strstr(manual, "| `poll_seconds` | 1 to 86400 | 60 | "));
        g_assert_nonnull(strstr(manual, "| `host` | text | needed | "));
        g_assert_nonnull(strstr(manual, "| `tls` | implicit, starttls, none | \"implicit\" | "));
        g_assert_nonnull(strstr(manual, "### oauth"));
}

int
main(int argc, char **argv)
{
        g_test_init(&argc, &argv, NULL);
        g_test_add_func("/config/minimal", test_minimal);
        g_test_add_func("/config/everything", test_everything);
        g_test_add_func("/config/days", test_days);
        for (unsigned i = 0; i < G_N_ELEMENTS(WRONG); i++) {
                g_autofree char *name = g_strdup_printf("/config/wrong/%s", WRONG[i].name);
                g_test_add_data_func(name, GUINT_TO_POINTER(i), test_wrong);
        }
        g_test_add_func("/config/token-address", test_token_address);
        g_test_add_func("/config/no-file", test_no_file);
        g_test_add_func("/config/folder-is-no-file", test_folder_is_no_file);
        g_test_add_func("/config/included-file", test_included_file);
        g_test_add_func("/config/inbox-has-one-name", test_inbox_has_one_name);
        g_test_add_func("/config/credentials-folder", test_credentials_folder);
        g_test_add_func("/config/loopback", test_loopback);
        g_test_add_func("/config/sample", test_sample);
        g_test_add_func("/config/manual", test_manual);
        return g_test_run();
}
