/* How well an entry answers a search line, with its reasons in words. Pure: what the index found comes in, a mark comes out.
 * Of two entries the one with the higher mark is shown first. */
#ifndef REGISTER_SEARCH_SCORE_H
#define REGISTER_SEARCH_SCORE_H

#include "register/search_line.h"

typedef enum {
        SEARCH_PARTY_RESPONDENT,
        SEARCH_PARTY_ALIAS, /* of the respondent */
        SEARCH_PARTY_PROTECTED,
        SEARCH_PARTY_CHILD,
} SearchParty;

/* What an entry says of the things that can be searched for; strings as the register holds them. */
typedef struct {
        GPtrArray *names[SEARCH_PARTY_CHILD + 1]; /* of char*: by SearchParty */
        GPtrArray *born;                          /* of char*: ISO dates that the order gives for the respondent */
        GPtrArray *made;                          /* of char* */
        GPtrArray *numbers;                       /* of char*: all kinds */
        GPtrArray *places;                        /* of char*: addresses, the court */
} SearchFacts;

/* Words of the register that stand for a typed one because they sound alike; from the index. */
typedef struct {
        GHashTable *heard;   /* set of "typed\thold"; or NULL */
        GHashTable *weighed; /* of search_score_memory(); or NULL */
} SearchIndex;

/* Everything is there as it was typed. */
enum { SEARCH_MARK_MOST = 1000 };

typedef struct {
        unsigned mark;      /* 0 to SEARCH_MARK_MOST */
        GPtrArray *reasons; /* of char*, in the order of the terms: "Marlowe sounds alike: Marlow (respondent)" */
        bool born_differs;  /* a date of birth was asked for and the order has another one, by more than a slip */
        bool born_unknown;  /* it was asked for and the order has none */
} SearchMark;

SearchFacts *search_facts_new(void);
void search_facts_free(SearchFacts *facts);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SearchFacts, search_facts_free)

/* What was worked out for pairs of words, for all calls with one line: names come again and again. Free with g_hash_table_unref(). */
GHashTable *search_score_memory(void);
SearchMark search_score(const SearchLine *line, const SearchFacts *facts, const SearchIndex *index);
void search_mark_clear(SearchMark *mark);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(SearchMark, search_mark_clear)

/* The words of a held name or address as they are compared: folded, apostrophes joined, parted at everything else, and small
 * words joined with what follows beside. Of char*. */
GPtrArray *search_score_words(const char *held);

#endif
