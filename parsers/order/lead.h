/* What leads the terms of an order, "The defendant must not:", and what may stand below it. */
#ifndef PARSERS_ORDER_LEAD_H
#define PARSERS_ORDER_LEAD_H

#include <glib.h>
#include <stdbool.h>

/* What a lead makes of the items below it. */
typedef enum {
        LEAD_NONE,  /* nothing known: an item has to speak for itself */
        LEAD_COURT, /* "It is ordered that" */
        LEAD_LIST,  /* "Prohibitions" */
        LEAD_BAN,   /* "The defendant must not" */
        LEAD_DUTY,  /* "The defendant must" */
        LEAD_AWAY,  /* documents served, notes, recitals: nothing below is a term */
} Lead;

/* The words that forbid, and those that require, as parts of a pattern without regard to case. */
#define LEAD_FORBIDS                                                                                                   \
        "(?:must not\\b|must do nothing|shall not\\b|may not\\b|will not\\b|(?:is |are )?not "                         \
        "to\\b|(?:is|are|be|being) (?:\\([^()]{3,60}\\) )?(?:hereby |each |both |all "                                 \
        "|strictly |therefore |accordingly |further |also "                                                            \
        ")?(?:forbidden|prohibited|restrained|barred|excluded)|must never|no contact|"                                 \
        "(?:is|are) not (?:allowed|permitted) to|neither (?:respondent|defendant|party|of them) "                      \
        "(?:may|shall|must)\\b|"                                                                                       \
        "(?<=defendant )do not\\b|(?<=respondent )do not\\b|(?-i:\\p{Lu}[\\p{L}'-]+ \\p{Lu}[\\p{L}'-]+) do not\\b|"    \
        "(?:refrains?|desists?|abstains?) from\\b|stay away|keep away|must stay|must keep|ni chaiff|ni ddylai|rhaid "  \
        "iddo beidio|peidio \xC3\xA2)"
#define LEAD_REQUIRES                                                                                                  \
        "(?:must|shall|is to|is required to|is ordered to|is directed to)(?: (?:immediately|also|forthwith|within "    \
        "[^.;:]{3,30}|by [^.;:]{3,40}?|on or before [^.;:]{3,30}),?)?"                                                 \
        " (?:leave|vacate|allow|return|surrender|attend|notify|comply|hand|deliver|provide|undergo|submit|engage|"     \
        "inform|remove|delete|take down|disclose|wear|participate|complete|co-operate|cooperate|permit|give up|"       \
        "report|register|live|reside|maintain|keep|remain|continue to|arrange|cease|stop|switch|release|destroy|"      \
        "give (?!notice|evidence|reasons))\\b"

/* What the words are as a lead. *ret_rest: what an item below needs of them, "go to" of "must not go to:" (free with g_free);
 * NULL where it needs nothing. */
Lead lead_read(const char *printed, char **ret_rest);
/* Whether the words below such a lead are a term. */
bool lead_counts(Lead lead, const char *text);
/* Whether the words can follow "must not" or "must" as they are. */
bool lead_fits(const char *text);
/* Words over other words, of which they say nothing but what they are about. */
bool lead_is_heading(const char *text);
/* Words to the reader of the order that forbid nothing of their own. */
bool lead_is_boiler(const char *text);
/* Duties towards the court, not towards the person protected. */
bool lead_is_procedure(const char *text);
/* Whether the text forbids; ret_end: the end of the words that do. Either way out may be NULL. */
bool lead_forbids(const char *text, size_t *ret_end);
/* Whether the text forbids, or says what is forbidden, and ends in words that leave something to him: "must not contact her except:". */
bool lead_excepts(const char *text);

#endif
