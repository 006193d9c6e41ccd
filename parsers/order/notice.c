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

/* In sixteenths of a nat: below the first a rule is wrong; the second is asked for besides, where something else is the matter. */
enum { DENIED = -32, BESIDE = 12 };

typedef struct {
        AlertKind kind;
        SentenceWeight weight;
        int least; /* what the weights have to exceed, in sixteenths of a nat: the less, the worse a miss */
} Hearing;

static const Hearing hearings[] = {
        { ALERT_KIND_RETRACTION, SENTENCE_WEIGHT_RETRACTION, 0 },
        { ALERT_KIND_SENT_ELSEWHERE, SENTENCE_WEIGHT_SENT_ELSEWHERE, 4 },
        { ALERT_KIND_MISSING_ATTACHMENT, SENTENCE_WEIGHT_MISSING_ATTACHMENT, -10 },
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

/* The sentence of the place's sentences that weighs most, where it exceeds what its kind asks for and more; or -1. */
static int
notice_heard(AlertKind kind, SentencePlace *place, int more)
{
        const Hearing *hearing = notice_hearing(kind);
        if (hearing == NULL)
                return -1;
        int most = hearing->least + more, found = -1;
        for (place->at = 0; place->at < place->sentences->len; place->at++) {
                const int sum = notice_weigh(hearing->weight, place);
                if (sum <= most)
                        continue;
                most = sum;
                found = (int) place->at;
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
notice_find(AlertKind kind, const GPtrArray *sentences, bool has_file, bool is_beside)
{
        for (unsigned i = 0; i < sentences->len && !is_beside; i++) {
                const OwnSentence *sentence = g_ptr_array_index(sentences, i);
                g_autofree char *senses = sense_of(SENSE_OF_NOTICE, sentence->plain);
                if (notice_says(kind, senses) && !notice_is_denied(kind, sentences, i, has_file))
                        return (int) i;
        }
        SentencePlace place = { .sentences = sentences, .has_file = has_file };
        return notice_heard(kind, &place, is_beside ? BESIDE : 0);
}

int
notice_find_in_title(AlertKind kind, const GPtrArray *title, bool has_file)
{
        SentencePlace place = { .sentences = title, .has_file = has_file, .is_title = true };
        return notice_heard(kind, &place, 0);
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
