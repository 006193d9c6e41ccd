#include "daemon/unlock.h"

#include "base/error.h"
#include "base/limits.h"
#include "base/own.h"
#include "db/unlock_store.h"

#include <string.h>

enum { UNLOCK_ROOM = LIMIT_PASSWORDS * (LIMIT_PASSWORD_BYTES + 2) };

void
unlock_free(Unlock *unlock)
{
        if (unlock == NULL)
                return;
        explicit_bzero(unlock->lines, UNLOCK_ROOM);
        g_free(unlock->lines);
        g_array_unref(unlock->asked);
        g_free(unlock);
}

bool
unlock_is_locked(const Submission *submission)
{
        for (guint i = 0; i < submission->documents->len; i++)
                if (((const SubmissionDocument *) g_ptr_array_index(submission->documents, i))->problem ==
                    PROBLEM_ENCRYPTED)
                        return true;
        return false;
}

/* What one mail tells; NULL without error when the reader could not say. *ret_asked: false when the reader was stopped or
 * is not there, so that the mail is to be asked another time. */
static BytesMapping *
unlock_told(Db *db, ParsePeer *peer, gint64 message_id, guint64 size, bool *ret_asked, GError **error)
{
        g_autoptr(GError) why = NULL;
        *ret_asked = true;
        g_auto(OwnedFd) raw = message_store_raw(db, message_id, &why);
        if (raw < 0) {
                if (!g_error_matches(why, CCOT_ERROR, CCOT_ERROR_INPUT))
                        g_propagate_error(error, g_steal_pointer(&why));
                return NULL;
        }
        BytesMapping *told = parse_peer_told(peer, raw, size, &why);
        *ret_asked = told != NULL || g_error_matches(why, CCOT_ERROR, CCOT_ERROR_INPUT) ||
                     g_error_matches(why, CCOT_ERROR, CCOT_ERROR_LIMIT);
        return told;
}

/* What people gave for the message comes first. */
static bool
unlock_given(Db *db, gint64 message_id, Unlock *unlock, GError **error)
{
        char *lines = NULL;
        if (!unlock_store_given(db, message_id, &lines, error))
                return false;
        const size_t length = lines == NULL ? 0 : strlen(lines);
        if (length <= UNLOCK_ROOM) {
                memcpy(unlock->lines, lines == NULL ? "" : lines, length);
                unlock->length = length;
        }
        if (lines != NULL)
                explicit_bzero(lines, length);
        g_free(lines);
        return true;
}

Unlock *
unlock_gather(Db *db, ParsePeer *peer, gint64 message_id, const char *address, GError **error)
{
        g_autoptr(Unlock) unlock = g_new0(Unlock, 1);
        unlock->lines = g_malloc0(UNLOCK_ROOM);
        unlock->asked = g_array_new(FALSE, FALSE, sizeof(gint64));
        if (!unlock_given(db, message_id, unlock, error))
                return NULL;
        if (address == NULL)
                return g_steal_pointer(&unlock);
        g_autoptr(GArray) mails = unlock_store_mails(db, message_id, address, error);
        for (guint i = 0; mails != NULL && i < mails->len; i++) {
                const UnlockMail *mail = &g_array_index(mails, UnlockMail, i);
                g_autoptr(GError) failure = NULL;
                bool asked = false;
                g_autoptr(BytesMapping) told = unlock_told(db, peer, mail->message_id, mail->size, &asked, &failure);
                if (failure != NULL) {
                        g_propagate_error(error, g_steal_pointer(&failure));
                        return NULL;
                }
                if (asked)
                        g_array_append_val(unlock->asked, mail->message_id);
                const Bytes lines = told == NULL ? bytes_of(NULL, 0) : bytes_mapping_view(told);
                if (lines.length == 0 || lines.length > UNLOCK_ROOM - unlock->length)
                        continue;
                memcpy(unlock->lines + unlock->length, lines.data, lines.length);
                unlock->length += lines.length;
        }
        return mails == NULL ? NULL : g_steal_pointer(&unlock);
}

static bool
unlock_was_asked(const Unlock *unlock, gint64 message_id)
{
        for (guint i = 0; i < unlock->asked->len; i++)
                if (g_array_index(unlock->asked, gint64, i) == message_id)
                        return true;
        return false;
}

/* A mail of the sender that was written while the message was read. */
static bool
unlock_follow_itself(Db *db, const MessageClaim *claim, const char *address, const Unlock *unlock, GError **error)
{
        g_autoptr(GArray) mails = unlock_store_mails(db, claim->message_id, address, error);
        for (guint i = 0; mails != NULL && i < mails->len; i++) {
                const gint64 other = g_array_index(mails, UnlockMail, i).message_id;
                if (unlock_was_asked(unlock, other))
                        continue;
                g_autoptr(GArray) itself = g_array_new(FALSE, FALSE, sizeof(gint64));
                g_array_append_val(itself, claim->message_id);
                return unlock_store_again(db, itself, other, error);
        }
        return mails != NULL;
}

bool
unlock_follow(Db *db, ParsePeer *peer, const MessageClaim *claim, const char *address, const Unlock *unlock,
              GError **error)
{
        if (address == NULL)
                return true;
        if (unlock != NULL && !unlock_follow_itself(db, claim, address, unlock, error))
                return false;
        if (claim->again)
                return true; /* two locked mails would have each other read for ever */
        g_autoptr(GArray) locked = unlock_store_locked(db, claim->message_id, error);
        if (locked == NULL || locked->len == 0)
                return locked != NULL;
        g_autoptr(GError) failure = NULL;
        bool asked = false;
        g_autoptr(BytesMapping) told = unlock_told(db, peer, claim->message_id, claim->size, &asked, &failure);
        if (failure != NULL) {
                g_propagate_error(error, g_steal_pointer(&failure));
                return false;
        }
        const bool tells = told != NULL && bytes_mapping_view(told).length > 0;
        return (asked && !tells) || unlock_store_again(db, locked, claim->message_id, error);
}
