/* A search line as queries of PostgreSQL's text search, by the words that the index knows for what was typed. Lexemes are quoted
 * here, and nothing typed is ever SQL. */
#ifndef DB_SEARCH_QUERY_H
#define DB_SEARCH_QUERY_H

#include "register/search_line.h"

typedef struct SearchQuery SearchQuery;

SearchQuery *search_query_new(const SearchLine *line);
void search_query_free(SearchQuery *query);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SearchQuery, search_query_free)

/* The typed words whose neighbours are looked up, as text[]. New string. */
char *search_query_words(const SearchQuery *query);
/* A word that the index gave for a typed one. is_name: of a person, else of a place. */
void search_query_add(SearchQuery *query, const char *asked, const char *word, bool is_name, bool heard);
/* The set of "typed\thold" that sound alike, for search_score(). Borrowed. */
GHashTable *search_query_heard(const SearchQuery *query);

/* Everything that was asked for together; text[]. A query after "+" is for when the one before it does not bring as many as are looked at. New
 * string. */
char *search_query_together(const SearchQuery *query);
/* All but one of the words, for when that finds little, and short words as the start of others; text[], "{}" when there is nothing to leave
 * out. met: an order has everything as it was typed. */
char *search_query_all_but_one(const SearchQuery *query, bool met);
/* The same for mails and papers. */
char *search_query_mails(const SearchQuery *query);

#endif
