/* When the order was made, when it ends, and which earlier order it changes. */
#include "parsers/order/order_reading.h"

#include "register/duration.h"

#include <string.h>

enum { AFTER = 4 }; /* octets between an opening and its date */

static bool
dates_put(OrderReading *reading, Field field, const LegalDate *date, double confidence)
{
        char iso[11];
        order_reading_put(reading, field, legal_date_iso(date, iso), date->start, date->end, confidence);
        return true;
}

/* ------------------------------------------------------------------ the earlier order */
#define CHANGES                                                                                                        \
        "(?:varies|varied|extends|extended|discharges|discharged|sets aside|set "                                      \
        "aside|revokes|revoked|amends|amended|continues|continued|replaces|replaced|renews)"

static Pattern target_active = {
        .text = "(?i)\\b(?:varies|extends|discharges|sets "
                "aside|revokes|amends|continues|replaces|varying|extending|discharging|hereby vary|hereby "
                "discharge)\\b[^.;]{0,100}?\\b(?:order|injunction)\\b[^.;]{0,80}?"
                "\\b(?:of|on|dated|made|granted)(?: the)? (?=(?-i:\\d|the|Mon|Tue|Wed|Thu|Fri|Sat|Sun))"
};
static Pattern target_passive = {
        .text = "(?i)\\b(?:order|injunction)\\b,?[^.;]{0,60}?\\b(?:of|on|dated|made|granted)(?: the)? "
                "(?=(?-i:\\d|Mon|Tue|Wed|Thu|Fri|Sat|Sun)[^.;]{4,160}?\\b(?i:is|are|be|stands|was|shall be)(?i: "
                "hereby| now| further| accordingly)? (?i:" CHANGES ")\\b)"
};
static Pattern target_is = { .text = "(?i)\\b(?:is|are|stands|be)(?: hereby| now| further)? " CHANGES "\\b" };

static const struct {
        const char *stem;
        Action action;
} verbs[] = { { "discharg", ACTION_DISCHARGED },  { "sets aside", ACTION_DISCHARGED },
              { "set aside", ACTION_DISCHARGED }, { "revok", ACTION_DISCHARGED },
              { "extend", ACTION_EXTENDED },      { "continu", ACTION_EXTENDED },
              { "renew", ACTION_EXTENDED },       { "vari", ACTION_VARIED },
              { "vary", ACTION_VARIED },          { "amend", ACTION_VARIED },
              { "replac", ACTION_VARIED } };

static Action
action_of(const char *text)
{
        g_autofree char *lower = g_ascii_strdown(text, -1);
        /* the verb that comes first decides: "is varied ... until further order or discharged" */
        const char *first = NULL;
        Action action = ACTION_UNKNOWN;
        for (unsigned i = 0; i < G_N_ELEMENTS(verbs); i++) {
                const char *at = strstr(lower, verbs[i].stem);
                if (at != NULL && (first == NULL || at < first)) {
                        first = at;
                        action = verbs[i].action;
                }
        }
        return action;
}

/* "Paragraph 3 is discharged", "as against the child": part of an order, so a variation. */
static bool
action_is_partial(const View *view, size_t start, size_t end)
{
        static Pattern part = { .text = "(?i)\\b(?:paragraphs?|sub-?paragraphs?|clauses?|terms?|condition|prohibition) "
                                        "?\\(?\\d*[^.;]{0,30}$" };
        static Pattern before_verb = {
                .text =
                    "(?i)\\b(?:paragraphs?|sub-?paragraphs?|clauses?) \\(?[0-9a-z]+\\)?(?:\\([a-z0-9]+\\))*(?:(?:,| "
                    "and| to) \\(?[0-9a-z]+\\)?)*(?: of [^.;]{0,80})?$"
        };
        const size_t from = start > 60 ? start - 60 : 0;
        g_autofree char *before = view_string(view, from, end);
        (void) part;
        return pattern_in(&before_verb, before);
}

static bool
action_is_conditional(const View *view, size_t at)
{
        static Pattern condition = { .text = "(?i)\\b(?:until|unless|if|before|once|when|may|can|to|whether|or|not|"
                                             "save as|except as|where|should|prior to|application)\\b[^.;]{0,60}$" };
        const size_t from = at > 64 ? at - 64 : 0;
        g_autofree char *before = view_string(view, from, at);
        return pattern_in(&condition, before);
}

static void
target_read(OrderReading *reading)
{
        const View *view = reading->view;
        Pattern *const patterns[] = { &target_active, &target_passive };
        for (unsigned i = 0; i < G_N_ELEMENTS(patterns); i++) {
                size_t from = 0;
                Match match;
                LegalDate date;
                for (unsigned tries = 0; tries < 6 && pattern_find(patterns[i], view, from, view->length, &match);
                     tries++) {
                        from = match.end[0];
                        if (!legal_date_find(view->text, match.end[0], MIN(view->length, match.end[0] + AFTER), &date))
                                continue;
                        size_t sentence_end = date.end;
                        while (sentence_end < view->length &&
                               !(view->joined[sentence_end] == '.' && view->joined[sentence_end + 1] == ' ') &&
                               view->joined[sentence_end] != ';' && sentence_end < date.end + 160)
                                sentence_end++;
                        if (action_is_conditional(view, match.start[0]))
                                continue;
                        g_autofree char *text =
                            view_string(view, i == 0 ? match.start[0] : date.end, i == 0 ? match.end[0] : sentence_end);
                        Action action = action_of(text);
                        if (action == ACTION_UNKNOWN)
                                continue;
                        if (action == ACTION_DISCHARGED && (action_is_partial(view, match.start[0], match.start[0]) ||
                                                            action_is_partial(view, match.start[0], match.end[0])))
                                action = ACTION_VARIED;
                        if (reading->action == ACTION_UNKNOWN || reading->action == ACTION_MADE)
                                reading->action = action;
                        dates_put(reading, FIELD_TARGET_MADE_ON, &date, 0.96);
                        return;
                }
        }
}

static void
action_read(OrderReading *reading)
{
        const View *view = reading->view;
        target_read(reading);
        size_t from = 0;
        Match match;
        static Pattern order_before = { .text = "(?i)\\b(?:order|injunction)\\b[^.;]{0,120}$" };
        for (unsigned tries = 0; reading->action == ACTION_UNKNOWN && tries < 10 &&
                                 pattern_find(&target_is, view, from, view->length, &match);
             tries++) {
                from = match.end[0];
                const size_t start = match.start[0] > 140 ? match.start[0] - 140 : 0;
                g_autofree char *before = view_string(view, start, match.start[0]);
                g_autofree char *verb = view_string(view, match.start[0], match.end[0]);
                if (!pattern_in(&order_before, before) || action_is_conditional(view, match.start[0]))
                        continue;
                reading->action = action_of(verb);
                if (reading->action == ACTION_DISCHARGED && action_is_partial(view, match.start[0], match.start[0]))
                        reading->action = ACTION_VARIED;
        }
        if (reading->action == ACTION_UNKNOWN)
                reading->action = ACTION_MADE;
}

/* ------------------------------------------------------------------ made on */
#define JUDGE_WORDS "(?:judge|hhj|ddj|dj|recorder|justice|magistrates|justices|j\\.?p\\b|barnwr|bench)"

static struct {
        Pattern pattern; /* the date follows within AFTER octets */
        double confidence;
        bool opens_line;
} made_openings[] = {
        { { .text = "(?i)\\bordered on (?:the )?" }, 0.985, false },
        { { .text = "(?i)\\bgorchmynnwyd ar " }, 0.985, false },
        { { .text = "(?i)\\bthis (?:is an |is a )?(?:[a-z-]+ )?(?:order|injunction)(?: was| is|,)? "
                    "(?:made|granted|given)[^.;]{0,120}? on (?:the )?(?=\\w)" },
          0.97,
          false },
        { { .text = "(?i)\\bthis is an order of [^.;]{3,120}? on (?:the )?(?=\\w)" }, 0.98, false },
        { { .text = "(?i)\\border made by (?:[^.;]|(?<= (?-i:[A-Z]))\\.){3,100}? on (?:the )?(?=\\w)" }, 0.975, false },
        { { .text = "(?i)\\bmade by [^.;]{0,40}" JUDGE_WORDS "[^.;]{0,60}? on (?:the )?(?=\\w)" }, 0.97, false },
        { { .text =
                "(?i)\\bbefore [^.;:]{0,40}" JUDGE_WORDS "(?:[^.;]|(?<= (?-i:[A-Z]))\\.){0,90}? on (?:the )?(?=\\w)" },
          0.96,
          false },
        { { .text = "(?i)\\b(?:made|given|dated|ordered|granted|order made)(?: at [^.;]{2,60}?)?,?(?: on| this| the)* "
                    "?(?=\\d|mon|tue|wed|thu|fri|sat|sun)" },
          0.96,
          true },
        { { .text = "(?i)\\bdated:? (?:this |the )*" }, 0.93, false },
        { { .text = "(?i)\\b(?:date of (?:the |this )?order|order date|date made): ?" }, 0.97, false },
};

static struct {
        Pattern pattern; /* the date comes first, these words follow it */
        double confidence;
} made_closings[] = {
        { { .text = "(?i)^,? (?:the court|"
                    "(?:[^.;]{0,60}" JUDGE_WORDS "[^.;]{0,180}?)) (?:made|imposed|granted) (?:this|the|an?)\\b" },
          0.98 },
        { { .text = "(?i)^,? before [^.;:]{0,40}" JUDGE_WORDS }, 0.95 },
        { { .text = "(?i)^,? (?:the following order was made|it (?:was|is) ordered|the court (?:ordered|considered an "
                    "application))" },
          0.96 },
};

/* Offsets that another date owns: birth, target, hearing, application. */
static bool
made_is_other(const OrderReading *reading, const LegalDate *date)
{
        const View *view = reading->view;
        static Pattern other = {
                .text = "(?i)(?:application "
                        "(?:issued|dated|made|of)|statement[^.;]{0,60}(?:signed|dated|of)|signed|born|birth|dob|issued|"
                        "order (?:of|dated|made on|that it made on)|first "
                        "made|statement|offence|offences|committed|convicted|arrested|interim [^.;]{0,40}order of)"
                        "[^.;]{0,14}$"
        };
        const size_t from = date->start > 80 ? date->start - 80 : 0;
        g_autofree char *before = view_string(view, from, date->start);
        return pattern_in(&other, before);
}

static void
made_by_label(OrderReading *reading)
{
        const View *view = reading->view;
        const unsigned lines = view->lines->len;
        unsigned after_hearing = 0;
        for (unsigned i = 0; i < reading->labels->len; i++) {
                const LabelHit *hit = &g_array_index(reading->labels, LabelHit, i);
                if (hit->role == LABEL_NEXT)
                        after_hearing = hit->line + 6;
                LegalDate date;
                if (hit->start >= hit->end || !(hit->role == LABEL_MADE || hit->role == LABEL_HEARD) ||
                    !legal_date_find(view->text, hit->start, MIN(hit->end, hit->start + 40), &date))
                        continue;
                g_autofree char *label = view_string(view, hit->label, hit->label + 12);
                const bool plain = g_ascii_strncasecmp(label, "date", 4) == 0 &&
                                   (label[4] == ':' || label[4] == ' ' || label[4] == '\0') &&
                                   g_ascii_strncasecmp(label, "date o", 6) != 0 &&
                                   g_ascii_strncasecmp(label, "date m", 6) != 0 &&
                                   g_ascii_strncasecmp(label, "date i", 6) != 0;
                if (hit->role == LABEL_HEARD) {
                        if (hit->line < lines / 2 + 6)
                                dates_put(reading, FIELD_MADE_ON, &date, 0.94);
                } else if (!plain) {
                        dates_put(reading, FIELD_MADE_ON, &date, 0.985);
                } else if (hit->line >= after_hearing) {
                        dates_put(reading, FIELD_MADE_ON, &date, 0.975);
                }
        }
}

static void
made_read(OrderReading *reading)
{
        const View *view = reading->view;
        made_by_label(reading);
        for (unsigned i = 0; i < G_N_ELEMENTS(made_openings); i++) {
                size_t from = 0;
                Match match;
                LegalDate date;
                for (unsigned tries = 0;
                     tries < 5 && pattern_find(&made_openings[i].pattern, view, from, view->length, &match); tries++) {
                        from = match.end[0];
                        const char before = match.start[0] == 0 ? '\n' : view->text[match.start[0] - 1];
                        if (made_openings[i].opens_line && before != '\n' && before != '\t')
                                continue;
                        if (!legal_date_find(view->text, match.end[0], MIN(view->length, match.end[0] + AFTER),
                                             &date) ||
                            made_is_other(reading, &date))
                                continue;
                        const FieldValue *target = reading->fields[FIELD_TARGET_MADE_ON];
                        char iso[11];
                        if (target != NULL && g_str_equal(target->text, legal_date_iso(&date, iso)))
                                continue;
                        dates_put(reading, FIELD_MADE_ON, &date, made_openings[i].confidence);
                        break;
                }
        }
        if (order_reading_has(reading, FIELD_MADE_ON))
                return;
        /* "On 16/02/2024, His Honour Judge X made this order"; "HHJ X, 21 February 2024" */
        size_t at = 0;
        LegalDate date;
        static Pattern signed_by = { .text = "(?i)" JUDGE_WORDS "[^.;:]{0,60}[,\\n ] ?(?:on )?$" };
        static Pattern lay = { .text = "\\bJ\\.?P\\.?(?: and [^.;:]{0,40}J\\.?P)?,? ?$" };
        for (unsigned tries = 0; tries < 40 && legal_date_find(view->text, at, view->length, &date); tries++) {
                at = date.end;
                g_autofree char *after = g_strndup(view->joined + date.end, MIN(280U, view->length - date.end));
                for (unsigned i = 0; i < G_N_ELEMENTS(made_closings); i++) {
                        if (pattern_in(&made_closings[i].pattern, after))
                                dates_put(reading, FIELD_MADE_ON, &date, made_closings[i].confidence);
                }
                const size_t from = date.start > 70 ? date.start - 70 : 0;
                g_autofree char *before = view_string(view, from, date.start);
                g_autofree char *spaced = g_strconcat(before, " ", NULL);
                const unsigned line = view_line_at(view, date.start);
                const bool line_end = date.end + 2 >= view_line(view, line)->end;
                if (line_end && (pattern_in(&signed_by, spaced) || pattern_in(&lay, spaced)) &&
                    !made_is_other(reading, &date))
                        dates_put(reading, FIELD_MADE_ON, &date, 0.96);
        }
}

/* ------------------------------------------------------------------ the end */
static Pattern end_opening = {
        .text = "(?i)\\b(?:until|till|tan|hyd at|up to and including|up to|expires?(?: at| on)?|expiring(?: at| "
                "on)?|will expire(?: at| on)?|shall expire(?: at| on)?|"
                "ends? (?:on|at)|will end(?: at| on)?|shall end (?:on|at)|ceases? to (?:have effect|be in force|apply) "
                "(?:on|at)|lapses? (?:on|at)|lasts? for|last for|lasting|"
                "stands for|runs? for|(?:in force|effect|applies|apply|continues?|remains?|made|have effect|has "
                "effect|imposed|order is) for(?: a (?:period|term) of)?|for a (?:period|term) "
                "of|(?:period|term|duration) of(?! (?:the|this|your) )|(?:extended|prolonged|continued) to|no fixed "
                "end date|"
                "(?=without limit of time)|(?:lasts?|last|continues?|force|effect|applies) (?=indefinite)|dim dyddiad "
                "terfyn penodol)\\b:?"
};
static Pattern end_subject = {
        .text = "(?i)(?:\\b(?:this order|the order|order "
                "(?:is|shall|will|applies|lasts|stands|runs|has|remains|continues|expires|ends|made)|it takes "
                "effect|it lasts|it is in force|it remains|it continues|in force|takes effect|"
                "duration|period of (?:the )?order|these prohibitions|these requirements|prohibitions (?:above |below "
                "|in [^.;]{0,40})?(?:shall |will )?(?:apply|last|remain|continue|are)|this injunction|the "
                "injunction|injunction shall|expiry|remain(?:s)? in (?:full )?force|"
                "paragraphs? [^.;]{1,40} (?:shall|will) (?:last|remain|continue|apply|have effect|be effective|be in "
                "force)|restraining order "
                "(?:for|until)|order for|non-molestation order (?:for|until)|the above "
                "(?:order|terms)|order\\b[^.;]{0,90}\\b(?:is|be|stands)(?: hereby)? "
                "(?:extended|varied|continued|renewed)|these orders|y "
                "gorchymyn|gorchymyn hwn)\\b|^for (?:a period of )?\\w+ (?:months|years))"
};
static Pattern end_other = { .text = "(?i)\\b(?:power of "
                                     "arrest|hearing|adjourned|application|evidence|statement|permission|monitoring|"
                                     "electronic|tag|curfew|leave [^.;]{0,60} by|solicitor|interim order "
                                     "of|undertaking|imprison\\w*|prison|the children|contact with the child)\\b" };

static void
end_put(OrderReading *reading, const Duration *duration, double confidence)
{
        const View *view = reading->view;
        char iso[11], hour[6];
        if (duration->kind == DURATION_FURTHER) {
                order_reading_put(reading, FIELD_EXPIRES_ON, "until further order", duration->start, duration->end,
                                  confidence);
                return;
        }
        if (duration->kind == DURATION_DATE) {
                LegalDate made;
                if (order_reading_date(reading, FIELD_MADE_ON, &made) &&
                    legal_date_compare(&duration->date, &made) < 0) {
                        /* an end before the beginning is another date; in a scan either may be misread */
                        if (!reading->ocr)
                                return;
                        confidence *= 0.6;
                }
                const FieldValue *old = reading->fields[FIELD_EXPIRES_ON];
                if (old != NULL && old->confidence >= confidence)
                        return;
                /* raw holds the hour too: "midnight" is for a person to weigh */
                order_reading_put(reading, FIELD_EXPIRES_ON, legal_date_iso(&duration->date, iso), duration->start,
                                  duration->end, duration->time.midnight ? confidence * 0.9 : confidence);
                if (duration->has_time)
                        order_reading_put(reading, FIELD_EXPIRES_AT, legal_time_print(&duration->time, hour),
                                          duration->time.start, duration->time.end, confidence);
                return;
        }
        g_autofree char *printed = view_string(view, duration->start, duration->end);
        order_reading_put(reading, FIELD_DURATION_TEXT, printed, duration->start, duration->end, confidence);
        LegalDate start;
        if (duration->from == DURATION_FROM_DATE)
                start = duration->date;
        else if (duration->from != DURATION_FROM_ORDER || !order_reading_date(reading, FIELD_MADE_ON, &start))
                return;
        const LegalDate end = duration_end(duration, &start);
        order_reading_put(reading, FIELD_EXPIRES_ON, legal_date_iso(&end, iso), duration->start, duration->end,
                          confidence * 0.97);
}

/* "until the conclusion of the hearing on 3 March": the day counts, the hearing's hour does not. */
static bool
end_at_hearing(const View *view, size_t from, size_t until, Duration *ret)
{
        static Pattern hearing = { .text =
                                       "(?i)^ ?(?:the )?(?:conclusion of |end of |close of )?(?:the )?(?:return |next "
                                       "|further |final |on notice )?(?:hearing|return date|date)(?: listed| fixed| to "
                                       "be held| which is listed| of this (?:matter|application))?(?: on| at| for| "
                                       "of)?(?: the)?[^.;]{0,24}?(?=(?-i:\\d|Mon|Tue|Wed|Thu|Fri|Sat|Sun))" };
        g_autofree char *rest = g_strndup(view->joined + from, MIN(until - from, 160U));
        g_autoptr(GMatchInfo) info = NULL;
        gint start = 0, end = 0;
        LegalDate date;
        if (!pattern_in(&hearing, rest) || !g_regex_match(hearing.regex, rest, 0, &info) ||
            !g_match_info_fetch_pos(info, 0, &start, &end) ||
            !legal_date_find(view->text, from + (size_t) end, MIN(until, from + (size_t) end + 24), &date))
                return false;
        *ret = (Duration){ .kind = DURATION_DATE, .date = date, .start = date.start, .end = date.end };
        return true;
}

/* A new sentence at the line's start: what stands above ended, or these are words that open one. */
static bool
sentence_opens(const View *view, size_t start)
{
        static const char *const words[] = { "This ", "The ", "It ", "THIS ", "THE ", "Mae", "IT " };
        if (view_line(view, view_line_at(view, start))->paragraph ||
            (start > 1 && strchr(".:;", view->text[start - 2]) != NULL))
                return true;
        for (unsigned i = 0; i < G_N_ELEMENTS(words); i++) {
                if (strncmp(view->text + start, words[i], strlen(words[i])) == 0)
                        return !view_wraps(view, start - 1);
        }
        return false;
}

static size_t
sentence_start(const View *view, size_t at)
{
        size_t from = at;
        while (from > 0 && at - from < 300) {
                const char c = view->joined[from - 1];
                if ((c == '.' && view->joined[from] == ' ' && from > 2 && !g_ascii_isdigit(view->joined[from - 2])) ||
                    c == ';')
                        break;
                if (view->text[from - 1] == '\n' && sentence_opens(view, from))
                        break;
                from--;
        }
        return from;
}

static size_t
sentence_stop(const View *view, size_t at)
{
        size_t until = at;
        while (until < view->length && until - at < 260) {
                const char c = view->joined[until];
                const bool stop = c == '.' && (view->joined[until + 1] == ' ' || view->joined[until + 1] == '\0');
                const bool half_day = until >= 2 && view->joined[until - 1] == 'm' && view->joined[until - 2] == '.';
                if ((stop && !half_day) || c == ';')
                        break;
                if (view->text[until] == '\n' && until + 1 < view->length && sentence_opens(view, until + 1))
                        break;
                until++;
        }
        return until;
}

static void
end_labelled(OrderReading *reading)
{
        const View *view = reading->view;
        for (unsigned i = 0; i < reading->labels->len; i++) {
                const LabelHit *hit = &g_array_index(reading->labels, LabelHit, i);
                if (hit->role != LABEL_END || hit->start >= hit->end)
                        continue;
                size_t until = hit->end, from = hit->start;
                /* the value wraps: as far as the next label, the next paragraph or two lines */
                if (hit->form == LABEL_COLON) {
                        until = MIN(view->length, until + 200);
                        if (i + 1 < reading->labels->len)
                                until =
                                    MIN(until, MAX(hit->end, g_array_index(reading->labels, LabelHit, i + 1).label));
                }
                Match match;
                Duration duration;
                if (duration_read(view->joined, from, until, &duration) ||
                    end_at_hearing(view, from, until, &duration)) {
                        end_put(reading, &duration, 0.98);
                        continue;
                }
                g_autofree char *value = view_string(view, from, until);
                if (g_regex_match_simple("(?i)power of arrest", value, 0, 0) ||
                    !pattern_find(&end_opening, view, from, until, &match))
                        continue;
                if (duration_read(view->joined, match.end[0], until, &duration) ||
                    end_at_hearing(view, match.end[0], until, &duration))
                        end_put(reading, &duration, 0.975);
        }
}

static void
end_in_text(OrderReading *reading)
{
        const View *view = reading->view;
        size_t from = 0;
        Match match;
        for (unsigned tries = 0; tries < 60 && pattern_find(&end_opening, view, from, view->length, &match); tries++) {
                from = match.end[0];
                const size_t start = sentence_start(view, match.start[0]);
                const size_t stop = sentence_stop(view, match.end[0]);
                g_autofree char *before = view_string(view, start, match.end[0]);
                g_autofree char *opening = view_string(view, match.start[0], match.end[0]);
                const bool subject = pattern_in(&end_subject, before), other = pattern_in(&end_other, before);
                if (!subject || other)
                        continue;
                Duration duration;
                const size_t at =
                    g_ascii_strncasecmp(opening, "no fixed", 8) == 0 || g_ascii_strncasecmp(opening, "dim ", 4) == 0
                        ? match.start[0]
                        : match.end[0];
                if (end_at_hearing(view, at, stop, &duration))
                        end_put(reading, &duration, 0.85);
                else if (duration_read(view->joined, at, stop, &duration))
                        end_put(reading, &duration, 0.97);
                else if (at < stop) {
                        /* "until 4pm on whichever is the earlier": nothing to give */
                        continue;
                }
        }
}

void
dates_read(OrderReading *reading)
{
        action_read(reading);
        made_read(reading);
        end_labelled(reading);
        if (!order_reading_has(reading, FIELD_EXPIRES_ON))
                end_in_text(reading);
        /* What is discharged has no end of its own. */
        if (reading->action == ACTION_DISCHARGED) {
                const Field gone[] = { FIELD_EXPIRES_ON, FIELD_EXPIRES_AT, FIELD_DURATION_TEXT };
                for (unsigned i = 0; i < G_N_ELEMENTS(gone); i++)
                        field_value_free(g_steal_pointer(&reading->fields[gone[i]]));
        }
}
