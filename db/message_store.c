#include "db/message_store.h"

#include "base/error.h"
#include "base/limits.h"
#include "base/own.h"
#include "db/statement.h"

/* ---- storing what came */

static Parameters
message_put_parameters(const MessageOrigin *origin, bool own_epoch)
{
        Parameters parameters = { 0 };
        parameters_text(&parameters, origin->mailbox);
        parameters_text(&parameters, origin->folder);
        parameters_number(&parameters, own_epoch ? 0 : (gint64) origin->uidvalidity);
        parameters_number(&parameters, (gint64) origin->uidvalidity);
        parameters_number(&parameters, (gint64) origin->uid);
        parameters_number(&parameters, origin->internaldate);
        parameters_number(&parameters, (gint64) origin->size);
        parameters_text(&parameters, origin->sha256.hex);
        parameters_flag(&parameters, origin->backlog);
        parameters_flag(&parameters, origin->junk);
        parameters_flag(&parameters, origin->suspect);
        parameters_flag(&parameters, origin->over_limit);
        return parameters;
}

static bool
message_put_octets(Db *db, const char *statement, gint64 message_id, Bytes raw, GError **error)
{
        Parameters parameters = { 0 };
        parameters_number(&parameters, message_id);
        parameters_octets(&parameters, raw);
        return statement_do(db, statement, &parameters, NULL, error);
}

static bool
message_announce(Db *db, gint64 message_id, GError **error)
{
        Parameters parameters = { 0 };
        parameters_number(&parameters, message_id);
        return statement_do(db, "message_announce", &parameters, NULL, error);
}

static bool
message_taken(Db *db, gint64 message_id, GError **error)
{
        Parameters parameters = { 0 };
        parameters_number(&parameters, message_id);
        return statement_do(db, "restore_taken", &parameters, NULL, error);
}

/* *ret_message_id 0: the key is taken. */
static bool
message_insert(Db *db, const MessageOrigin *origin, Bytes raw, bool own_epoch, gint64 *ret_message_id, GError **error)
{
        const Parameters parameters = message_put_parameters(origin, own_epoch);
        g_autoptr(PGresult) result = statement_run(db, "message_put", &parameters, error);
        if (result == NULL)
                return false;
        *ret_message_id = PQntuples(result) == 0 ? 0 : result_number(result, 0, 0);
        if (*ret_message_id == 0)
                return true;
        if (!origin->over_limit && !message_put_octets(db, "message_put_raw", *ret_message_id, raw, error))
                return false;
        if (origin->filed && !message_taken(db, *ret_message_id, error))
                return false;
        return message_announce(db, *ret_message_id, error);
}

static bool
message_replace(Db *db, const MessageOrigin *origin, Bytes raw, gint64 message_id, GError **error)
{
        Parameters parameters = { 0 };
        parameters_number(&parameters, message_id);
        parameters_number(&parameters, (gint64) origin->size);
        parameters_text(&parameters, origin->sha256.hex);
        parameters_flag(&parameters, origin->suspect);
        return statement_do(db, "message_replace", &parameters, NULL, error) &&
               message_put_octets(db, "message_replace_raw", message_id, raw, error) &&
               message_announce(db, message_id, error);
}

/* The key is taken: the same octets again, a placeholder's real message, or a UID that the server gave twice. */
static bool
message_put_again(Db *db, const MessageOrigin *origin, Bytes raw, gint64 *ret_message_id, StoreResult *ret_result,
                  GError **error)
{
        Parameters key = { 0 };
        parameters_text(&key, origin->mailbox);
        parameters_text(&key, origin->folder);
        parameters_number(&key, (gint64) origin->uidvalidity);
        parameters_number(&key, (gint64) origin->uid);
        parameters_text(&key, origin->sha256.hex);
        g_autoptr(PGresult) known = statement_run(db, "message_by_key", &key, error);
        if (known == NULL)
                return false;
        if (PQntuples(known) == 0) {
                g_set_error_literal(error, CCOT_ERROR, CCOT_ERROR_BUG, "database: a key is taken and has no row");
                return false;
        }
        *ret_message_id = result_number(known, 0, 0);
        if (result_flag(known, 0, 1)) {
                *ret_result = STORE_SAME;
                Parameters parameters = { 0 };
                parameters_number(&parameters, *ret_message_id);
                return statement_do(db, "message_same", &parameters, NULL, error);
        }
        if (result_flag(known, 0, 2) && !origin->over_limit) {
                *ret_result = STORE_REPLACED;
                return message_replace(db, origin, raw, *ret_message_id, error);
        }
        *ret_result = STORE_UID_REUSED;
        return message_insert(db, origin, raw, true, ret_message_id, error);
}

static bool
message_put_inside(Db *db, const MessageOrigin *origin, Bytes raw, gint64 *ret_message_id, StoreResult *ret_result,
                   GError **error)
{
        *ret_result = STORE_NEW;
        if (!statement_begin(db, error) || !message_insert(db, origin, raw, false, ret_message_id, error))
                return false;
        if (*ret_message_id == 0 && !message_put_again(db, origin, raw, ret_message_id, ret_result, error))
                return false;
        return statement_commit(db, error);
}

bool
message_store_put(Db *db, const MessageOrigin *origin, Bytes raw, gint64 *ret_message_id, StoreResult *ret_result,
                  GError **error)
{
        if (message_put_inside(db, origin, raw, ret_message_id, ret_result, error))
                return true;
        statement_rollback(db);
        return false;
}

bool
message_store_release_placeholders(Db *db, const char *mailbox, unsigned minutes, guint64 *ret_released, GError **error)
{
        Parameters parameters = { 0 };
        parameters_text(&parameters, mailbox);
        parameters_number(&parameters, minutes);
        g_autoptr(PGresult) result = statement_run(db, "message_release_placeholders", &parameters, error);
        if (result == NULL)
                return false;
        *ret_released = (guint64) result_number(result, 0, 0);
        return true;
}

/* ---- claiming work */

bool
message_store_session(Db *db, gint64 *ret_session, GError **error)
{
        g_autoptr(PGresult) result = statement_run(db, "message_session", NULL, error);
        if (result == NULL)
                return false;
        *ret_session = result_number(result, 0, 0);
        db_set_session(db, *ret_session);
        return true;
}

bool
message_store_claim(Db *db, gint64 session, MessageClaim *ret_claim, bool *ret_found, GError **error)
{
        Parameters parameters = { 0 };
        parameters_number(&parameters, session);
        g_autoptr(PGresult) result = statement_run(db, "message_claim", &parameters, error);
        if (result == NULL)
                return false;
        *ret_found = PQntuples(result) > 0;
        if (!*ret_found)
                return true;
        *ret_claim = (MessageClaim){
                .message_id = result_number(result, 0, 0),
                .state = (MessageState) vocabulary_value(VOCABULARY_MESSAGE_STATE, result_text(result, 0, 1)),
                .attempts = (unsigned) result_number(result, 0, 2),
                .size = (guint64) result_number(result, 0, 3),
                .released = result_flag(result, 0, 4),
                .again = result_flag(result, 0, 5),
        };
        return true;
}

bool
message_store_undone(Db *db, guint64 *ret_undone, guint64 *ret_waiting, GError **error)
{
        g_autoptr(PGresult) result = statement_run(db, "message_undone", NULL, error);
        if (result == NULL)
                return false;
        *ret_undone = (guint64) result_number(result, 0, 0);
        *ret_waiting = (guint64) result_number(result, 0, 1);
        return true;
}

/* Appends one slice to fd; *ret_length is how many octets it had. */
static bool
message_copy_slice(Db *db, gint64 message_id, guint64 from, int fd, gsize *ret_length, GError **error)
{
        Parameters parameters = { 0 };
        parameters_number(&parameters, message_id);
        parameters_number(&parameters, (gint64) from + 1);
        parameters_number(&parameters, (gint64) LIMIT_SLICE_BYTES);
        g_autoptr(PGresult) result = statement_run_binary(db, "message_raw_slice", &parameters, error);
        if (result == NULL)
                return false;
        if (PQgetisnull(result, 0, 0)) {
                g_set_error(error, CCOT_ERROR, CCOT_ERROR_INPUT,
                            "database: no octets are held of message %" G_GINT64_FORMAT, message_id);
                return false;
        }
        *ret_length = (gsize) PQgetlength(result, 0, 0);
        return bytes_write_all(fd, bytes_of(PQgetvalue(result, 0, 0), *ret_length), error);
}

int
message_store_raw(Db *db, gint64 message_id, GError **error)
{
        g_auto(OwnedFd) fd = bytes_memfd_new("message", error);
        if (fd < 0)
                return -1;
        gsize length = LIMIT_SLICE_BYTES;
        for (guint64 from = 0; length == LIMIT_SLICE_BYTES; from += length)
                if (!message_copy_slice(db, message_id, from, fd, &length, error))
                        return -1;
        return bytes_seal(fd, error) ? own_fd_steal(&fd) : -1;
}

char *
message_store_submission(Db *db, gint64 message_id, GError **error)
{
        Parameters parameters = { 0 };
        parameters_number(&parameters, message_id);
        g_autoptr(PGresult) result = statement_run(db, "message_submission", &parameters, error);
        if (result == NULL)
                return NULL;
        if (PQntuples(result) > 0)
                return g_strdup(result_text(result, 0, 0));
        g_set_error(error, CCOT_ERROR, CCOT_ERROR_BUG, "database: message %" G_GINT64_FORMAT " has no reading",
                    message_id);
        return NULL;
}

/* ---- what became of a claim */

/* Runs a change of a claimed message; one that touches no row met a claim that was lost. */
static bool
message_change(Db *db, const char *statement, const Parameters *parameters, GError **error)
{
        guint64 rows = 0;
        if (!statement_do(db, statement, parameters, &rows, error))
                return false;
        if (rows > 0)
                return true;
        g_set_error(error, CCOT_ERROR, CCOT_ERROR_RETRY, "database: %s: the claim was lost", statement);
        return false;
}

static Parameters
message_claim_parameters(Db *db, const MessageClaim *claim)
{
        Parameters parameters = { 0 };
        parameters_number(&parameters, claim->message_id);
        parameters_number(&parameters, db_session(db));
        return parameters;
}

bool
message_store_parsed(Db *db, const MessageClaim *claim, const char *json, const char *parser_version, GError **error)
{
        Parameters parameters = message_claim_parameters(db, claim);
        parameters_text(&parameters, json);
        parameters_text(&parameters, parser_version);
        return message_change(db, "message_parsed", &parameters, error);
}

bool
message_store_failed(Db *db, const MessageClaim *claim, const char *failure, GError **error)
{
        Parameters parameters = message_claim_parameters(db, claim);
        parameters_text(&parameters, failure);
        return message_change(db, "message_failed", &parameters, error);
}

bool
message_store_release(Db *db, const MessageClaim *claim, GError **error)
{
        const Parameters parameters = message_claim_parameters(db, claim);
        return statement_do(db, "message_release", &parameters, NULL, error);
}

bool
message_store_unclaim(Db *db, const MessageClaim *claim, GError **error)
{
        const Parameters parameters = message_claim_parameters(db, claim);
        return statement_do(db, "message_unclaim", &parameters, NULL, error);
}

bool
message_store_wait(Db *db, const MessageClaim *claim, GError **error)
{
        const Parameters parameters = message_claim_parameters(db, claim);
        return message_change(db, "message_wait", &parameters, error);
}
