/* The table of settings as data (rows of setting.def), for the reader and the two prints. */
#ifndef CONFIG_SETTING_H
#define CONFIG_SETTING_H

#include <stdbool.h>
#include <stddef.h>

typedef enum {
#define GROUP(suffix, path, sentence) GROUP_##suffix,
#define SETTING(...)
#include "config/setting.def"
#undef GROUP
#undef SETTING
        GROUP_COUNT
} SettingGroup;

typedef enum { SETTING_TEXT, SETTING_PATH, SETTING_NUMBER, SETTING_FLAG, SETTING_CHOICE, SETTING_LIST } SettingKind;

typedef struct {
        SettingGroup group;
        const char *key;
        SettingKind kind;
        size_t offset;        /* of the member in the group's struct: char *, unsigned, bool, an enum, GPtrArray * */
        const char *fallback; /* libconfig notation, NULL: none */
        const char *example;  /* NULL: the fallback */
        unsigned low;
        unsigned high;
        const char *choices; /* "a|b|c" in the order of the enum; NULL for other kinds */
        const char *sentence;
} Setting;

extern const Setting SETTINGS[];
extern const size_t SETTING_COUNT;

const char *setting_group_path(SettingGroup group);
/* NULL when the group has no such key. */
const Setting *setting_find(SettingGroup group, const char *key);
/* True when the file must state it whatever else it says. */
bool setting_is_needed(const Setting *setting);

#endif
