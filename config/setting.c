#include "config/setting.h"

#include "config/config.h"

#include <string.h>

const Setting SETTINGS[] = {
#define GROUP(suffix, path, sentence)
#define SETTING(group, key, kind, type, member, fallback, example, low, high, choices, sentence)                       \
        { GROUP_##group, key, SETTING_##kind, offsetof(type, member), fallback, example, low, high, choices, sentence },
#include "config/setting.def"
#undef GROUP
#undef SETTING
};
const size_t SETTING_COUNT = G_N_ELEMENTS(SETTINGS);

static const struct {
        const char *path;
        const char *sentence;
} groups[GROUP_COUNT] = {
#define GROUP(suffix, path, sentence) [GROUP_##suffix] = { path, sentence },
#define SETTING(...)
#include "config/setting.def"
#undef GROUP
#undef SETTING
};

const char *
setting_group_path(SettingGroup group)
{
        return groups[group].path;
}

const Setting *
setting_find(SettingGroup group, const char *key)
{
        for (size_t i = 0; i < SETTING_COUNT; i++)
                if (SETTINGS[i].group == group && strcmp(SETTINGS[i].key, key) == 0)
                        return &SETTINGS[i];
        return NULL;
}

bool
setting_is_needed(const Setting *setting)
{
        return setting->fallback == NULL && setting->example[0] != '#' && setting->example[0] != '+';
}

/* "key = value;" lines of one group; a setting with a default stands as a comment. */
static void
setting_sample_group(GString *text, SettingGroup group, const char *indent)
{
        for (size_t i = 0; i < SETTING_COUNT; i++) {
                const Setting *setting = &SETTINGS[i];
                if (setting->group != group)
                        continue;
                const char *value = setting->example != NULL ? setting->example : setting->fallback;
                const bool comment = !setting_is_needed(setting) && value[0] != '+';
                if (value[0] == '#' || value[0] == '+')
                        value += 2;
                g_string_append_printf(text, "%s# %s\n", indent, setting->sentence);
                g_string_append_printf(text, "%s%s%s = %s;\n", indent, comment ? "#" : "", setting->key, value);
        }
}

static void
setting_sample_oauth(GString *text, const char *indent)
{
        g_string_append_printf(text, "%s# %s\n%s#oauth = {\n", indent, groups[GROUP_OAUTH].sentence, indent);
        for (size_t i = 0; i < SETTING_COUNT; i++)
                if (SETTINGS[i].group == GROUP_OAUTH)
                        g_string_append_printf(text, "%s#        # %s\n%s#        %s = %s;\n", indent,
                                               SETTINGS[i].sentence, indent, SETTINGS[i].key, SETTINGS[i].example);
        g_string_append_printf(text, "%s#};\n", indent);
}

char *
config_sample(void)
{
        GString *text =
            g_string_new("# Settings of ccot. A line that begins with # shows a default or an example: take the # away "
                         "to change it.\n"
                         "# Only database and mailboxes are needed. ccotd --check-config tries what stands here.\n");
        for (SettingGroup group = 0; group < GROUP_COUNT; group++) {
                if (group == GROUP_OAUTH)
                        continue;
                g_string_append_printf(text, "\n# %s\n", groups[group].sentence);
                if (group == GROUP_MAILBOX) {
                        g_string_append(text, "mailboxes = (\n        {\n");
                        setting_sample_group(text, group, "                ");
                        setting_sample_oauth(text, "                ");
                        g_string_append(text, "        }\n);\n");
                } else if (group == GROUP_SMTP) {
                        g_autoptr(GString) inner = g_string_new(NULL);
                        setting_sample_group(inner, group, "        ");
                        g_auto(GStrv) lines = g_strsplit(inner->str, "\n", -1);
                        g_string_append(text, "#smtp = {\n");
                        for (unsigned i = 0; lines[i] != NULL && lines[i][0] != '\0'; i++)
                                g_string_append_printf(text, "#%s\n", lines[i]);
                        g_string_append(text, "#};\n");
                } else {
                        g_string_append_printf(text, "%s = {\n", groups[group].path);
                        setting_sample_group(text, group, "        ");
                        g_string_append(text, "};\n");
                }
        }
        return g_string_free(text, FALSE);
}

static char *
setting_range_text(const Setting *setting)
{
        switch (setting->kind) {
        case SETTING_NUMBER:
                return g_strdup_printf("%u to %u", setting->low, setting->high);
        case SETTING_FLAG:
                return g_strdup("true, false");
        case SETTING_CHOICE: {
                g_auto(GStrv) words = g_strsplit(setting->choices, "|", -1);
                return g_strjoinv(", ", words);
        }
        case SETTING_LIST:
                return g_strdup_printf("list of at most %u texts", setting->high);
        case SETTING_PATH:
                return g_strdup("path");
        default:
                return g_strdup("text");
        }
}

char *
config_manual(void)
{
        GString *text = g_string_new(NULL);
        for (SettingGroup group = 0; group < GROUP_COUNT; group++) {
                g_string_append_printf(text, "%s### %s\n\n%s\n\n", group == 0 ? "" : "\n", groups[group].path,
                                       groups[group].sentence);
                g_string_append(text, "| setting | values | default | meaning |\n|---|---|---|---|\n");
                for (size_t i = 0; i < SETTING_COUNT; i++) {
                        const Setting *setting = &SETTINGS[i];
                        if (setting->group != group)
                                continue;
                        g_autofree char *range = setting_range_text(setting);
                        const char *fallback = setting->fallback != NULL    ? setting->fallback
                                               : setting_is_needed(setting) ? "needed"
                                                                            : "none";
                        if (strcmp(setting->key, "port") == 0)
                                fallback = "see meaning";
                        g_string_append_printf(text, "| `%s` | %s | %s | %s |\n", setting->key, range, fallback,
                                               setting->sentence);
                }
        }
        return g_string_free(text, FALSE);
}
