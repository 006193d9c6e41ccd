/* The configuration file (libconfig) as a checked struct. One table, setting.def, feeds the reader, the sample file
 * config/ccot.conf, --check-config and the manual page. An unknown or ill-typed key is CCOT_ERROR_CONFIG naming file,
 * line and key. Units are in the names. Secrets are read from files by config/secret and never printed. */
#ifndef CONFIG_CONFIG_H
#define CONFIG_CONFIG_H

#include <glib.h>
#include <stdbool.h>

typedef enum { TLS_IMPLICIT, TLS_STARTTLS, TLS_NONE } TlsMode;      /* none: loopback addresses only */
typedef enum { AUTH_PLAIN, AUTH_LOGIN, AUTH_XOAUTH2, AUTH_NONE } AuthMode; /* none: SMTP only */

typedef struct {
        char *token_url;
        char *client_id;
        char *client_secret_file;
        char *scope;
} ConfigOauth;

typedef struct {
        char *name; /* unique; letters, digits, dot, dash, underscore */
        char *host;
        unsigned port;
        TlsMode tls;
        char *ca_file; /* NULL: the system's */
        char *user;
        AuthMode auth;
        char *password_file;
        char *folder;
        char *processed_folder;
        char *failed_folder;
        GPtrArray *further_folders; /* of char* */
        bool move;
        bool idle;
        unsigned poll_seconds;
        unsigned idle_renew_seconds;
        unsigned answer_seconds;       /* deadline for a whole answer of the server */
        unsigned placeholder_minutes;  /* a delayed attachment is queued with a problem after this */
        unsigned backlog_days;         /* at the first start, mail older than this is a backlog; 0: none is */
        unsigned message_mib;          /* size cap */
        ConfigOauth oauth;             /* all NULL unless auth is xoauth2 */
} ConfigMailbox;

typedef struct {
        char *database_conninfo;
        GPtrArray *mailboxes; /* of ConfigMailbox* */
        unsigned parser_workers;
        unsigned parser_step_seconds;
        unsigned parser_message_seconds;
        unsigned parser_memory_mib;
        char *parser_ocr_languages;
        bool has_smtp; /* smtp, acknowledge and web groups are read and checked; used by later programs */
        char *web_listen;
        unsigned web_session_minutes;
} Config;

/* Fails with CCOT_ERROR_CONFIG: "FILE:LINE: key: reason". */
Config *config_read(const char *path, GError **error);
void config_free(Config *config);
const ConfigMailbox *config_mailbox(const Config *config, const char *name); /* NULL when there is none */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Config, config_free)

#endif
