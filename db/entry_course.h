/* The course of an order's status (register/status.h), kept as rows so that views tell the status at any instant. */
#ifndef DB_ENTRY_COURSE_H
#define DB_ENTRY_COURSE_H

#include "db/db.h"

/* Inside a transaction that has written the orders and statements of the message: computes the courses of its orders, of
 * those that its statements serve, and of those touched (of gint64). */
bool entry_course_write(Db *db, gint64 message_id, const GArray *touched, GError **error);
/* Inside a transaction in which a person decided: computes the courses of these entries (of gint64) as the last step. */
bool entry_course_decided(Db *db, const GArray *entries, GError **error);
/* Gives a course to every order that has none, in transactions of its own. */
bool entry_course_fill(Db *db, GError **error);

#endif
