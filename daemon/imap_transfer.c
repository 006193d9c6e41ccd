#include "daemon/imap_transfer.h"

#include "base/error.h"
#include "daemon/folder_name.h"
#include "daemon/imap_session_inside.h"

#include <string.h>

static bool
transfer_wants_folder(const ImapSession *session)
{
        const struct mailimap_response_info *info = session->imap->imap_response_info;
        if (info != NULL && info->rsp_trycreate != 0)
                return true;
        g_autofree char *text = imap_session_text(session);
        g_autofree char *upper = g_ascii_strup(text, -1);
        return strstr(upper, "TRYCREATE") != NULL || strstr(upper, "NONEXISTENT") != NULL;
}

/* MOVE or COPY, with the folder made once when it is missing. */
static int
transfer_send(ImapSession *session, ImapSet *set, const char *folder, bool copy, ImapMoved *moved)
{
        g_autofree char *name = folder_name_encode(folder);
        int result = MAILIMAP_NO_ERROR;
        for (unsigned try = 0; try < 2; try++) {
                ImapSet *source = NULL;
                ImapSet *target = NULL;
                uint32_t uidvalidity = 0;
                imap_session_begin(session, IMAP_ANSWER_OCTETS);
                if (copy)
                        result = mailimap_uidplus_uid_copy(session->imap, set, name, &uidvalidity, &source, &target);
                else
                        result = mailimap_uidplus_uid_move(session->imap, set, name, &uidvalidity, &source, &target);
                if (result == MAILIMAP_NO_ERROR && target != NULL && clist_begin(target->set_list) != NULL) {
                        const struct mailimap_set_item *item = clist_content(clist_begin(target->set_list));
                        moved->target_uidvalidity = uidvalidity;
                        moved->target_uid = item->set_first;
                }
                if (result == MAILIMAP_NO_ERROR && source != NULL)
                        mailimap_set_free(source);
                if (result == MAILIMAP_NO_ERROR && target != NULL)
                        mailimap_set_free(target);
                if (result == MAILIMAP_NO_ERROR || imap_session_is_fatal(result) || try > 0 ||
                    !transfer_wants_folder(session))
                        break;
                imap_session_begin(session, IMAP_ANSWER_OCTETS);
                if (mailimap_create(session->imap, name) != MAILIMAP_NO_ERROR)
                        break;
        }
        return result;
}

static bool
transfer_flag_deleted(ImapSession *session, ImapSet *set, GError **error)
{
        struct mailimap_flag_list *flags = mailimap_flag_list_new_empty();
        (void) mailimap_flag_list_add(flags, mailimap_flag_new_deleted());
        struct mailimap_store_att_flags *store = mailimap_store_att_flags_new_add_flags_silent(flags);
        imap_session_begin(session, IMAP_ANSWER_OCTETS);
        const int result = mailimap_uid_store(session->imap, set, store);
        mailimap_store_att_flags_free(store);
        return imap_session_judge(session, result, "UID STORE", error);
}

/* Without MOVE: nothing is flagged before the copy was confirmed, and nobody else's flagged mail is ever expunged. */
static bool
transfer_copy_away(ImapSession *session, ImapSet *set, guint32 uid, const char *folder, ImapMoved *moved,
                   GError **error)
{
        const bool uidplus = imap_session_has(session, "UIDPLUS");
        bool present = true;
        if (!imap_session_present(session, uid, &present, error))
                return false;
        if (!present) {
                moved->gone = true;
                return true;
        }
        if (!uidplus) {
                /* what is flagged already was copied by an earlier run, or thrown away by a person */
                g_autoptr(GArray) deleted = imap_session_deleted(session, error);
                if (deleted == NULL)
                        return false;
                moved->flagged = true;
                for (unsigned i = 0; i < deleted->len; i++)
                        if (g_array_index(deleted, guint32, i) == uid)
                                return true;
        }
        if (!imap_session_judge(session, transfer_send(session, set, folder, true, moved), "UID COPY", error))
                return false;
        if (!transfer_flag_deleted(session, set, error))
                return false;
        if (!uidplus)
                return true;
        imap_session_begin(session, IMAP_ANSWER_OCTETS);
        return imap_session_judge(session, mailimap_uid_expunge(session->imap, set), "UID EXPUNGE", error);
}

bool
imap_transfer_one(ImapSession *session, guint32 uid, const char *folder, ImapMoved *ret_moved, GError **error)
{
        g_autoptr(ImapSet) set = mailimap_set_new_single(uid);
        ImapMoved moved = { 0 };
        if (!imap_session_has(session, "MOVE")) {
                if (!transfer_copy_away(session, set, uid, folder, &moved, error))
                        return false;
        } else {
                if (!imap_session_judge(session, transfer_send(session, set, folder, false, &moved), "UID MOVE", error))
                        return false;
                /* OK without COPYUID may mean that nothing happened */
                bool present = false;
                if (moved.target_uid == 0 && !imap_session_present(session, uid, &present, error))
                        return false;
                if (moved.target_uid == 0 && present) {
                        g_set_error_literal(error, CCOT_ERROR, CCOT_ERROR_RETRY,
                                            "UID MOVE: the server says OK and keeps the mail");
                        return false;
                }
                moved.gone = moved.target_uid == 0 && imap_session_has(session, "UIDPLUS");
        }
        *ret_moved = moved;
        return true;
}

bool
imap_transfer_takes_many(ImapSession *session)
{
        return imap_session_has(session, "MOVE") && imap_session_has(session, "UIDPLUS");
}

/* The UIDs of a set in its own order, at most limit of them; an array of guint32. */
static GArray *
transfer_set_uids(const ImapSet *set, unsigned limit)
{
        GArray *uids = g_array_new(FALSE, FALSE, sizeof(guint32));
        for (clistiter *at = set == NULL ? NULL : clist_begin(set->set_list); at != NULL; at = clist_next(at)) {
                const struct mailimap_set_item *item = clist_content(at);
                for (guint64 uid = item->set_first; uid <= item->set_last && uids->len < limit; uid++) {
                        const guint32 one = (guint32) uid;
                        g_array_append_val(uids, one);
                }
        }
        return uids;
}

bool
imap_transfer_many(ImapSession *session, const guint32 *uids, unsigned count, const char *folder, ImapMoved *ret_moved,
                   GError **error)
{
        g_autofree char *name = folder_name_encode(folder);
        g_autoptr(ImapSet) set = mailimap_set_new_empty();
        ImapSet *source = NULL;
        ImapSet *target = NULL;
        uint32_t uidvalidity = 0;
        for (unsigned i = 0; i < count; i++)
                (void) mailimap_set_add_single(set, uids[i]);
        imap_session_begin(session, IMAP_ANSWER_OCTETS);
        if (!imap_session_judge(session,
                                mailimap_uidplus_uid_move(session->imap, set, name, &uidvalidity, &source, &target),
                                "UID MOVE", error))
                return false;
        g_autoptr(GArray) from = transfer_set_uids(source, count);
        g_autoptr(GArray) to = transfer_set_uids(target, count);
        for (unsigned i = 0; i < count; i++) {
                ret_moved[i] = (ImapMoved){ 0 };
                for (unsigned j = 0; from->len == to->len && j < from->len; j++)
                        if (g_array_index(from, guint32, j) == uids[i])
                                ret_moved[i] = (ImapMoved){ .target_uidvalidity = uidvalidity,
                                                            .target_uid = g_array_index(to, guint32, j) };
        }
        if (source != NULL)
                mailimap_set_free(source);
        if (target != NULL)
                mailimap_set_free(target);
        return true;
}

bool
imap_transfer_make_folder(ImapSession *session, const char *folder, GError **error)
{
        g_autofree char *name = folder_name_encode(folder);
        clist *found = NULL;
        imap_session_begin(session, IMAP_ANSWER_OCTETS);
        if (!imap_session_judge(session, mailimap_list(session->imap, "", name, &found), "LIST", error))
                return false;
        const bool there = found != NULL && clist_begin(found) != NULL;
        if (found != NULL)
                mailimap_list_result_free(found);
        if (there)
                return true;
        imap_session_begin(session, IMAP_ANSWER_OCTETS);
        return imap_session_judge(session, mailimap_create(session->imap, name), "CREATE", error);
}
