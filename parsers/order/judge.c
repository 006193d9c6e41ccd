/* Who made the order, and when if the date stands beside the name. The legal adviser did not make it. */
#include "parsers/order/column.h"
#include "parsers/order/order_reading.h"
#include "parsers/order/party.h"
#include "parsers/order/title.h"

#include "parsers/order/pattern.h"
#include "register/person.h"

#include <string.h>

#define JUDGE_TITLE                                                                                                    \
        "(?i:(?:his|her) hon(?:ou?r|\\.)?(?: judge)?|hhj|h\\.h\\.j\\.|hh judge|"                                       \
        "(?:(?:deputy|assistant|senior|designated|regional|nominated|acting|lead|resident|presiding|specialist|"       \
        "circuit|district|family|high court|upper tribunal|tribunal|employment) )*judge"                               \
        "(?: ?\\((?:mc|m\\.c\\.|magistrates'? courts?|crime|family|deputy|retired|mrs?|miss|ms)\\)| magistrates'? "    \
        "courts?)?|"                                                                                                   \
        "d?dj(?: ?\\((?:mc|m\\.c\\.)\\))?|(?:(?:mr|mrs|ms|miss|mx|deputy|assistant) )*recorder(?: of [a-z]+)?|"        \
        "the (?:rt\\.? |right )?hon(?:ourable|\\.)? (?:mr|mrs|ms|miss|lord|lady|dame) justice|"                        \
        "(?:mr|mrs|ms|miss|mx|lord|lady|dame) justice|"                                                                \
        "ei (?:h?anrhydedd) y barnwr|y barnwr(?: rhanbarth| cylchdaith)?|y dirprwy farnwr rhanbarth|y cofiadur|"       \
        "presiding justice)"
/* A knight's or dame's name alone says nothing of an office: only where the words before do. */
#define JUDGE_SIR  "(?i:sir|dame)"
#define JUDGE_NAME "(?=\\p{Lu}|\\p{Ll}{1,3} \\p{Lu})"
#define JUDGE_OPENING                                                                                                  \
        "(?:(?i:\\b(?:by|before|order of|made by|judge:|gan|gerbron|per|that|and|coram|person of))|[,:/]) "            \
        "(?:(?i:the) )?"

static Pattern judge_title = { .text = "(?<![\\p{L}'-])(" JUDGE_TITLE ") " JUDGE_NAME };
static Pattern judge_context = { .text = JUDGE_OPENING "(" JUDGE_TITLE "|" JUDGE_SIR ") " JUDGE_NAME };
#define LAY_NAME                                                                                                       \
        "(?i:mr|mrs|ms|miss|mx|dr|sir|dame)\\.? (?:\\p{Lu}\\. ?|[\\p{L}' -]){2,34}?,? ?J\\.?P\\b\\.?(?: "              \
        "?\\((?i:presiding|chair|chairman|presiding justice|pj)\\))?"
#define NAMED                                                                                                          \
        "(?:Mr|Mrs|Ms|Miss|Mx|Dr)\\.? (?:\\p{Lu}\\.? )?\\p{Lu}[\\p{L}'-]+(?: \\p{Lu}[\\p{L}'-]+){0,2}(?: "             \
        "\\([A-Za-z ]{2,20}\\))?"
static Pattern lay = { .text = "\\b" LAY_NAME "(?:(?i:,| and|, and| &|;) " LAY_NAME "){0,3}" };
static Pattern bench = { .text = "(?i)\\b(?:by|before) ((?:a bench of |the )?(?:lay )?(?:justices|magistrates)(?: "
                                 "sitting)?)\\b(?!'? (?:legal|clerk|court))" };

/* KC, QC, JP, DBE, (sitting as ...) after the name. */
static size_t
judge_suffix(const char *text, size_t at, size_t until)
{
        static const char *const suffixes[] = { "KC", "QC", "JP", "DBE", "CBE", "OBE", "J.P.", "K.C.", "Q.C.", "DL" };
        for (bool moved = true; moved;) {
                moved = false;
                size_t here = at;
                while (here < until && (text[here] == ' ' || text[here] == ','))
                        here++;
                for (unsigned i = 0; i < G_N_ELEMENTS(suffixes); i++) {
                        const size_t length = strlen(suffixes[i]);
                        if (here > at && here + length <= until && strncmp(text + here, suffixes[i], length) == 0 &&
                            !g_ascii_isalnum(text[here + length])) {
                                at = here + length;
                                moved = true;
                        }
                }
        }
        return at;
}

static bool
judge_word_ends(const View *view, size_t at, size_t stop, bool first)
{
        static const char *const always[] = { "mae'r",       "gan",        "yn",
                                              "ar",          "of",         "on",
                                              "at",          "in",         "the",
                                              "and",         "with",       "this",
                                              "sitting",     "made",       "by",
                                              "before",      "upon",       "dated",
                                              "date",        "order",      "in",
                                              "for",         "is",         "who",
                                              "when",        "what",       "which",
                                              "where",       "ordered",    "orders",
                                              "ordering",    "occupation", "non-molestation",
                                              "restraining", "prohibited", "stalking",
                                              "forced",      "domestic",   "female",
                                              "prohibitions" };
        static const char *const later[] = { "justices'", "legal", "notice", "case", "court" };
        const size_t length = stop - at;
        const char *word = view->joined + at;
        /* Order is a surname where it ends the line */
        const bool closes = stop >= view->length || strchr("\n\t,", view->text[stop]) != NULL;
        if (first && closes && length == 5 && g_ascii_strncasecmp(word, "order", 5) == 0)
                return false;
        for (unsigned i = 0; i < G_N_ELEMENTS(always); i++) {
                if (strlen(always[i]) == length && g_ascii_strncasecmp(word, always[i], length) == 0)
                        return true;
        }
        LegalDate date;
        if (legal_date_find(view->text, at, MIN(view->length, at + 40), &date) && date.start == at)
                return true;
        /* "Judge Notice" is a name, "JUDGE ELY NOTICE OF" is not */
        const bool capitals = g_ascii_isupper(word[0]) && g_ascii_isupper(word[1]);
        for (unsigned i = 0; i < G_N_ELEMENTS(later) && !first && (capitals || view->joined[stop] == ' '); i++) {
                if (strlen(later[i]) == length && g_ascii_strncasecmp(word, later[i], length) == 0 &&
                    strncmp(view->joined + stop, " KC", 3) != 0 && strncmp(view->joined + stop, " QC", 3) != 0 &&
                    view->text[stop] == ' ' && g_ascii_isupper(view->joined[stop + 1]))
                        return true;
        }
        return false;
}

/* A line of its own label ("Applicant: ...") starts at the octet: no name runs on there. */
static bool
judge_is_label(const View *view, size_t at)
{
        static Pattern label = { .text = "^[\\p{L}'() -]{2,40}:" };
        LabelRole role = LABEL_COUNT;
        const size_t length = label_length(view->text + at, &role);
        /* nothing but a label stands there: "Respondent's date of birth" */
        if (length > 6 && strchr("\t\n", view->text[at + length]) != NULL)
                return true;
        const size_t end = MIN(view_line(view, view_line_at(view, at))->end, at + 48);
        g_autofree char *text = view_string(view, at, MAX(at, end));
        return pattern_in(&label, text);
}

/* Where a name that starts at at ends, words that belong to the sentence cut off. */
static size_t
judge_name_end(const View *view, size_t at, size_t until)
{
        if (at > 0 && view->text[at - 1] == '\n' && judge_is_label(view, at))
                return at;
        const size_t limit = MIN(at + person_name_length(view->joined + at), until);
        size_t end = at;
        for (size_t here = at; here < limit;) {
                size_t stop = here;
                while (stop < limit && view->joined[stop] != ' ')
                        stop++;
                const char before = here > at ? view->text[here - 1] : ' ';
                /* a name does not reach into another cell or paragraph */
                /* "By <tab> District Judge Ely" over "Produced <tab> 3 March": the next row's first cell */
                if (before == '\n' && view->text[stop] == '\t' && stop < view->length)
                        break;
                if (before == '\t' || (before == '\n' && (!view_wraps(view, here - 1) || judge_is_label(view, here))) ||
                    judge_word_ends(view, here, stop, end == at))
                        break;
                end = stop;
                here = stop + 1;
        }
        g_autofree char *name = view_piece(view, at, end);
        size_t length = person_name_length(name);
        const size_t next = length == 0 ? 0 : party_hyphened(view, at + length, until);
        if (next > 0 && judge_name_end(view, next, until) > next)
                return judge_name_end(view, next, until);
        return length == 0 ? at : judge_suffix(view->joined, at + length, until);
}

/* The office of a hearing to come, or of the order that this one changes: not who made this one. */
static bool
judge_is_another(const View *view, size_t start, size_t end)
{
        static Pattern to_come = {
                .text = "(?i)(?:\\b(?:listed|list|adjourned|re-?listed|restored?|reserved|allocated|transferred|return "
                        "to|attend|will be|shall be|shall take place|will take place|(?:next|further|return|the "
                        "final|a final) "
                        "hearing)\\b(?:(?!\\b(?:made|given|granted) (?:by|before)\\b)[^.;]){0,90}$)"
        };
        /* "157 Judge Street", "Field and Judge Solicitors" */
        static Pattern other = { .text = "(?i)(?<!\\d)\\d{1,3}[a-z]? $" };
        static Pattern joined = { .text = "(?i)(?:\\band|&) $" };
        static Pattern earlier = {
                .text = "(?i)^[^.;]{0,90}?\\b(?:is|are|be|shall be|stands)(?: hereby| and is hereby| further| now)* "
                        "(?:varied|discharged|extended|set aside|revoked|continued|amended)\\b"
        };
        /* "(ii) the order made without notice on 13 October 2026 by District Judge Ely, which expires today" */
        static Pattern which = { .text = "(?i)^[^.;:,]{0,12},? (?:which|that) "
                                         "(?:was|is|has|had|were|would|will|expire[sd]?|ends|ended|lasts|lasted)\\b" };
        static Pattern the_order = { .text =
                                         "(?i)\\b(?:the|that|an) (?:[a-z-]+ ){0,3}(?:order|injunction)\\b[^.;:]{0,20}? "
                                         "(?:made|granted|given)\\b[^.;:]{0,70}$" };
        static Pattern order_before = { .text = "(?i)\\border\\b[^.;]{0,70}$" };
        /* "the application for an extension of the order of District Judge Ely dated ..." */
        static Pattern applied_for = {
                .text =
                    "(?i)\\b(?:extension of|variation of|discharge of|renewal of|continuation "
                    "of|extend|vary|discharge|renew|"
                    "said|existing|earlier|previous|original)\\b[^.;]{0,60}\\border\\b(?:(?!\\bmade by\\b)[^.;]){0,30}$"
        };
        /* "the finances continue under FD25D00610 before Ms Justice Ely": who has another case */
        static Pattern other_case = {
                .text = "(?i)\\b(?:proceedings|applications?|case|matters?|claims?|finances|divorce|suit|appeal)\\b"
                        "[^.;]{0,70}\\b(?:continues?|continuing|(?:is|are|remains?) (?:now |currently |still |also |"
                        "being )*(?:pending|ongoing|proceeding|before|heard|case[ -]managed|dealt with|with)|pending|"
                        "under (?:case )?(?:number|no\\.?|reference) \\S+|in case (?:number |no\\.? ?)?\\S*\\d\\S*)"
                        "(?: [^.;]{0,40}?)?(?: (?:before|by|with|to))? $"
        };
        size_t from = start > 140 ? start - 140 : 0;
        /* what another paragraph says is of something else: "you will be guilty of contempt of court" */
        for (size_t at = from; at < start; at++) {
                /* a title is a line of its own */
                Title title;
                if (view->text[at] == '\n' && at + 1 <= start && !view_wraps(view, at) &&
                    (at + 1 < start || title_of_line(view, view_line_at(view, at), &title)))
                        from = at + 1;
        }
        g_autofree char *before = view_string(view, from, start);
        g_autofree char *spaced = g_strconcat(before, " ", NULL);
        g_autofree char *after = view_string(view, end, MIN(view->length, end + 120));
        const bool opens = start == 0 || strchr("\n\t", view->text[start - 1]) != NULL;
        return pattern_in(&to_come, spaced) || (!opens && pattern_in(&other_case, spaced)) ||
               (!opens && pattern_in(&other, spaced)) ||
               (!opens && g_ascii_strncasecmp(view->joined + start, "judge", 5) == 0 && pattern_in(&joined, spaced)) ||
               pattern_in(&applied_for, spaced) || (pattern_in(&the_order, spaced) && pattern_in(&which, after)) ||
               (pattern_in(&order_before, spaced) && pattern_in(&earlier, after));
}

/* "Recorder Sarah <tab> Made on", "Marchbanks KC": the rest of the name in the column. New string. */
static char *
judge_text(const View *view, size_t start, size_t end)
{
        char *value = view_string(view, start, end);
        size_t from = start, until = 0, cell = start;
        while (cell > 0 && view->text[cell - 1] != '\t' && view->text[cell - 1] != '\n')
                cell--;
        if ((view->text[end] != '\t' && view->text[end] != '\n') || !column_is_one_of_several(view, start) ||
            !column_is_full(view, cell) || !column_below(view, cell, false, &from, &until) ||
            column_is_apart(view, from) || from < end)
                return value;
        g_autofree char *alone = view_string(view, from, until);
        const bool letters = (g_str_equal(alone, "KC") || g_str_equal(alone, "QC"));
        if (!letters && judge_name_end(view, from, until) != until)
                return value;
        char *whole = g_strdup_printf("%s %s", value, alone);
        g_free(value);
        return whole;
}

/* The day on which the judge whose name ends at end made the order: it follows the name, after where and how, or stands in
 * front of it. */
static void
judge_date(OrderReading *reading, size_t start, size_t end)
{
        static Pattern between = {
                .text = "(?i)^(?:,? (?:sitting|sat|in|at|as|of|who)\\b[^.;:]{0,80}?)?(?:,?(?: who)? made(?: "
                        "(?:this|the)(?: "
                        "following)? order)?)?(?:,? (?:on|dated)(?: the)?|,|,? this(?: the)?| \\(| -)? ?$"
        };
        static Pattern other = { .text = "(?i)\\b(?:until|list|listed|hearing "
                                         "on|born|birth|application|statement|expir\\w*|return|offences?|"
                                         "committed|alleged\\w*|convicted|guilty|charged?|between)\\b" };
        static Pattern front = {
                .text = "(?i)^(?:[.,;]?(?: made)? (?:by|before|judge|heard by|of):?|[,:]|, (?:by|before)|,? the "
                        "[^.;:()\\d]{3,50} \\(|,? \\()?(?: the)? ?$"
        };
        const View *view = reading->view;
        LegalDate date;
        char iso[11];
        if (legal_date_find(view->text, end, MIN(view->length, end + 120), &date)) {
                g_autofree char *gap = view_piece(view, end, date.start);
                const char *feed = memchr(view->text + end, '\n', date.start - end);
                const bool crossed =
                    memchr(view->text + end, '\t', date.start - end) != NULL ||
                    (feed != NULL && !view_wraps(view, (size_t) (feed - view->text)) && g_ascii_isspace(gap[0]) &&
                     strlen(gap) == 1 && view_line(view, view_line_at(view, date.start))->end > date.end + 2);
                if (!crossed && pattern_in(&between, gap) && !pattern_in(&other, gap)) {
                        order_reading_put(reading, FIELD_MADE_ON, legal_date_iso(&date, iso), date.start, date.end,
                                          0.965);
                        return;
                }
        }
        size_t from = start > 50 ? start - 50 : 0;
        while (from < start && legal_date_find(view->text, from, start, &date)) {
                from = date.end;
                g_autofree char *gap = view_piece(view, date.end, start);
                /* "date of birth: 4 March 1986", "by 13 October 2026", and the judge in the line below */
                static Pattern elsewhere = {
                        .text =
                            "(?i)\\b(?:born|birth|d\\.?o\\.?b\\.?|geni)\\b[^.;]{0,20}$|\\b(?:by|until|till|before|than|"
                            "after|from)(?: (?:noon|midday|midnight|\\d[\\d.:]*(?: ?[ap]\\.?m\\.?)?)(?: on)?)?(?: "
                            "the)? "
                            "?$|\\b(?:applications?|statements?|letters?|e-?mails?|requests?|agreements?|reports?|"
                            "evidence)\\b[^.;]{0,34}? "
                            "(?:dated|of|signed|sent)(?: on)?(?: the)? "
                            "?$|\\b(?:expir\\w*|ends?|ending|laps\\w+|ceas\\w+|listed|adjourned)\\b(?:[^.;]|"
                            "\\.(?=\\d)){0,34}$"
                };
                size_t left = date.start > 40 ? date.start - 40 : 0;
                view_whole(view, &left, &date.start);
                g_autofree char *lead = view_piece(view, left, date.start);
                if (!pattern_in(&elsewhere, lead) && pattern_in(&front, gap) &&
                    memchr(view->text + date.end, '\t', start - date.end) == NULL)
                        order_reading_put(reading, FIELD_MADE_ON, legal_date_iso(&date, iso), date.start, date.end,
                                          0.96);
        }
}

/* "District Judge <tab> Ends: ...", "Ely": the office alone, and the name below it in its column. */
static bool
judge_below(OrderReading *reading, size_t start, size_t end, double confidence)
{
        const View *view = reading->view;
        size_t cell = start, from = 0, until = 0;
        while (cell > 0 && strchr("\t\n", view->text[cell - 1]) == NULL)
                cell--;
        if (!column_is_one_of_several(view, start) || !column_below(view, cell, false, &from, &until) ||
            column_is_apart(view, from))
                return false;
        const size_t stop = judge_name_end(view, from, until);
        if (stop <= from)
                return false;
        g_autofree char *office = view_string(view, start, end);
        g_autofree char *name = view_string(view, from, stop);
        g_autofree char *whole = g_strdup_printf("%s %s", office, name);
        order_reading_put(reading, FIELD_JUDGE, whole, start, end, confidence - 0.02);
        return true;
}

static bool
judge_try(OrderReading *reading, Pattern *pattern, size_t from, size_t until, double confidence)
{
        const View *view = reading->view;
        Match match;
        for (unsigned tries = 0; tries < 20 && pattern_find(pattern, view, from, until, &match); tries++) {
                from = match.end[0];
                const size_t start = match.start[1], end = judge_name_end(view, match.end[0], until);
                /* the word alone is a surname as well: it needs the words before it */
                const bool bare =
                    match.end[1] - start == 5 && g_ascii_strncasecmp(view->joined + start, "judge", 5) == 0;
                const bool opens = start == 0 || view->text[start - 1] == '\n' || view->text[start - 1] == '\t';
                /* "approved by the Judge" over "RESTRAINING ORDER": what stands below is no name */
                const bool parts = view->text[match.end[0] - 1] == '\n';
                const bool the = start > 4 && g_ascii_strncasecmp(view->joined + start - 4, "the ", 4) == 0;
                Title title;
                if (parts && ((bare && the) || title_of_line(view, view_line_at(view, match.end[0]), &title)))
                        continue;
                if (end <= match.end[0] || (bare && pattern == &judge_title && !opens) ||
                    judge_is_another(view, start, end))
                        continue;
                static Pattern office = { .text = "^" JUDGE_TITLE "$" };
                g_autofree char *plain = view_string(view, start, end);
                const bool parted = view->text[match.end[0] - 1] == '\t';
                if (parted || pattern_in(&office, plain)) {
                        if (judge_below(reading, start, parted ? match.end[0] - 1 : end, confidence))
                                return true;
                        continue;
                }
                g_autofree char *value = judge_text(view, start, end);
                order_reading_put(reading, FIELD_JUDGE, value, start, end, confidence);
                judge_date(reading, start, end);
                return true;
        }
        return false;
}

static bool
judge_lay(OrderReading *reading, size_t from, size_t until, double confidence)
{
        Match match;
        if (!pattern_find(&lay, reading->view, from, until, &match))
                return false;
        /* "JP." ends the sentence, "J.P." does not */
        if (match.end[0] > 3 && strncmp(reading->view->joined + match.end[0] - 3, "JP.", 3) == 0)
                match.end[0]--;
        g_autofree char *value = view_string(reading->view, match.start[0], match.end[0]);
        order_reading_put(reading, FIELD_JUDGE, value, match.start[0], match.end[0], confidence);
        judge_date(reading, match.start[0], match.end[0]);
        return true;
}

/* "The justices (Mrs Ann Bell in the chair, Mr Ed Poe)", "magistrates chaired by Mrs Ann Bell": of a bench, who speaks for it. */
static bool
judge_chair(OrderReading *reading)
{
        static Pattern patterns[] = {
                { .text =
                      "(" NAMED
                      "),? \\(?(?i:(?:was |being )?in the chair|presiding|chairing|(?:as )?(?:the )?chair(?:man|woman|"
                      "person)?(?: of the (?:bench|justices))?)\\b" },
                { .text = "\\b(?i:chaired by|presided over by|chair(?:man|woman|person)?:?|presiding justice:?) (" NAMED
                          ")" }
        };
        static Pattern justices = { .text = "(?i)\\b(?:magistrates|justices|bench)\\b" };
        Match match;
        for (unsigned i = 0; pattern_has(&justices, reading->view) && i < G_N_ELEMENTS(patterns); i++) {
                if (!pattern_find(&patterns[i], reading->view, 0, reading->view->length, &match))
                        continue;
                g_autofree char *value = view_string(reading->view, match.start[1], match.end[1]);
                order_reading_put(reading, FIELD_JUDGE, value, match.start[1], match.end[1], 0.95);
                judge_date(reading, match.start[1], match.end[1]);
                return true;
        }
        return false;
}

static void
judge_labelled(OrderReading *reading, const LabelHit *hit)
{
        const View *view = reading->view;
        if (hit->start >= hit->end || hit->form == LABEL_INLINE)
                return;
        static Pattern several = { .text = "\\G(?:(?i:(?:the )?(?:lay )?(?:magistrates|justices)),?:? )?(" NAMED
                                           "(?:(?:,| and|, and| &|;) " NAMED "){1,4})(?=[,.;)\\n]|$| On | on )" };
        Match bench_names;
        /* "Ordered by: Lay Justices <tab> Mr A Bell, Mrs C Dunn" */
        static Pattern lay_bench = { .text = "(?i)^(?:the )?(?:lay )?(?:magistrates|justices)$" };
        g_autofree char *first = view_string(view, hit->start, hit->end);
        const bool beside = view->text[hit->end] == '\t' && pattern_in(&lay_bench, first);
        const size_t stop = beside ? view_line(view, view_line_at(view, hit->start))->end : hit->end;
        if (!judge_lay(reading, hit->start, stop, 0.97) &&
            pattern_find(&several, view, hit->start, stop, &bench_names)) {
                g_autofree char *value = view_string(view, bench_names.start[1], bench_names.end[1]);
                order_reading_put(reading, FIELD_JUDGE, value, bench_names.start[1], bench_names.end[1], 0.95);
                judge_date(reading, bench_names.start[1], bench_names.end[1]);
                return;
        }
        if (order_reading_has(reading, FIELD_JUDGE) || judge_try(reading, &judge_title, hit->start, hit->end, 0.98))
                return;
        /* the label may be the end of the title: "Judge: Sefton" */
        const size_t end = judge_name_end(view, hit->start, hit->end);
        static Pattern office = { .text = "^(?:" JUDGE_TITLE "|(?i:(?:deputy |high |senior )*(?:district|circuit|court|"
                                          "deputy|high|honou?r)))$" };
        static Pattern adviser = { .text = "(?i)\\b(?:legal advis[eo]r|clerk|cynghorydd)\\b" };
        g_autofree char *value = view_string(view, hit->start, end);
        /* "Before <tab> After": the head of a table of what is changed */
        if (hit->form == LABEL_CELL && strchr(value, ' ') == NULL &&
            g_ascii_strncasecmp(view->text + hit->label, "before", 6) == 0)
                return;
        g_autofree char *whole = view_string(view, hit->start, hit->end);
        if (end > hit->start && hit->form != LABEL_ABOVE && end - hit->start < 80 && !pattern_in(&adviser, whole) &&
            !pattern_in(&office, value)) {
                /* "District Judge: Ely" */
                LabelRole role = LABEL_COUNT;
                g_autofree char *label =
                    g_strndup(view->text + hit->label, label_length(view->text + hit->label, &role));
                g_autofree char *titled = g_strconcat(label, " ", value, NULL);
                static Pattern titles = { .text = "(?i)^(?:(?:deputy )?(?:district|circuit) judge|recorder)$" };
                order_reading_put(reading, FIELD_JUDGE, pattern_in(&titles, label) ? titled : value, hit->start, end,
                                  0.93);
                judge_date(reading, hit->start, end);
        }
}

void
judge_read(OrderReading *reading)
{
        const View *view = reading->view;
        for (unsigned i = 0; i < reading->labels->len; i++) {
                const LabelHit *hit = &g_array_index(reading->labels, LabelHit, i);
                if (hit->role == LABEL_JUDGE && !order_reading_has(reading, FIELD_JUDGE))
                        judge_labelled(reading, hit);
        }
        if (order_reading_has(reading, FIELD_JUDGE))
                return;
        /* "made on 2 March by Judge Ely" over "as varied on 3 April by Judge Oxley": who made it what it is */
        static Pattern varied = { .text =
                                      "(?m)^(?:and )?(?i:as )?(?i:(?:further )?(?:varied|amended|extended|re-?dated)) "
                                      "(?i:on [^\\n]{6,40} )?(?=(?i:by) )" };
        enum { HEAD = 1500 }; /* octets */
        g_autofree char *head = g_strndup(view->text, MIN(view->length, HEAD));
        size_t acted = 0;
        if (reading->action != ACTION_MADE && pattern_span(&varied, head, &acted, NULL) &&
            judge_try(reading, &judge_context, acted, MIN(view->length, acted + 160), 0.975))
                return;
        if (judge_try(reading, &judge_context, 0, view->length, 0.97) || judge_lay(reading, 0, view->length, 0.96) ||
            judge_try(reading, &judge_title, 0, view->length, 0.95))
                return;
        Match match;
        /* "Order made by the magistrates: Mr A Bell (chair), Mrs C Dunn and Miss E Ford" */
        static Pattern named = { .text = "\\b(?i:magistrates|justices|bench),?:? \\(?(" NAMED
                                         "(?:(?:,| and|, and| &|;) " NAMED "){1,4})(?=[,.;)\\n]|$| [Oo]n | at )" };
        /* "the court (Mr A Bell and Mrs C Dunn, Justices of the Peace)" */
        static Pattern peace = { .text =
                                     "(" NAMED "(?:(?:,| and|, and| &|;) " NAMED "){0,4}),? \\(?(?i:justices of the "
                                     "peace|lay (?:justices|magistrates))\\b" };
        if (pattern_find(&named, view, 0, view->length, &match) ||
            pattern_find(&peace, view, 0, view->length, &match)) {
                g_autofree char *value = view_string(view, match.start[1], match.end[1]);
                order_reading_put(reading, FIELD_JUDGE, value, match.start[1], match.end[1], 0.94);
                judge_date(reading, match.start[1], match.end[1]);
                return;
        }
        if (judge_chair(reading))
                return;
        /* "P Dale" over "Presiding Justice" */
        static Pattern office = {
                .text = "(?m)^((?:(?:Mr|Mrs|Ms|Miss|Mx|Dr)\\.? )?\\p{Lu}[\\p{L}.'-]*(?: \\p{Lu}[\\p{L}.'-]+){1,3}),?\\n"
                        "(?i:\\(?(?:presiding|chair of the|lay) (?:justices?|magistrates?|bench)\\)?|chair|justice of "
                        "the peace)$"
        };
        g_autoptr(GMatchInfo) info = NULL;
        gint start = 0, end = 0;
        if (pattern_in(&office, view->text) && g_regex_match(office.regex, view->text, 0, &info) &&
            g_match_info_fetch_pos(info, 1, &start, &end)) {
                g_autofree char *value = view_string(view, (size_t) start, (size_t) end);
                order_reading_put(reading, FIELD_JUDGE, value, (size_t) start, (size_t) end, 0.92);
                return;
        }
        if (pattern_find(&bench, view, 0, view->length, &match)) {
                g_autofree char *value = view_string(view, match.start[1], match.end[1]);
                order_reading_put(reading, FIELD_JUDGE, value, match.start[1], match.end[1], 0.85);
        }
}
