#include "parsers/order/notice.h"

#include "parsers/mail/own_words.h"
#include "parsers/order/sense.h"
#include "parsers/order/view.h"

typedef struct {
        AlertKind kind;
        Pattern pattern, shun;
} Notice;

static Notice rules[] = {
#define NOTICE(kind, pattern, shun) { ALERT_KIND_##kind, { .text = pattern }, { .text = shun } },
#include "parsers/order/notice_rule.def"
#undef NOTICE
};

static bool
notice_says(AlertKind kind, const char *senses)
{
        for (unsigned i = 0; i < G_N_ELEMENTS(rules); i++) {
                if (rules[i].kind == kind && pattern_in(&rules[i].pattern, senses) &&
                    !pattern_in(&rules[i].shun, senses))
                        return true;
        }
        return false;
}

int
notice_find(AlertKind kind, const GPtrArray *sentences)
{
        for (unsigned i = 0; i < sentences->len; i++) {
                const OwnSentence *sentence = g_ptr_array_index(sentences, i);
                g_autofree char *senses = sense_of(SENSE_OF_NOTICE, sentence->plain);
                if (notice_says(kind, senses))
                        return (int) i;
        }
        return -1;
}

void
notice_prepare(void)
{
        sense_prepare();
        for (unsigned i = 0; i < G_N_ELEMENTS(rules); i++) {
                (void) pattern_in(&rules[i].pattern, "");
                (void) pattern_in(&rules[i].shun, "");
        }
}
