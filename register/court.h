/* Names of courts: as printed for people, by kind and place for comparing. */
#ifndef REGISTER_COURT_H
#define REGISTER_COURT_H

#include <glib.h>
#include <stdbool.h>

typedef enum {
        COURT_KIND_NONE,
        COURT_KIND_FAMILY,
        COURT_KIND_MAGISTRATES,
        COURT_KIND_CROWN,
        COURT_KIND_COUNTY,
        COURT_KIND_HIGH,
} CourtKind;

/* The kind that the printed name says; COURT_KIND_NONE when it names none. "County and Family Court" is FAMILY. */
CourtKind court_kind(const char *printed);
/* The printed name without "In the", a trailing colon or stop, capitals calmed: "THE FAMILY COURT SITTING AT LUTON"
 * becomes "Family Court sitting at Luton". New string. */
char *court_tidy(const char *printed);
/* The words of the place only, folded, each once, in English, in order of the alphabet: "the Family Court at Tunbridge Wells" and "Tunbridge
 * Wells County Court and Family Court" both give "tunbridge wells". "" when no place is named. New string. */
char *court_place(const char *printed);
/* Words in capitals made ordinary, small joining words kept small. New string. */
char *court_calm(const char *text);

#endif
