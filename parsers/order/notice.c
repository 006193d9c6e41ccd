#include "parsers/order/notice.h"

#include "parsers/mail/own_words.h"
#include "parsers/order/sentence_weight.h"
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

/* Below this, in sixteenths of a nat, a rule is wrong. */
enum { DENIED = -80 };

typedef struct {
        AlertKind kind;
        SentenceWeight weight;
        int least; /* what the weights have to exceed, in sixteenths of a nat: the less, the worse a miss */
} Hearing;

static const Hearing hearings[] = {
        { ALERT_KIND_RETRACTION, SENTENCE_WEIGHT_RETRACTION, 0 },
        { ALERT_KIND_SENT_ELSEWHERE, SENTENCE_WEIGHT_SENT_ELSEWHERE, 4 },
        { ALERT_KIND_MISSING_ATTACHMENT, SENTENCE_WEIGHT_MISSING_ATTACHMENT, 0 },
        { ALERT_KIND_CHASER, SENTENCE_WEIGHT_CHASER, 0 },
        { ALERT_KIND_REQUEST, SENTENCE_WEIGHT_REQUEST, 0 },
        { ALERT_KIND_UNSAFE_CONTACT, SENTENCE_WEIGHT_UNSAFE_CONTACT, -2 },
};

/* NULL for kinds without weights of a notice. */
static const Hearing *
notice_hearing(AlertKind kind)
{
        for (unsigned i = 0; i < G_N_ELEMENTS(hearings); i++) {
                if (hearings[i].kind == kind)
                        return &hearings[i];
        }
        return NULL;
}

static int
notice_weigh(SentenceWeight weight, const SentencePlace *place)
{
        int sums[SENTENCE_WEIGHTS];
        sentence_weigh(SENSE_OF_NOTICE, place, sums);
        return sums[weight];
}

static int
notice_heard(const Hearing *hearing, const GPtrArray *sentences, bool has_file, bool is_title)
{
        SentencePlace place = { .sentences = sentences, .has_file = has_file, .is_title = is_title };
        int most = hearing->least, found = -1;
        for (; place.at < sentences->len; place.at++) {
                const int sum = notice_weigh(hearing->weight, &place);
                if (sum <= most)
                        continue;
                most = sum;
                found = (int) place.at;
        }
        return found;
}

bool
notice_is_denied(AlertKind kind, const GPtrArray *sentences, unsigned at, bool has_file)
{
        const Hearing *hearing = notice_hearing(kind);
        const SentencePlace place = { .sentences = sentences, .at = at, .has_file = has_file };
        return hearing != NULL && notice_weigh(hearing->weight, &place) < DENIED;
}

int
notice_find(AlertKind kind, const GPtrArray *sentences, bool has_file, bool is_title)
{
        for (unsigned i = 0; i < sentences->len && !is_title; i++) {
                const OwnSentence *sentence = g_ptr_array_index(sentences, i);
                g_autofree char *senses = sense_of(SENSE_OF_NOTICE, sentence->plain);
                if (notice_says(kind, senses) && !notice_is_denied(kind, sentences, i, has_file))
                        return (int) i;
        }
        const Hearing *hearing = notice_hearing(kind);
        return hearing == NULL ? -1 : notice_heard(hearing, sentences, has_file, is_title);
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
