/* How an order acts on, follows or belongs beside others: varies, extends, discharges, succeeds, replaces (a sealed order
 * and the draft or unsealed text that came first), translation (the Welsh twin), renews, same_respondent. Pure. A relation
 * may lack its target: it is not held, or two fit; then neither is chosen. */
#ifndef REGISTER_RELATION_H
#define REGISTER_RELATION_H

#include "register/identity.h"

typedef struct {
        RelationKind kind;
        gint64 earlier_entry_id; /* 0: not held, or two fit */
        char *target_made_on;    /* ISO date that the acting order prints of its target; or NULL */
        GPtrArray *reasons;      /* of char*, in plain words; never empty */
} Relation;

/* What acting, a variation, extension or discharge, acts on, or which order a later one of the same case succeeds; NULL when
 * there is nothing of the kind. others: Identity* of the representatives of all groups that may concern it, its own group
 * left out; their order does not matter. */
Relation *relation_main(const Identity *acting, const GPtrArray *others);
/* How acting stands beside one other order: replaces, translation, renews, same_respondent; NULL for none of these. Of two
 * orders only the later one acts. */
Relation *relation_beside(const Identity *acting, const Identity *other);
void relation_free(Relation *relation);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Relation, relation_free)

#endif
