#include "daemon/answer_folder.h"

#include "base/error.h"

#include <string.h>

enum { TEXT_OCTETS = 16 * 1024 };

static bool
answer_folder_take(AnswerTexts *texts, const char *folder, const char *name, GError **error)
{
        g_autofree char *path = g_build_filename(folder, name, NULL);
        g_autofree char *content = NULL;
        gsize length = 0;
        g_autoptr(GError) fault = NULL;
        if (!g_file_get_contents(path, &content, &length, &fault)) {
                g_set_error(error, CCOT_ERROR, CCOT_ERROR_CONFIG, "%s", fault->message);
                return false;
        }
        if (length > TEXT_OCTETS || memchr(content, '\0', length) != NULL) {
                g_set_error(error, CCOT_ERROR, CCOT_ERROR_CONFIG, "%s: is no text of at most 16 KiB", path);
                return false;
        }
        return answer_texts_replace(texts, name, path, content, error);
}

AnswerTexts *
answer_folder_load(const Config *config, GError **error)
{
        const AnswerForce force = { .force = config->acknowledge_force,
                                    .area = config->acknowledge_area,
                                    .team = config->acknowledge_team,
                                    .team_telephone = config->acknowledge_team_telephone,
                                    .outside_telephone = config->acknowledge_outside_telephone,
                                    .post = config->acknowledge_post,
                                    .without_fingerprints = !config->acknowledge_fingerprints };
        g_autoptr(AnswerTexts) texts = answer_texts_new(&force);
        if (!answer_texts_check(texts, error))
                return NULL;
        if (config->acknowledge_texts == NULL)
                return g_steal_pointer(&texts);
        g_autoptr(GError) fault = NULL;
        g_autoptr(GDir) folder = g_dir_open(config->acknowledge_texts, 0, &fault);
        if (folder == NULL) {
                g_set_error(error, CCOT_ERROR, CCOT_ERROR_CONFIG, "acknowledge.texts: %s", fault->message);
                return NULL;
        }
        for (const char *name; (name = g_dir_read_name(folder)) != NULL;)
                if (g_str_has_suffix(name, ".txt") &&
                    !answer_folder_take(texts, config->acknowledge_texts, name, error))
                        return NULL;
        return g_steal_pointer(&texts);
}
