#include "register/boilerplate.h"

#include "base/digest.h"
#include "register/wording.h"

#include <stdlib.h>

typedef enum {
        PART_NOTICE,
        PART_TERM,
        PART_COMMON,
} Part;

typedef struct {
        Part part;
        const char *text;
} Phrase;

static const Phrase phrases[] = {
#define NOTICE(text) { PART_NOTICE, text },
#define TERM(text)   { PART_TERM, text },
#define COMMON(text) { PART_COMMON, text },
#include "register/boilerplate.def"
#undef NOTICE
#undef TERM
#undef COMMON
};

/* A set of numbers other than 0 with open addressing: looked up for each word of each document. */
typedef struct {
        guint64 *slots;
        gsize mask, used;
} Set;

static void
set_add(Set *set, guint64 number)
{
        gsize at = (gsize) number & set->mask;
        while (set->slots[at] != 0 && set->slots[at] != number)
                at = (at + 1) & set->mask;
        set->used += set->slots[at] == 0;
        set->slots[at] = number;
}

static bool
set_has(const Set *set, guint64 number)
{
        gsize at = (gsize) number & set->mask;
        while (set->slots[at] != 0 && set->slots[at] != number)
                at = (at + 1) & set->mask;
        return set->slots[at] == number;
}

typedef struct {
        Set words, runs;
} Model;

static guint64
boilerplate_word(guint32 word)
{
        return ((guint64) word * 0x9e3779b97f4a7c15ULL) | 1;
}

static guint64
boilerplate_run(const guint32 *words)
{
        guint64 run = 1;
        for (unsigned i = 0; i < BOILERPLATE_RUN; i++)
                run = (run ^ words[i]) * 0x9e3779b97f4a7c15ULL + (run >> 29);
        return run | 1;
}

static void
boilerplate_learn(Model *model, const Phrase *phrase)
{
        g_autoptr(GArray) words = wording_of_phrase(phrase->text);
        const guint32 *at = &g_array_index(words, guint32, 0);
        for (guint i = 0; i < words->len; i++)
                set_add(&model->words, boilerplate_word(at[i]));
        for (guint i = 0; phrase->part == PART_NOTICE && i + BOILERPLATE_RUN <= words->len; i++)
                set_add(&model->runs, boilerplate_run(at + i));
}

static const Model *
boilerplate_model(void)
{
        enum { SLOTS = 16384 };
        static Model model;
        static gsize ready = 0;
        if (g_once_init_enter(&ready)) {
                model.words = (Set){ g_new0(guint64, SLOTS), SLOTS - 1, 0 };
                model.runs = (Set){ g_new0(guint64, SLOTS), SLOTS - 1, 0 };
                for (unsigned i = 0; i < G_N_ELEMENTS(phrases); i++)
                        boilerplate_learn(&model, &phrases[i]);
                g_assert(model.words.used < SLOTS / 2 && model.runs.used < SLOTS / 2);
                g_once_init_leave(&ready, 1);
        }
        return &model;
}

bool
boilerplate_is_common(guint32 word)
{
        return set_has(&boilerplate_model()->words, boilerplate_word(word));
}

bool
boilerplate_is_notice(const guint32 *words)
{
        return set_has(&boilerplate_model()->runs, boilerplate_run(words));
}

gint64
boilerplate_digest(void)
{
        const Model *model = boilerplate_model();
        const Set *const sets[] = { &model->words, &model->runs };
        g_autoptr(GString) all = g_string_new(NULL);
        g_string_append_printf(all, "%d\n", WORDING_FORM);
        for (unsigned i = 0; i < G_N_ELEMENTS(sets); i++)
                for (gsize k = 0; k <= sets[i]->mask; k++)
                        if (sets[i]->slots[k] != 0)
                                g_string_append_printf(all, "%" G_GINT64_MODIFIER "x\n", sets[i]->slots[k]);
        return digest_key(bytes_of_string(all->str));
}
