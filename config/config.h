/* The configuration file (libconfig) as a checked struct. One table, setting.def, feeds the reader, the sample file
 * config/ccot.conf, --check-config and the manual page. An unknown or ill-typed key is CCOT_ERROR_CONFIG naming file,
 * line and key. Units are in the names. Secrets are read from files by config/secret and never printed.
 * config_load() and not config_read(): libconfig has a function of that name. */
#ifndef CONFIG_CONFIG_H
#define CONFIG_CONFIG_H

#include <glib.h>
#include <stdbool.h>

typedef enum { TLS_IMPLICIT, TLS_STARTTLS, TLS_NONE } TlsMode;             /* none: loopback addresses only */
typedef enum { AUTH_PLAIN, AUTH_LOGIN, AUTH_XOAUTH2, AUTH_NONE } AuthMode; /* none: SMTP only */
typedef enum { PRIVATE_NEUTRAL, PRIVATE_HOLD, PRIVATE_OFF } PrivateSenders;

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
        char *password_file;      /* NULL when auth is xoauth2 */
        char *credential_ends_on; /* "": not watched */
        char *folder;
        char *processed_folder;
        char *failed_folder;
        GPtrArray *further_folders; /* of char*; never NULL */
        bool move;
        bool idle;
        unsigned poll_seconds;
        unsigned idle_renew_seconds;
        unsigned answer_seconds;      /* deadline for a whole answer of the server */
        unsigned placeholder_minutes; /* a delayed attachment is queued with a problem after this */
        unsigned backlog_days;        /* at the first start, mail older than this is a backlog; 0: none is */
        unsigned message_mib;         /* size cap */
        ConfigOauth oauth;            /* all NULL unless auth is xoauth2 */
} ConfigMailbox;

typedef struct {
        char *host;
        unsigned port;
        TlsMode tls;
        char *ca_file; /* NULL: the system's */
        char *from;
        char *envelope_from; /* "": the null sender */
        AuthMode auth;
        char *user;               /* NULL when auth is none */
        char *password_file;      /* NULL when auth is none or xoauth2 */
        char *credential_ends_on; /* "": not watched */
        unsigned answer_seconds;
        ConfigOauth oauth;
} ConfigSmtp;

typedef struct {
        char *database_conninfo;
        GPtrArray *mailboxes; /* of ConfigMailbox*; at least one */
        unsigned parser_workers;
        unsigned parser_step_seconds;
        unsigned parser_message_seconds;
        unsigned parser_memory_mib;
        char *parser_ocr_languages;
        bool has_smtp;
        ConfigSmtp smtp; /* strings NULL when has_smtp is false */
        bool acknowledge_enabled;
        unsigned acknowledge_per_sender_per_hour;
        unsigned acknowledge_per_hour;
        unsigned acknowledge_max_age_hours;
        PrivateSenders acknowledge_private_senders;
        bool acknowledge_dry_run;
        GPtrArray *acknowledge_own_domains; /* of char*; never NULL */
        char *acknowledge_gateway;          /* "": none */
        char *acknowledge_texts;            /* NULL: all as they are embedded */
        char *acknowledge_force;
        char *acknowledge_area;
        char *acknowledge_team;
        char *acknowledge_team_telephone;
        char *acknowledge_outside_telephone;
        char *acknowledge_post;
        bool acknowledge_fingerprints;
        unsigned report_review_ended_years;
        unsigned report_review_rejected_years;
        GPtrArray *report_recipients; /* of char*, each in one of report_domains; never NULL */
        GPtrArray *report_domains;    /* of char*; never NULL */
        char *alarm_address;          /* "": none is sent */
        unsigned alarm_repeat_minutes;
        char *web_listen;
        char *web_user_header;
        unsigned web_request_seconds;
        unsigned web_session_minutes;
        unsigned web_claim_minutes;
        unsigned web_target_hours;
        unsigned web_attention_one_in;
        char *power_non_molestation;
        char *power_restraining;
        char *power_occupation;
        char *power_prohibited_steps;
        char *power_stalking_protection;
        char *power_forced_marriage_protection;
        char *power_fgm_protection;
        char *power_domestic_abuse_protection;
        char *power_injunction;
        char *power_unclassified;
        char *power_attached;
        char *power_attached_over;
        char *power_undertaking;
        char *power_unserved;
        char *power_unverified;
        char *power_check;
        char *power_not_yet;
        char *power_discharge;
        char *power_ended;
} Config;

/* Fails with CCOT_ERROR_CONFIG: "FILE:LINE: key: reason". */
Config *config_load(const char *path, GError **error);
void config_free(Config *config);
const ConfigMailbox *config_mailbox(const Config *config, const char *name); /* NULL when there is none */
/* What officers may do, by the key of the group powers; NULL when it has no such key. */
const char *config_power(const Config *config, const char *key);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Config, config_free)

/* The table in print, new strings: the commented sample file, and its rows as Markdown tables for the manual. */
char *config_sample(void);
char *config_manual(void);

/* The address lies in one of the domains (of char*), or below one. */
bool config_in_domains(const char *address, const GPtrArray *domains);

/* The end of that day (YYYY-MM-DD, as a setting has it) in Unix seconds of UTC; 0 for "". -1 when no calendar has it. */
gint64 config_day_ends(const char *day);

/* True for localhost, 127.0.0.0/8 and ::1: the only hosts that tls = "none" is accepted for. */
bool config_is_loopback(const char *host);

#endif
