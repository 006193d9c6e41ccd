/* An entry as its page shows it: the decisive fields in the order in which they are decided, the others, the paper with the
 * place of each field, what was decided and what may be undone. Made of what register_store_said() and
 * register_store_around() tell. Pure. */
#ifndef WEB_ENTRY_VIEW_H
#define WEB_ENTRY_VIEW_H

#include "register/field.h"

#include <jansson.h>

/* What the page's address asks for. */
typedef struct {
        const char *field;  /* whose place is shown; NULL: the first that is not decided */
        gint64 paper;       /* 0: that of the field */
        gint64 page;        /* 0: that of the field */
        const char *person; /* who looks; NULL: what stands around the entry is not asked for */
        const char *today;  /* ISO */
} EntryLook;

/* Its fields, of what register_store_said() tells: "slots" (those that are decided one by one, each {"title", "fields"}), "stated" and "absent" (those
 * that are looked at), and what web/pages/entry_part.xsl asks of the entry. A new object. */
json_t *entry_view_fields(const json_t *entry, const EntryLook *look);
/* All but its fields, of the whole entry. A new object; see web/pages/entry.xsl for its keys. */
json_t *entry_view(const json_t *entry, const EntryLook *look);
/* How many decisive fields nobody has decided yet. */
unsigned entry_view_undecided(const json_t *entry);
/* Two entries field by field: items of {"name", "mine", "other", "differs", "mine_disputed", "other_disputed"}; one that is to be typed
 * from the paper first is left out. A new array. */
json_t *entry_view_beside(const json_t *entry, const json_t *other);

#endif
