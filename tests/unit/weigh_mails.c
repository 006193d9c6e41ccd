/* Fits the weights of parsers/order/sentence_weight.def to the mails of weighed_mail.h; scripts/weigh-sentences calls it.
 *
 *     weigh_mails           prints the table
 *     weigh_mails --check   holds back every fifth ten of mails in turn and prints, a line a mail, "file" or "alone", the
 *                           kinds that it says, and what the weights of the others make of it: a sum for each kind of weight
 *
 * A mail that says something of a kind has one sentence at least that says so; which one is found by turns (multiple
 * instances): weigh, take the sentence that sounds most like it, weigh again. Every sentence of every other mail does not say
 * it. The fit is logistic, with steps that shrink (AdaGrad), the same on every run: the mean of two, of which one keeps the
 * weights of frequent features small and the other those of rare ones. */
#include "parsers/mail/signature.h"
#include "parsers/order/pattern.h"
#include "parsers/order/sentence_feature.h"
#include "parsers/order/sentence_weight.h"
#include "parsers/order/view.h"
#include "weighed_mail.h"

#include <math.h>
#include <stdio.h>

enum { ROUNDS = 3, TURNS = 9, SEEN = 2, PARTS = 5, RUN = 10, THREADS = 2, SCALE = 16 };
static const double LEAST = 0.1;

/* A sentence: the numbers of its features, its own before those of the whole mail. */
typedef struct {
        unsigned mail, own;
        GArray *features; /* of unsigned */
        double share;     /* for how much a feature of the whole mail counts */
} Row;

/* All sentences by one vocabulary, and the features' names by number. */
typedef struct {
        GPtrArray *rows; /* of Row* */
        GPtrArray *names;
        GHashTable *numbers;
} Sentences;

typedef struct {
        double rate, sure; /* what is as sure as this teaches nothing more */
        double shrink; /* of a weight that a sentence takes off: all sentences with the feature together, or else each
                              for every sentence there is */
        bool together;
} Way;

static const Way ways[] = { { 0.15, 0.01, 4e-6, false }, { 0.07, 0, 2, true } };

typedef struct {
        SentenceWeight weight;
        SenseVocabulary vocabulary;
        const char *name;
        const char *kinds[2]; /* a mail with one of these says it */
} Target;

static const Target targets[] = {
        { SENTENCE_WEIGHT_REPORT, SENSE_OF_INCIDENT, "REPORT", { "breach", "danger" } },
        { SENTENCE_WEIGHT_DANGER, SENSE_OF_INCIDENT, "DANGER", { "danger" } },
        { SENTENCE_WEIGHT_RETRACTION, SENSE_OF_NOTICE, "RETRACTION", { "retraction" } },
        { SENTENCE_WEIGHT_SENT_ELSEWHERE, SENSE_OF_NOTICE, "SENT_ELSEWHERE", { "sent_elsewhere" } },
        { SENTENCE_WEIGHT_MISSING_ATTACHMENT, SENSE_OF_NOTICE, "MISSING_ATTACHMENT", { "missing_attachment" } },
        { SENTENCE_WEIGHT_CHASER, SENSE_OF_NOTICE, "CHASER", { "chaser" } },
        { SENTENCE_WEIGHT_REQUEST, SENSE_OF_NOTICE, "REQUEST", { "request" } },
        { SENTENCE_WEIGHT_UNSAFE_CONTACT, SENSE_OF_NOTICE, "UNSAFE_CONTACT", { "unsafe_contact" } },
};
G_STATIC_ASSERT(G_N_ELEMENTS(targets) == SENTENCE_WEIGHTS);

static Sentences sentences_of[SENSE_VOCABULARIES];

static bool
target_is_said(const Target *target, unsigned mail)
{
        for (unsigned i = 0; i < G_N_ELEMENTS(target->kinds) && target->kinds[i] != NULL; i++) {
                if (weighed_mail_is(&weighed_mails[mail], target->kinds[i]))
                        return true;
        }
        return false;
}

/* Whether the mail teaches anything of it: only one without a file can lack one, and what is no report is no danger. */
static bool
target_takes(const Target *target, unsigned mail)
{
        if (target->weight == SENTENCE_WEIGHT_MISSING_ATTACHMENT)
                return !weighed_mails[mail].has_file;
        return target->weight != SENTENCE_WEIGHT_DANGER || target_is_said(&targets[0], mail);
}

static unsigned
sentences_number(Sentences *sentences, const char *feature)
{
        gpointer number = NULL;
        if (!g_hash_table_lookup_extended(sentences->numbers, feature, NULL, &number)) {
                number = GUINT_TO_POINTER(sentences->names->len);
                char *name = g_strdup(feature);
                g_ptr_array_add(sentences->names, name);
                (void) g_hash_table_insert(sentences->numbers, name, number);
        }
        return GPOINTER_TO_UINT(number);
}

static void
sentences_add(Sentences *sentences, SenseVocabulary vocabulary, SentencePlace place, unsigned mail, unsigned count)
{
        g_autoptr(GPtrArray) around = sentence_mail_features(vocabulary, place.mail);
        for (; place.at < count; place.at++) {
                g_autoptr(GPtrArray) own = sentence_features(vocabulary, &place);
                Row *row = g_new0(Row, 1);
                row->mail = mail;
                row->own = own->len;
                row->share = around->len > SENTENCE_MAIL_FULL ? (double) SENTENCE_MAIL_FULL / around->len : 1;
                row->features = g_array_new(FALSE, FALSE, sizeof(unsigned));
                for (unsigned i = 0; i < own->len + around->len; i++) {
                        const unsigned number =
                            sentences_number(sentences, i < own->len ? g_ptr_array_index(own, i)
                                                                     : g_ptr_array_index(around, i - own->len));
                        g_array_append_val(row->features, number);
                }
                g_ptr_array_add(sentences->rows, row);
        }
}

static void
mail_read(unsigned number)
{
        static Pattern answer = { .text = "(?i)^\\W*(?:re|aw|sv|ateb)\\b\\s*:" };
        const WeighedMail *mail = &weighed_mails[number];
        g_autofree char *newest = own_words_newest(mail->body);
        g_autoptr(GPtrArray) body = own_words_sentences(newest);
        signature_drop(body);
        g_autoptr(GPtrArray) title = own_words_sentences(mail->subject);
        g_autoptr(GPtrArray) none = g_ptr_array_new();
        const SentenceMail whole = { body, title, mail->has_file }, bare = { title, none, mail->has_file };
        const SentenceMail *told = body->len > 0 ? &whole : &bare;
        sentences_add(&sentences_of[SENSE_OF_INCIDENT], SENSE_OF_INCIDENT, (SentencePlace){ .mail = told }, number,
                      told->body->len);
        sentences_add(&sentences_of[SENSE_OF_NOTICE], SENSE_OF_NOTICE, (SentencePlace){ .mail = &whole }, number,
                      body->len);
        if (!pattern_in(&answer, mail->subject))
                sentences_add(&sentences_of[SENSE_OF_NOTICE], SENSE_OF_NOTICE,
                              (SentencePlace){ .mail = &whole, .is_title = true }, number, title->len);
}

static double
row_value(const Row *row, unsigned at)
{
        return at < row->own ? 1 : row->share;
}

static double
row_weigh(const Row *row, const double *weights)
{
        double sum = 0;
        for (unsigned i = 0; i < row->features->len; i++)
                sum += row_value(row, i) * weights[g_array_index(row->features, unsigned, i)];
        return sum;
}

/* What is fitted for a feature: its weight, the squares of its slopes, and what each sentence that has it takes off. */
typedef struct {
        double weight, squares, shrink;
} Slope;

/* One step for one sentence. */
static void
row_learn(const Row *row, bool wanted, const Way *way, Slope *slopes)
{
        double sum = 0;
        for (unsigned i = 0; i < row->features->len; i++)
                sum += row_value(row, i) * slopes[g_array_index(row->features, unsigned, i)].weight;
        const double step = 1 / (1 + exp(-sum)) - wanted;
        for (unsigned i = 0; fabs(step) >= way->sure && i < row->features->len; i++) {
                Slope *slope = &slopes[g_array_index(row->features, unsigned, i)];
                const double down = step * row_value(row, i) + slope->shrink * slope->weight;
                slope->squares += down * down;
                slope->weight -= way->rate * down / sqrt(slope->squares);
        }
}

static void
rows_shuffle(GPtrArray *rows, GRand *shuffle)
{
        for (unsigned i = rows->len; i > 1; i--) {
                const unsigned other = (unsigned) g_rand_int_range(shuffle, 0, (int) i);
                gpointer last = rows->pdata[i - 1];
                rows->pdata[i - 1] = rows->pdata[other];
                rows->pdata[other] = last;
        }
}

static Slope *
rows_slopes(const GPtrArray *rows, const Way *way, unsigned size)
{
        Slope *slopes = g_new0(Slope, size);
        for (unsigned i = 0; i < rows->len; i++) {
                const GArray *features = ((const Row *) g_ptr_array_index(rows, i))->features;
                for (unsigned k = 0; k < features->len; k++)
                        slopes[g_array_index(features, unsigned, k)].shrink++;
        }
        for (unsigned i = 0; i < size; i++) {
                slopes[i].squares = 1e-2;
                slopes[i].shrink = way->together ? way->shrink / MAX(slopes[i].shrink, 1) : way->shrink * rows->len;
        }
        return slopes;
}

/* Adds this way's share of the mean to the weights. */
static void
rows_fit(GPtrArray *rows, const Target *target, const Way *way, double *weights, unsigned size)
{
        g_autofree Slope *slopes = rows_slopes(rows, way, size);
        GRand *shuffle = g_rand_new_with_seed(1);
        for (unsigned turn = 0; turn < TURNS; turn++) {
                rows_shuffle(rows, shuffle);
                for (unsigned i = 0; i < rows->len; i++) {
                        const Row *row = g_ptr_array_index(rows, i);
                        row_learn(row, target_is_said(target, row->mail), way, slopes);
                }
        }
        g_rand_free(shuffle);
        for (unsigned i = 0; i < size; i++)
                weights[i] += slopes[i].weight / G_N_ELEMENTS(ways);
}

/* Part of a mail: mails of one writer stand together and are held back together. */
static unsigned
mail_part(unsigned mail)
{
        return mail / RUN % PARTS;
}

/* What one sentence a mail says: the loudest by these weights, or the longest before there are any. */
static const Row **
rows_loudest(const GPtrArray *rows, const double *weights)
{
        const Row **loudest = g_new0(const Row *, G_N_ELEMENTS(weighed_mails));
        g_autofree double *most = g_new0(double, G_N_ELEMENTS(weighed_mails));
        for (unsigned i = 0; i < rows->len; i++) {
                const Row *row = g_ptr_array_index(rows, i);
                const double loud = weights == NULL ? row->features->len : row_weigh(row, weights);
                if (loudest[row->mail] != NULL && loud <= most[row->mail])
                        continue;
                most[row->mail] = loud;
                loudest[row->mail] = row;
        }
        return loudest;
}

/* The weights of the target without the mails of one part (PARTS: of none). told: which sentence of a mail is the report;
 * NULL: found by turns. */
static double *
target_fit(const Target *target, unsigned without, const double *told)
{
        const Sentences *sentences = &sentences_of[target->vocabulary];
        double *weights = g_new0(double, sentences->names->len);
        for (unsigned round = 0; round < (told == NULL ? ROUNDS : 1); round++) {
                g_autofree const Row **loudest = rows_loudest(sentences->rows, told != NULL ? told
                                                                               : round > 0  ? weights
                                                                                            : NULL);
                g_autoptr(GPtrArray) rows = g_ptr_array_new();
                for (unsigned i = 0; i < sentences->rows->len; i++) {
                        Row *row = g_ptr_array_index(sentences->rows, i);
                        if (mail_part(row->mail) == without || !target_takes(target, row->mail))
                                continue;
                        if ((told == NULL && !target_is_said(target, row->mail)) || loudest[row->mail] == row)
                                g_ptr_array_add(rows, row);
                }
                memset(weights, 0, sentences->names->len * sizeof *weights);
                for (unsigned way = 0; way < G_N_ELEMENTS(ways); way++)
                        rows_fit(rows, target, &ways[way], weights, sentences->names->len);
        }
        return weights;
}

typedef struct {
        unsigned target, without;
        double *weights;
} Job;

static void
job_do(gpointer data, gpointer unused G_GNUC_UNUSED)
{
        Job *job = data;
        const Target *target = &targets[job->target];
        g_autofree double *reports =
            target->weight == SENTENCE_WEIGHT_DANGER ? target_fit(&targets[0], job->without, NULL) : NULL;
        job->weights = target_fit(target, job->without, reports);
}

static void
jobs_do(Job *jobs, unsigned count)
{
        GThreadPool *pool = g_thread_pool_new(job_do, NULL, THREADS, TRUE, NULL);
        for (unsigned i = 0; i < count; i++)
                (void) g_thread_pool_push(pool, &jobs[i], NULL);
        g_thread_pool_free(pool, FALSE, TRUE);
}

static int
by_name(gconstpointer a, gconstpointer b)
{
        return strcmp(*(const char *const *) a, *(const char *const *) b);
}

static void
print_weights(const Target *target, const double *weights)
{
        enum { MOST = 400 };
        const Sentences *sentences = &sentences_of[target->vocabulary];
        for (int value = MOST; value >= -MOST; value--) {
                g_autoptr(GPtrArray) features = g_ptr_array_new();
                for (unsigned i = 0; value != 0 && i < sentences->names->len; i++) {
                        if (fabs(weights[i]) >= LEAST && (int) lround(weights[i] * SCALE) == value)
                                g_ptr_array_add(features, g_ptr_array_index(sentences->names, i));
                }
                g_ptr_array_sort(features, by_name);
                for (unsigned i = 0; i < features->len; i++) {
                        if (i == 0)
                                (void) printf("WEIGHT(%s, %d, \"", target->name, value);
                        for (const char *at = g_ptr_array_index(features, i); *at != '\0'; at++)
                                (void) printf(*at == '?' ? "\\%c" : "%c", *at);
                        (void) printf(i + 1 < features->len ? "|" : "\")\n");
                }
        }
}

static void
print_table(void)
{
        Job jobs[G_N_ELEMENTS(targets)] = { { 0 } };
        for (unsigned i = 0; i < G_N_ELEMENTS(jobs); i++)
                jobs[i] = (Job){ .target = i, .without = PARTS };
        jobs_do(jobs, G_N_ELEMENTS(jobs));
        for (unsigned i = 0; i < G_N_ELEMENTS(jobs); i++) {
                print_weights(&targets[i], jobs[i].weights);
                g_free(jobs[i].weights);
        }
}

static void
print_check(void)
{
        enum { MAILS = G_N_ELEMENTS(weighed_mails), COUNT = PARTS * G_N_ELEMENTS(targets) };
        Job jobs[COUNT] = { { 0 } };
        for (unsigned i = 0; i < COUNT; i++)
                jobs[i] = (Job){ .target = i / PARTS, .without = i % PARTS };
        jobs_do(jobs, COUNT);
        g_autofree double *sums = g_new0(double, MAILS *G_N_ELEMENTS(targets));
        for (unsigned i = 0; i < COUNT; i++) {
                const GPtrArray *rows = sentences_of[targets[jobs[i].target].vocabulary].rows;
                g_autofree const Row **loudest = rows_loudest(rows, jobs[i].weights);
                for (unsigned mail = 0; mail < MAILS; mail++) {
                        if (mail_part(mail) == jobs[i].without && loudest[mail] != NULL)
                                sums[mail * G_N_ELEMENTS(targets) + jobs[i].target] =
                                    row_weigh(loudest[mail], jobs[i].weights);
                }
                g_free(jobs[i].weights);
        }
        for (unsigned mail = 0; mail < MAILS; mail++) {
                (void) printf("%s\t%s", weighed_mails[mail].has_file ? "file" : "alone", weighed_mails[mail].expected);
                for (unsigned i = 0; i < G_N_ELEMENTS(targets); i++)
                        (void) printf("\t%.3f", sums[mail * G_N_ELEMENTS(targets) + i]);
                (void) putchar('\n');
        }
}

/* Features of a single mail teach nothing. */
static void
sentences_drop_rare(Sentences *sentences)
{
        g_autofree unsigned *seen = g_new0(unsigned, sentences->names->len);
        g_autofree unsigned *last = g_new0(unsigned, sentences->names->len);
        for (unsigned i = 0; i < sentences->rows->len; i++) {
                const Row *row = g_ptr_array_index(sentences->rows, i);
                for (unsigned k = 0; k < row->features->len; k++) {
                        const unsigned feature = g_array_index(row->features, unsigned, k);
                        seen[feature] += last[feature] != row->mail + 1;
                        last[feature] = row->mail + 1;
                }
        }
        for (unsigned i = 0; i < sentences->rows->len; i++) {
                Row *row = g_ptr_array_index(sentences->rows, i);
                unsigned kept = 0, own = 0;
                for (unsigned k = 0; k < row->features->len; k++) {
                        const unsigned feature = g_array_index(row->features, unsigned, k);
                        if (seen[feature] < SEEN)
                                continue;
                        own += k < row->own;
                        g_array_index(row->features, unsigned, kept++) = feature;
                }
                g_array_set_size(row->features, kept);
                row->own = own;
        }
}

int
main(int argc, char **argv)
{
        for (unsigned i = 0; i < SENSE_VOCABULARIES; i++) {
                sentences_of[i].rows = g_ptr_array_new();
                sentences_of[i].names = g_ptr_array_new();
                sentences_of[i].numbers = g_hash_table_new(g_str_hash, g_str_equal);
        }
        for (unsigned i = 0; i < G_N_ELEMENTS(weighed_mails); i++)
                mail_read(i);
        for (unsigned i = 0; i < SENSE_VOCABULARIES; i++)
                sentences_drop_rare(&sentences_of[i]);
        if (argc > 1 && g_str_equal(argv[1], "--check"))
                print_check();
        else
                print_table();
        return 0;
}
