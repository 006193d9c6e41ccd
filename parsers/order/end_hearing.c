#include "parsers/order/end_hearing.h"

#include "parsers/order/day.h"
#include "parsers/order/pattern.h"

bool
end_at_hearing(const View *view, size_t from, size_t until, Duration *ret)
{
        static Pattern hearing = {
                .text = "(?i)^ ?(?:after )?(?:the )?(?:conclusion of |end of |close of |determination of "
                        ")?(?:the )?(?:return |next "
                        "|further |final |on notice |adjourned )?(?:hearing|return date|date)(?: listed| "
                        "fixed| to "
                        "be held| which is listed| of this (?:matter|application))?(?: on| at| for| "
                        "of)?(?: the)?[^.;]{0,24}?(?=(?-i:\\d|Mon|Tue|Wed|Thu|Fri|Sat|Sun))"
        };
        g_autofree char *rest = view_piece(view, from, MIN(until, from + 160));
        g_autoptr(GMatchInfo) info = NULL;
        gint start = 0, end = 0;
        LegalDate date;
        if (!pattern_in(&hearing, rest) || !g_regex_match(hearing.regex, rest, 0, &info) ||
            !g_match_info_fetch_pos(info, 0, &start, &end) ||
            !legal_date_find(view->text, from + (size_t) end, MIN(until, from + (size_t) end + 24), &date))
                return false;
        const size_t words = view->text[from] == ' ' ? from + 1 : from;
        *ret = (Duration){ .kind = DURATION_DATE, .date = date, .start = words, .end = date.end };
        /* "the hearing on 3 March (10 am) or at 5 pm on that day, whichever is the earlier": the hour that is not the hearing's */
        static Pattern or_at = {
                .text =
                    "(?i)^(?: at [^.;()]{3,40}?)?(?: ?\\([^()]{1,30}\\))?,? or(?:,? if (?:sooner|earlier|later),?)? "
                    "(?:until |till )?(?=[^.;]{2,22} on (?:that|the same) (?:day|date)\\b)(?:at |by )?"
        };
        size_t stop = MIN(view->length, date.end + 120), hour = 0;
        g_autofree char *behind = view_piece(view, date.end, stop);
        LegalTime time;
        if (pattern_span(&or_at, behind, NULL, &hour) &&
            legal_time_find(view->joined, date.end + hour, MIN(stop, date.end + hour + 16), &time)) {
                ret->has_time = true;
                ret->time = time;
        }
        return true;
}

#define HOUR   "\\d{1,2}(?:[.:]\\d\\d)? ?(?:[ap]\\.?m\\.?|hours|hrs|o'clock)?|(?:12 )?(?:noon|midnight|midday)"
#define RETURN "(?:return|adjourned|on[- ]notice|inter partes|further|next) (?:date|day|hearing)"

/* Whether the words around the date make it the return date: "on 3 March at 10am ("the return date")", "return hearing: 3 March". */
static bool
end_is_return(const View *view, const LegalDate *date)
{
        enum { AROUND = 90 };
        static Pattern defined = { .text = "(?i)^(?:[^.;]|\\.(?=\\d)){0,60}?\\((?:hereinafter |referred to as |called "
                                           "|and )*[\"']?(?:the )?" RETURN "[\"']?\\)" };
        static Pattern told = {
                .text = "(?i)\\b" RETURN
                        "[\"')]*(?:[ ,:]+(?:date|of|for|in|this|the|application|order|matter|case|is|are|shall|will|be|"
                        "to|take|place|held|listed|fixed|hereby|now|before|at|on|and|with|a|time|estimate|before "
                        "[^.;:\\d]{3,60}? on|" HOUR "))*[ ,:]*$"
        };
        const size_t from = date->start > AROUND ? date->start - AROUND : 0;
        g_autofree char *before = view_string(view, from, date->start);
        g_autofree char *behind = view_string(view, date->end, MIN(view->length, date->end + AROUND));
        return pattern_in(&defined, behind) || pattern_in(&told, before);
}

bool
end_at_return(const View *view, size_t from, size_t until, Duration *ret)
{
        enum { DAYS = 40, AHEAD = 100, BEHIND = 50 };
        static Pattern on_return = {
                .text = "(?i)^ ?(?:after )?(?:the )?(?:(?:conclusion|end|close|determination) of (?:the )?|"
                        "date of (?:the )?|(?:at )?(?:" HOUR "),? on (?:the )?)?" RETURN "(?! (?:listed|"
                        "fixed|to be)|,? (?:on )?(?:the )?\\d)\\b"
        };
        g_autofree char *rest = view_piece(view, from, MIN(until, from + AHEAD));
        size_t end = 0;
        LegalDate date, only;
        bool found = false;
        if (!pattern_span(&on_return, rest, NULL, &end) ||
            legal_date_find(view->text, from + end, MIN(until, from + end + BEHIND), &date))
                return false;
        size_t at = 0;
        for (unsigned i = 0; i < DAYS && legal_date_find(view->text, at, view->length, &date); i++) {
                at = date.end;
                if (!end_is_return(view, &date) || day_is_vacated(view, &date))
                        continue;
                if (found && legal_date_compare(&date, &only) != 0)
                        return false;
                only = date;
                found = true;
        }
        if (!found)
                return false;
        const size_t words = view->text[from] == ' ' ? from + 1 : from;
        *ret = (Duration){ .kind = DURATION_DATE, .date = only, .start = words, .end = from + end };
        ret->has_time = legal_time_find(view->joined, words, from + end, &ret->time);
        return true;
}
