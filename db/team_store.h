/* What a supervisor looks at: figures of the team, accuracy by field, second looks. As ccot_web. */
#ifndef DB_TEAM_STORE_H
#define DB_TEAM_STORE_H

#include "db/db.h"

typedef enum {
        TEAM_DONE,
        TEAM_ROLE,  /* the person is no supervisor */
        TEAM_OWN,   /* nobody looks a second time at an own decision */
        TEAM_GONE,  /* there is no such item, or somebody has looked at it */
        TEAM_WORDS, /* nothing was said about it */
} TeamAnswer;

/* One JSON object, see db/functions/team.sql; *ret_json NULL when the person is neither supervisor nor auditor. New string. */
bool team_store_page(Db *db, const char *person, unsigned target_hours, char **ret_json, GError **error);
/* kind and number name an item of that page. */
bool team_store_look(Db *db, const char *person, const char *kind, gint64 number, const char *words,
                     TeamAnswer *ret_answer, GError **error);

/* Lets held replies go, or drops them: that to one mail, or all (message_id 0). */
bool team_store_replies(Db *db, const char *person, gint64 message_id, bool go, TeamAnswer *ret_answer, GError **error);

#endif
