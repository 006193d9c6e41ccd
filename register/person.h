/* Names of people as courts print them: titles, aliases, order of names, lists; and their folded form for comparing. */
#ifndef REGISTER_PERSON_H
#define REGISTER_PERSON_H

#include <glib.h>
#include <stdbool.h>

typedef struct {
        char *name;         /* as printed, without title and aliases */
        GPtrArray *aliases; /* of char* */
} Person;

/* From a printed name: "Mr DEAN MARLOW (also known as Dean Carter)" gives "DEAN MARLOW" and the alias. "SMITH, John"
 * becomes "John SMITH". NULL when nothing is left that could be a name. */
Person *person_new(const char *printed);
void person_free(Person *person);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Person, person_free)

/* Splits "(1) Ann Bell (2) Cy Dale", "Ann Bell and Cy Dale", "Ann Bell; Cy Dale", "1. A 2. B" into people (of Person*).
 * A comma parts only where both sides have two words or more. */
GPtrArray *person_list(const char *printed);
/* The length in octets of the longest piece at the start of text that reads like one person's name; 0 when none does.
 * Names start with a capital letter; particles (de, von, ab, bin ...) and initials may stand between. */
size_t person_name_length(const char *text);
/* The length in octets of the company's name at the start of text, "Bloom & Barrow Ltd"; 0 when none stands there. */
size_t person_company_length(const char *text);
/* Folded words of the name without titles, in printed order: "marie-claire o'neill" for any spelling of accents. */
char *person_key(const char *name);
/* The same person's name, whatever the order, case, accents and titles. */
bool person_same(const char *a, const char *b);
/* True for a word like Mr, Mrs, Dr, Miss ... at the start of text; *ret_length gets its octets with stop and blanks. */
bool person_title(const char *text, size_t *ret_length);

#endif
