#include "config/config.h"

#include "base/error.h"
#include "base/own.h"
#include "config/config_check.h"
#include "config/setting.h"

#include <arpa/inet.h>
#include <libconfig.h>
#include <string.h>
#include <sys/stat.h>

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(config_t, config_destroy)

/* What one reading carries along for its messages and paths. */
typedef struct {
        const char *path;   /* of the file */
        const char *folder; /* that the file lies in */
} Reading;

/* The groups whose settings stand in Config itself. */
static const SettingGroup top_groups[] = { GROUP_DATABASE, GROUP_PARSER, GROUP_ACKNOWLEDGE, GROUP_REPORT,
                                           GROUP_ALARM,    GROUP_WEB,    GROUP_POWERS };

static bool
reading_refuse(const Reading *reading, const config_setting_t *at, const char *key, const char *reason, GError **error)
{
        const unsigned line = at == NULL ? 0 : config_setting_source_line(at);
        const char *included = at == NULL ? NULL : config_setting_source_file(at);
        g_set_error(error, CCOT_ERROR, CCOT_ERROR_CONFIG, "%s:%u: %s: %s", included != NULL ? included : reading->path,
                    MAX(line, 1), key, reason);
        return false;
}

/* A path that is not absolute lies with systemd's credentials, or beside the configuration file. */
static char *
reading_path(const Reading *reading, const char *value)
{
        if (g_path_is_absolute(value))
                return g_strdup(value);
        const char *credentials = g_getenv("CREDENTIALS_DIRECTORY");
        if (credentials != NULL) {
                g_autofree char *path = g_build_filename(credentials, value, NULL);
                if (g_file_test(path, G_FILE_TEST_EXISTS))
                        return g_steal_pointer(&path);
        }
        return g_build_filename(reading->folder, value, NULL);
}

/* The reason why value may not stand for setting, or NULL. New string. */
static char *
reading_text_fault(const Setting *setting, const char *value)
{
        const size_t length = strlen(value);
        if (!g_utf8_validate(value, -1, NULL))
                return g_strdup("is not UTF-8");
        for (size_t i = 0; i < length; i++)
                if (g_ascii_iscntrl(value[i]))
                        return g_strdup("has a control character");
        if (length < setting->low)
                return g_strdup(length == 0 ? "is empty" : "is too short");
        if (length > setting->high)
                return g_strdup_printf("is longer than %u octets", setting->high);
        return NULL;
}

static int
reading_choice(const Setting *setting, const char *value)
{
        g_auto(GStrv) words = g_strsplit(setting->choices, "|", -1);
        for (int i = 0; words[i] != NULL; i++)
                if (strcmp(words[i], value) == 0)
                        return i;
        return -1;
}

static bool
reading_list(const Reading *reading, const Setting *setting, const config_setting_t *at, const char *key,
             GPtrArray *into, GError **error)
{
        const Setting element = { .kind = SETTING_TEXT, .low = 1, .high = 1000 };
        const unsigned count = (unsigned) config_setting_length(at);
        if (!config_setting_is_array(at) && !config_setting_is_list(at))
                return reading_refuse(reading, at, key, "must be a list of texts, such as [\"one\", \"two\"]", error);
        if (count > setting->high) {
                g_autofree char *reason = g_strdup_printf("has more than %u texts", setting->high);
                return reading_refuse(reading, at, key, reason, error);
        }
        for (unsigned i = 0; i < count; i++) {
                const char *value = config_setting_get_string_elem(at, (int) i);
                if (value == NULL)
                        return reading_refuse(reading, at, key, "must be a list of texts, such as [\"one\", \"two\"]",
                                              error);
                g_autofree char *fault = reading_text_fault(&element, value);
                if (fault != NULL)
                        return reading_refuse(reading, at, key, fault, error);
                g_ptr_array_add(into, g_strdup(value));
        }
        return true;
}

static bool
reading_number(const Reading *reading, const Setting *setting, const config_setting_t *at, const char *key,
               unsigned *ret_number, GError **error)
{
        const int type = config_setting_type(at);
        if (type != CONFIG_TYPE_INT && type != CONFIG_TYPE_INT64)
                return reading_refuse(reading, at, key, "must be a whole number", error);
        const long long number = type == CONFIG_TYPE_INT ? config_setting_get_int(at) : config_setting_get_int64(at);
        if (number < (long long) setting->low || number > (long long) setting->high) {
                g_autofree char *reason = g_strdup_printf("must be from %u to %u", setting->low, setting->high);
                return reading_refuse(reading, at, key, reason, error);
        }
        *ret_number = (unsigned) number;
        return true;
}

static bool
reading_text(const Reading *reading, const Setting *setting, const config_setting_t *at, const char *key, void *member,
             GError **error)
{
        const char *value = config_setting_get_string(at);
        if (value == NULL)
                return reading_refuse(reading, at, key, "must be a text in \"...\"", error);
        if (setting->kind == SETTING_CHOICE) {
                const int choice = reading_choice(setting, value);
                if (choice >= 0) {
                        *(unsigned *) member = (unsigned) choice;
                        return true;
                }
                g_auto(GStrv) words = g_strsplit(setting->choices, "|", -1);
                g_autofree char *joined = g_strjoinv(", ", words);
                g_autofree char *reason = g_strdup_printf("must be one of %s", joined);
                return reading_refuse(reading, at, key, reason, error);
        }
        g_autofree char *fault = reading_text_fault(setting, value);
        if (fault != NULL)
                return reading_refuse(reading, at, key, fault, error);
        g_free(*(char **) member);
        *(char **) member = setting->kind == SETTING_PATH ? reading_path(reading, value) : g_strdup(value);
        return true;
}

static bool
reading_value(const Reading *reading, const Setting *setting, const config_setting_t *at, const char *key, void *member,
              GError **error)
{
        switch (setting->kind) {
        case SETTING_NUMBER:
                return reading_number(reading, setting, at, key, member, error);
        case SETTING_FLAG:
                if (config_setting_type(at) != CONFIG_TYPE_BOOL)
                        return reading_refuse(reading, at, key, "must be true or false", error);
                *(bool *) member = config_setting_get_bool(at) != 0;
                return true;
        case SETTING_LIST:
                return reading_list(reading, setting, at, key, *(GPtrArray **) member, error);
        default:
                return reading_text(reading, setting, at, key, member, error);
        }
}

/* The defaults of a group, from their notation in the table. */
static void
reading_defaults(SettingGroup group, void *into)
{
        for (size_t i = 0; i < SETTING_COUNT; i++) {
                const Setting *setting = &SETTINGS[i];
                void *member = (char *) into + setting->offset;
                if (setting->group != group)
                        continue;
                if (setting->kind == SETTING_LIST)
                        *(GPtrArray **) member = g_ptr_array_new_with_free_func(g_free);
                if (setting->fallback == NULL || setting->kind == SETTING_LIST)
                        continue;
                const size_t length = strlen(setting->fallback);
                g_autofree char *bare = setting->fallback[0] == '"' ? g_strndup(setting->fallback + 1, length - 2)
                                                                    : g_strdup(setting->fallback);
                if (setting->kind == SETTING_NUMBER)
                        *(unsigned *) member = (unsigned) g_ascii_strtoull(bare, NULL, 10);
                else if (setting->kind == SETTING_FLAG)
                        *(bool *) member = strcmp(bare, "true") == 0;
                else if (setting->kind == SETTING_CHOICE)
                        *(unsigned *) member = (unsigned) reading_choice(setting, bare);
                else
                        *(char **) member = g_steal_pointer(&bare);
        }
}

/* All scalar settings of one group. A key without a row is refused, but for inner ("oauth"), which the caller reads. */
static bool
reading_group(const Reading *reading, SettingGroup group, const config_setting_t *at, const char *path,
              const char *inner, void *into, GError **error)
{
        if (!config_setting_is_group(at))
                return reading_refuse(reading, at, path, "must be a group in { }", error);
        for (int i = 0; i < config_setting_length(at); i++) {
                const config_setting_t *child = config_setting_get_elem(at, (unsigned) i);
                const char *name = config_setting_name(child);
                g_autofree char *key = g_strdup_printf("%s.%s", path, name);
                const Setting *setting = setting_find(group, name);
                if (setting == NULL && inner != NULL && strcmp(name, inner) == 0)
                        continue;
                if (setting == NULL)
                        return reading_refuse(reading, child, key, "is not a setting", error);
                if (!reading_value(reading, setting, child, key, (char *) into + setting->offset, error))
                        return false;
        }
        for (size_t i = 0; i < SETTING_COUNT; i++) {
                if (SETTINGS[i].group != group || !setting_is_needed(&SETTINGS[i]) ||
                    config_setting_get_member(at, SETTINGS[i].key) != NULL)
                        continue;
                g_autofree char *key = g_strdup_printf("%s.%s", path, SETTINGS[i].key);
                return reading_refuse(reading, at, key, "is needed", error);
        }
        return true;
}

static bool
reading_oauth(const Reading *reading, const config_setting_t *owner, const char *path, ConfigOauth *into,
              GError **error)
{
        const config_setting_t *at = config_setting_get_member(owner, "oauth");
        if (at == NULL)
                return true;
        g_autofree char *key = g_strdup_printf("%s.oauth", path);
        return reading_group(reading, GROUP_OAUTH, at, key, NULL, into, error);
}

/* A fault that the checks found, at the line of its key, or of its group when the key was left out. */
static bool
reading_fault(const Reading *reading, config_setting_t *group, const char *path, const ConfigFault *fault,
              GError **error)
{
        const config_setting_t *at = config_setting_lookup(group, fault->key);
        g_autofree char *key = g_strdup_printf("%s.%s", path, fault->key);
        return reading_refuse(reading, at != NULL ? at : group, key, fault->reason, error);
}

/* Frees what the settings of a group hold in its struct. */
static void
config_clear(SettingGroup group, void *of)
{
        for (size_t i = 0; i < SETTING_COUNT; i++) {
                void *member = (char *) of + SETTINGS[i].offset;
                if (SETTINGS[i].group != group)
                        continue;
                if (SETTINGS[i].kind == SETTING_LIST)
                        g_clear_pointer((GPtrArray **) member, g_ptr_array_unref);
                else if (SETTINGS[i].kind == SETTING_TEXT || SETTINGS[i].kind == SETTING_PATH)
                        g_clear_pointer((char **) member, g_free);
        }
}

static void
config_mailbox_free(ConfigMailbox *mailbox)
{
        if (mailbox == NULL)
                return;
        config_clear(GROUP_MAILBOX, mailbox);
        config_clear(GROUP_OAUTH, &mailbox->oauth);
        g_free(mailbox);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC(ConfigMailbox, config_mailbox_free)

static bool
reading_mailbox(const Reading *reading, config_setting_t *at, unsigned index, Config *config, GError **error)
{
        g_autofree char *path = g_strdup_printf("mailboxes[%u]", index);
        g_autoptr(ConfigMailbox) mailbox = g_new0(ConfigMailbox, 1);
        ConfigFault fault = { 0 };
        reading_defaults(GROUP_MAILBOX, mailbox);
        if (!reading_group(reading, GROUP_MAILBOX, at, path, "oauth", mailbox, error) ||
            !reading_oauth(reading, at, path, &mailbox->oauth, error))
                return false;
        if (!config_check_mailbox(mailbox, &fault))
                return reading_fault(reading, at, path, &fault, error);
        if (config_mailbox(config, mailbox->name) != NULL)
                return reading_fault(reading, at, path, &(ConfigFault){ "name", "is the name of two mailboxes" },
                                     error);
        g_ptr_array_add(config->mailboxes, g_steal_pointer(&mailbox));
        return true;
}

static bool
reading_mailboxes(const Reading *reading, config_setting_t *at, Config *config, GError **error)
{
        const unsigned count = (unsigned) config_setting_length(at);
        if (!config_setting_is_list(at) || count == 0)
                return reading_refuse(reading, at, "mailboxes", "must be a list of groups, ( { ... }, { ... } )",
                                      error);
        if (count > 100)
                return reading_refuse(reading, at, "mailboxes", "has more than 100 mailboxes", error);
        for (unsigned i = 0; i < count; i++)
                if (!reading_mailbox(reading, config_setting_get_elem(at, i), i, config, error))
                        return false;
        return true;
}

/* A group of the file's top but mailboxes. */
static bool
reading_top(const Reading *reading, config_setting_t *at, Config *config, GError **error)
{
        const char *name = config_setting_name(at);
        ConfigFault fault = { 0 };
        if (strcmp(name, "mailboxes") == 0)
                return reading_mailboxes(reading, at, config, error);
        for (SettingGroup group = 0; group < GROUP_COUNT; group++) {
                if (group == GROUP_OAUTH || strcmp(setting_group_path(group), name) != 0)
                        continue;
                const bool smtp = group == GROUP_SMTP;
                void *into = smtp ? (void *) &config->smtp : config;
                if (!reading_group(reading, group, at, name, smtp ? "oauth" : NULL, into, error))
                        return false;
                if (smtp && !reading_oauth(reading, at, name, &config->smtp.oauth, error))
                        return false;
                config->has_smtp = config->has_smtp || smtp;
                if (!(smtp ? config_check_smtp(&config->smtp, &fault) : config_check_rest(config, name, &fault)))
                        return reading_fault(reading, at, name, &fault, error);
                return true;
        }
        return reading_refuse(reading, at, name, "is not a setting", error);
}

static Config *
config_new(void)
{
        Config *config = g_new0(Config, 1);
        config->mailboxes = g_ptr_array_new_with_free_func((GDestroyNotify) config_mailbox_free);
        for (unsigned i = 0; i < G_N_ELEMENTS(top_groups); i++)
                reading_defaults(top_groups[i], config);
        reading_defaults(GROUP_SMTP, &config->smtp);
        return config;
}

Config *
config_load(const char *path, GError **error)
{
        g_autofree char *folder = g_path_get_dirname(path);
        const Reading reading = { .path = path, .folder = folder };
        g_autoptr(OwnedFile) file = fopen(path, "re");
        if (file == NULL) {
                g_set_error(error, CCOT_ERROR, CCOT_ERROR_CONFIG, "%s: %s", path, g_strerror(errno));
                return NULL;
        }
        /* libconfig's scanner ends the process when it cannot read what was opened */
        struct stat status;
        if (fstat(fileno(file), &status) < 0 || S_ISDIR(status.st_mode)) {
                g_set_error(error, CCOT_ERROR, CCOT_ERROR_CONFIG, "%s: is not a file", path);
                return NULL;
        }
        g_auto(config_t) parsed;
        config_init(&parsed);
        config_set_include_dir(&parsed, folder);
        if (config_read(&parsed, file) != CONFIG_TRUE) {
                const char *in = config_error_file(&parsed);
                g_set_error(error, CCOT_ERROR, CCOT_ERROR_CONFIG, "%s:%d: %s", in != NULL ? in : path,
                            config_error_line(&parsed), config_error_text(&parsed));
                return NULL;
        }
        g_autoptr(Config) config = config_new();
        const config_setting_t *root = config_root_setting(&parsed);
        for (int i = 0; i < config_setting_length(root); i++)
                if (!reading_top(&reading, config_setting_get_elem(root, (unsigned) i), config, error))
                        return NULL;
        if (config->database_conninfo == NULL || config->mailboxes->len == 0) {
                reading_refuse(&reading, NULL, config->database_conninfo == NULL ? "database" : "mailboxes",
                               "is needed", error);
                return NULL;
        }
        /* an alarm that nothing can send would be a silence that nobody expects */
        if (config->alarm_address[0] != '\0' && !config->has_smtp) {
                const config_setting_t *at = config_setting_get_member(root, "alarm");
                reading_refuse(&reading, config_setting_get_member(at, "address"), "alarm.address",
                               "needs the group smtp", error);
                return NULL;
        }
        return g_steal_pointer(&config);
}

const char *
config_power(const Config *config, const char *key)
{
        const Setting *setting = setting_find(GROUP_POWERS, key);
        return setting == NULL ? NULL : *(char *const *) ((const char *) config + setting->offset);
}

void
config_free(Config *config)
{
        if (config == NULL)
                return;
        g_clear_pointer(&config->mailboxes, g_ptr_array_unref);
        for (unsigned i = 0; i < G_N_ELEMENTS(top_groups); i++)
                config_clear(top_groups[i], config);
        config_clear(GROUP_SMTP, &config->smtp);
        config_clear(GROUP_OAUTH, &config->smtp.oauth);
        g_free(config);
}

const ConfigMailbox *
config_mailbox(const Config *config, const char *name)
{
        for (unsigned i = 0; i < config->mailboxes->len; i++) {
                const ConfigMailbox *mailbox = g_ptr_array_index(config->mailboxes, i);
                if (strcmp(mailbox->name, name) == 0)
                        return mailbox;
        }
        return NULL;
}
