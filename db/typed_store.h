/* What a person typed into the forms of an entry and has not decided yet, so that it outlives a lost session or claim. It is offered
 * to that person alone, by register_store_entry() under "typed". As ccot_web. */
#ifndef DB_TYPED_STORE_H
#define DB_TYPED_STORE_H

#include "db/db.h"

/* form: the form's own name, of letters a-z, '_' and '-'. words: a JSON object of its parts, at most a quarter of LIMIT_FORM_BYTES; "{}" takes
 * away what was kept. *ret_kept false: no such entry, or the account decides nothing. Fails with CCOT_ERROR_INPUT. */
bool typed_store_keep(Db *db, const char *person, gint64 entry_id, const char *form, const char *words, bool *ret_kept,
                      GError **error);

/* The same of a mail's page, as one text; "" takes it away. Offered under "typed" by queue_store_mail() for a week. */
bool typed_store_keep_mail(Db *db, const char *person, gint64 message_id, const char *words, bool *ret_kept,
                           GError **error);

#endif
