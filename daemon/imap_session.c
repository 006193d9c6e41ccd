#include "daemon/imap_session_inside.h"

#include "base/error.h"
#include "base/limits.h"
#include "base/own.h"
#include "daemon/folder_name.h"

#include <string.h>

enum {
        SEARCH_OCTETS = 32 * 1024 * 1024, /* three million UIDs */
        BUFFER_OCTETS = 64 * 1024,
        DESCRIBE_UIDS = 400, /* in one command: Exchange takes lines of up to 10 KB */
};

typedef struct mailimap_search_key ImapKey;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ImapKey, mailimap_search_key_free)
typedef struct mailimap_fetch_type ImapFetchType;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ImapFetchType, mailimap_fetch_type_free)

/* After these the parser's state is anybody's guess. */
bool
imap_session_is_fatal(int result)
{
        switch (result) {
        case MAILIMAP_ERROR_BAD_STATE:
        case MAILIMAP_ERROR_STREAM:
        case MAILIMAP_ERROR_PARSE:
        case MAILIMAP_ERROR_CONNECTION_REFUSED:
        case MAILIMAP_ERROR_MEMORY:
        case MAILIMAP_ERROR_FATAL:
        case MAILIMAP_ERROR_PROTOCOL:
        case MAILIMAP_ERROR_DONT_ACCEPT_CONNECTION:
                return true;
        default:
                return false;
        }
}

/* The server's words with the response code that libetpan takes off. New string. */
char *
imap_session_text(const ImapSession *session)
{
        const struct mailimap_response_info *info = session->imap->imap_response_info;
        const char *text = session->imap->imap_response != NULL ? session->imap->imap_response : "";
        if (info == NULL || info->rsp_atom == NULL)
                return g_utf8_make_valid(text, -1);
        g_autofree char *whole = g_strdup_printf("[%s] %s", info->rsp_atom, text);
        return g_utf8_make_valid(whole, -1);
}

/* True when result is success; else the error, and whether the session is lost. */
bool
imap_session_judge(ImapSession *session, int result, const char *what, GError **error)
{
        if (result == MAILIMAP_NO_ERROR)
                return true;
        g_autofree char *text = imap_session_text(session);
        session->verdict = server_text_judge(text, false);
        const GError *fault = imap_stream_fault(session->stream);
        session->lost = imap_session_is_fatal(result) || session->verdict.meaning == SERVER_THROTTLED || fault != NULL;
        if (fault != NULL) {
                if (session->verdict.meaning != SERVER_THROTTLED)
                        session->verdict = (ServerVerdict){ .meaning = SERVER_TRANSIENT };
                g_set_error(error, CCOT_ERROR, fault->code, "%s: %s", what, fault->message);
        } else if (session->verdict.advice == NULL && imap_session_is_fatal(result) && *text == '\0') {
                g_set_error(error, CCOT_ERROR, CCOT_ERROR_INPUT, "%s: the server's answer breaks the rules of IMAP",
                            what);
        } else {
                g_autofree char *safe = server_text_safe(text);
                g_set_error(error, CCOT_ERROR, CCOT_ERROR_RETRY, "%s: %s (server: %s)", what,
                            session->verdict.advice != NULL ? session->verdict.advice : "refused", safe);
        }
        return false;
}

void
imap_session_begin(ImapSession *session, size_t octets)
{
        session->verdict = (ServerVerdict){ .meaning = SERVER_TRANSIENT };
        session->imap->imap_response = NULL; /* a view; the words of an earlier answer are not meant */
        imap_stream_begin(session->stream, octets, 0);
        if (session->imap->imap_response_info != NULL)
                session->imap->imap_response_info->rsp_trycreate = 0;
}

/* Called with each piece of BODY[]; false would leave libetpan in the middle of a literal, so never. */
static bool
session_body_piece(int type, struct mailimap_msg_att_body_section *section, const char *octets, size_t length,
                   void *context)
{
        ImapSession *session = context;
        imap_stream_taken(session->stream, length);
        if (session->wanted != 0 && length > 0)
                mail_body_add(&session->body, bytes_of(octets, length), session->limit);
        return true;
}

static guint64
session_date(const struct mailimap_date_time *date)
{
        if (date == NULL || date->dt_year < 1971)
                return 0;
        const int zone = (date->dt_zone / 100) * 3600 + (date->dt_zone % 100) * 60;
        g_autoptr(GDateTime) moment = g_date_time_new_utc(date->dt_year, date->dt_month, date->dt_day, date->dt_hour,
                                                          date->dt_min, MIN(date->dt_sec, 59));
        const gint64 seconds = moment == NULL ? 0 : g_date_time_to_unix(moment) - zone;
        return seconds > 0 ? (guint64) seconds : 0;
}

/* What one FETCH answer says about a message. */
typedef struct {
        guint32 uid;
        guint64 size;
        guint64 internaldate;
        unsigned bodies; /* BODY[] items that are not NIL */
} Answered;

static Answered
session_answered(const struct mailimap_msg_att *att)
{
        Answered answered = { 0 };
        for (clistiter *at = clist_begin(att->att_list); at != NULL; at = clist_next(at)) {
                const struct mailimap_msg_att_item *item = clist_content(at);
                if (item->att_type != MAILIMAP_MSG_ATT_ITEM_STATIC || item->att_data.att_static == NULL)
                        continue;
                const struct mailimap_msg_att_static *fixed = item->att_data.att_static;
                if (fixed->att_type == MAILIMAP_MSG_ATT_UID)
                        answered.uid = fixed->att_data.att_uid;
                else if (fixed->att_type == MAILIMAP_MSG_ATT_RFC822_SIZE)
                        answered.size = fixed->att_data.att_rfc822_size;
                else if (fixed->att_type == MAILIMAP_MSG_ATT_INTERNALDATE)
                        answered.internaldate = session_date(fixed->att_data.att_internal_date);
                else if (fixed->att_type == MAILIMAP_MSG_ATT_BODY_SECTION)
                        answered.bodies += fixed->att_data.att_body_section != NULL &&
                                           fixed->att_data.att_body_section->sec_body_part != NULL;
        }
        return answered;
}

ImapSession *
imap_session_new(ImapStream *stream, GError **error)
{
        g_autoptr(ImapSession) session = g_new0(ImapSession, 1);
        session->stream = stream;
        session->body = MAIL_BODY_EMPTY;
        session->imap = mailimap_new(0, NULL);
        mailstream_low *low = imap_stream_low(stream);
        mailstream *buffered = low == NULL ? NULL : mailstream_new(low, BUFFER_OCTETS);
        if (session->imap == NULL || buffered == NULL) {
                g_set_error_literal(error, CCOT_ERROR, CCOT_ERROR_RETRY, "no memory for a session");
                return NULL;
        }
        mailimap_set_msg_body_handler(session->imap, session_body_piece, session);
        /* signed in already; libetpan learns that from a greeting, and the list of capabilities grows at sign-in */
        imap_stream_push(stream, bytes_of_string("* PREAUTH signed in\r\n"));
        imap_session_begin(session, IMAP_ANSWER_OCTETS);
        const int result = mailimap_connect(session->imap, buffered);
        if (result != MAILIMAP_NO_ERROR_AUTHENTICATED) {
                (void) imap_session_judge(
                    session, result == MAILIMAP_NO_ERROR_NON_AUTHENTICATED ? MAILIMAP_ERROR_PROTOCOL : result,
                    "starting", error);
                return NULL;
        }
        struct mailimap_capability_data *capabilities = NULL;
        imap_session_begin(session, IMAP_ANSWER_OCTETS);
        if (!imap_session_judge(session, mailimap_capability(session->imap, &capabilities), "CAPABILITY", error))
                return NULL;
        mailimap_capability_data_free(capabilities);
        return g_steal_pointer(&session);
}

void
imap_session_free(ImapSession *session)
{
        if (session == NULL)
                return;
        imap_stream_kill(session->stream); /* mailimap_free() would say LOGOUT and wait */
        if (session->imap != NULL)
                mailimap_free(session->imap);
        mail_body_clear(&session->body);
        imap_stream_free(session->stream);
        g_free(session);
}

bool
imap_session_lost(const ImapSession *session)
{
        return session->lost || imap_stream_fault(session->stream) != NULL;
}

const ServerVerdict *
imap_session_verdict(const ImapSession *session)
{
        return &session->verdict;
}

gint64
imap_session_certificate_ends(const ImapSession *session)
{
        return imap_stream_certificate_ends(session->stream);
}

bool
imap_session_has(ImapSession *session, const char *capability)
{
        return mailimap_has_extension(session->imap, capability) != 0;
}

bool
imap_session_select(ImapSession *session, const char *folder, bool read_only, guint32 *ret_uidvalidity, GError **error)
{
        g_autofree char *name = folder_name_encode(folder);
        imap_session_begin(session, IMAP_ANSWER_OCTETS);
        const int result = read_only ? mailimap_examine(session->imap, name) : mailimap_select(session->imap, name);
        if (!imap_session_judge(session, result, read_only ? "EXAMINE" : "SELECT", error))
                return false;
        const struct mailimap_selection_info *info = session->imap->imap_selection_info;
        *ret_uidvalidity = info != NULL ? info->sel_uidvalidity : 0;
        return true;
}

static int
session_compare_uids(gconstpointer a, gconstpointer b)
{
        const guint32 one = *(const guint32 *) a;
        const guint32 other = *(const guint32 *) b;
        return one < other ? -1 : one > other;
}

static GArray *
session_search(ImapSession *session, ImapKey *key, GError **error)
{
        clist *found = NULL;
        imap_session_begin(session, SEARCH_OCTETS);
        if (!imap_session_judge(session, mailimap_uid_search(session->imap, NULL, key, &found), "UID SEARCH", error))
                return NULL;
        g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(guint32));
        for (clistiter *at = found == NULL ? NULL : clist_begin(found); at != NULL; at = clist_next(at)) {
                const guint32 *uid = clist_content(at);
                if (*uid != 0)
                        g_array_append_val(all, *uid);
        }
        if (found != NULL)
                mailimap_search_result_free(found);
        g_array_sort(all, session_compare_uids);
        unsigned kept = 0;
        guint32 *uids = (guint32 *) (gpointer) all->data;
        for (unsigned i = 0; i < all->len; i++)
                if (i == 0 || uids[i] != uids[kept - 1])
                        uids[kept++] = uids[i];
        g_array_set_size(all, kept);
        return g_steal_pointer(&all);
}

GArray *
imap_session_uids(ImapSession *session, GError **error)
{
        g_autoptr(ImapKey) key = mailimap_search_key_new_all();
        if (session->imap->imap_selection_info != NULL)
                session->imap->imap_selection_info->sel_has_exists = 0;
        return session_search(session, key, error);
}

GArray *
imap_session_deleted(ImapSession *session, GError **error)
{
        g_autoptr(ImapKey) key = mailimap_search_key_new(MAILIMAP_SEARCH_KEY_DELETED, NULL, NULL, NULL, NULL, NULL,
                                                         NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 0, NULL,
                                                         NULL, NULL, NULL, NULL, NULL, 0, NULL, NULL, NULL);
        return session_search(session, key, error);
}

bool
imap_session_present(ImapSession *session, guint32 uid, bool *ret_present, GError **error)
{
        g_autoptr(ImapKey) key = mailimap_search_key_new_uid(mailimap_set_new_single(uid));
        g_autoptr(GArray) found = session_search(session, key, error);
        if (found == NULL)
                return false;
        *ret_present = false;
        for (unsigned i = 0; i < found->len; i++)
                *ret_present = *ret_present || g_array_index(found, guint32, i) == uid;
        return true;
}

bool
imap_session_news(const ImapSession *session)
{
        const struct mailimap_selection_info *info = session->imap->imap_selection_info;
        return info != NULL && info->sel_has_exists;
}

static ImapFetchType *
session_fetch_type(bool body)
{
        ImapFetchType *type = mailimap_fetch_type_new_fetch_att_list_empty();
        (void) mailimap_fetch_type_new_fetch_att_list_add(type, mailimap_fetch_att_new_uid());
        (void) mailimap_fetch_type_new_fetch_att_list_add(type, mailimap_fetch_att_new_internaldate());
        if (body)
                (void) mailimap_fetch_type_new_fetch_att_list_add(
                    type, mailimap_fetch_att_new_body_peek_section(mailimap_section_new(NULL)));
        else
                (void) mailimap_fetch_type_new_fetch_att_list_add(type, mailimap_fetch_att_new_rfc822_size());
        return type;
}

/* One described message finds its row. */
static void
session_described(struct mailimap_msg_att *att, ImapListed *rows, unsigned count)
{
        const Answered answered = session_answered(att);
        unsigned low = 0;
        for (unsigned high = count; low < high;) {
                const unsigned middle = low + (high - low) / 2;
                if (rows[middle].uid < answered.uid)
                        low = middle + 1;
                else
                        high = middle;
        }
        if (low == count || rows[low].uid != answered.uid)
                return;
        rows[low].size = answered.size;
        rows[low].internaldate = answered.internaldate;
}

static bool
session_describe_part(ImapSession *session, ImapListed *rows, unsigned count, GError **error)
{
        g_autoptr(ImapSet) set = mailimap_set_new_empty();
        for (unsigned i = 0, last; i < count; i = last + 1) {
                for (last = i; last + 1 < count && rows[last + 1].uid == rows[last].uid + 1;)
                        last++;
                (void) mailimap_set_add_interval(set, rows[i].uid, rows[last].uid);
        }
        g_autoptr(ImapFetchType) type = session_fetch_type(false);
        clist *list = NULL;
        imap_session_begin(session, IMAP_ANSWER_OCTETS);
        const int result = mailimap_uid_fetch(session->imap, set, type, &list);
        if (result != MAILIMAP_NO_ERROR)
                list = NULL; /* after a NO it points to what libetpan has freed */
        for (clistiter *at = list == NULL ? NULL : clist_begin(list); at != NULL; at = clist_next(at))
                session_described(clist_content(at), rows, count);
        if (list != NULL)
                mailimap_fetch_list_free(list);
        return imap_session_judge(session, result, "UID FETCH", error);
}

bool
imap_session_describe(ImapSession *session, ImapListed *rows, unsigned count, GError **error)
{
        for (unsigned at = 0; at < count; at += DESCRIBE_UIDS)
                if (!session_describe_part(session, rows + at, MIN(count - at, DESCRIBE_UIDS), error))
                        return false;
        return true;
}

/* The answer was whole: what it gave. The octets come without their UID, so an answer with two bodies is of no use. */
static ImapFetch
session_fetch_result(ImapSession *session, clist *list, ImapMail *ret_mail, GError **error)
{
        MailBody *body = &session->body;
        unsigned bodies = 0;
        unsigned wanted_bodies = 0;
        bool seen = false;
        ImapMail mail = { .fd = -1, .size = body->size, .discarded = body->size > session->limit };
        for (clistiter *at = list == NULL ? NULL : clist_begin(list); at != NULL; at = clist_next(at)) {
                const Answered answered = session_answered(clist_content(at));
                const bool wanted = answered.uid == session->wanted;
                seen = seen || wanted;
                bodies += answered.bodies;
                wanted_bodies += wanted ? answered.bodies : 0;
                if (wanted && answered.internaldate > 0)
                        mail.internaldate = answered.internaldate;
        }
        if (!seen && bodies == 0)
                return IMAP_FETCH_ABSENT;
        if (bodies != wanted_bodies || bodies > 1) {
                session->lost = true;
                g_set_error_literal(error, CCOT_ERROR, CCOT_ERROR_INPUT,
                                    "UID FETCH: the server sent other messages than the one asked for");
                return IMAP_FETCH_FAILED;
        }
        if (body->size == 0)
                return IMAP_FETCH_EMPTY;
        if (!mail_body_end(body, session->limit, &mail.fd, &mail.sha256)) {
                session->lost = true;
                g_set_error_literal(error, CCOT_ERROR, CCOT_ERROR_RETRY, "UID FETCH: no memory for a message");
                return IMAP_FETCH_FAILED;
        }
        *ret_mail = mail;
        return IMAP_FETCH_DONE;
}

ImapFetch
imap_session_fetch(ImapSession *session, guint32 uid, guint64 limit, ImapMail *ret_mail, GError **error)
{
        g_autoptr(ImapSet) set = mailimap_set_new_single(uid);
        g_autoptr(ImapFetchType) type = session_fetch_type(true);
        clist *list = NULL;
        session->wanted = uid;
        session->limit = limit;
        imap_session_begin(session, IMAP_ANSWER_OCTETS);
        const int result = mailimap_uid_fetch(session->imap, set, type, &list);
        if (result != MAILIMAP_NO_ERROR)
                list = NULL; /* after a NO it points to what libetpan has freed */
        ImapFetch outcome = IMAP_FETCH_FAILED;
        if (imap_session_judge(session, result, "UID FETCH", error))
                outcome = session_fetch_result(session, list, ret_mail, error);
        if (list != NULL)
                mailimap_fetch_list_free(list);
        session->wanted = 0;
        mail_body_clear(&session->body);
        return outcome;
}

bool
imap_session_noop(ImapSession *session, GError **error)
{
        imap_session_begin(session, IMAP_ANSWER_OCTETS);
        return imap_session_judge(session, mailimap_noop(session->imap), "NOOP", error);
}

ImapIdle
imap_session_idle(ImapSession *session, const ImapWake *wake, gint64 until_ms, GError **error)
{
        mailstream *buffered = session->imap->imap_stream;
        bool lost = false;
        /* what libetpan has read ahead must not be missed */
        imap_stream_push(session->stream, bytes_of(buffered->read_buffer, buffered->read_buffer_len));
        buffered->read_buffer_len = 0;
        const ImapIdle outcome = imap_idle(session->stream, wake, until_ms, &lost, error);
        session->verdict = (ServerVerdict){ .meaning = SERVER_TRANSIENT };
        session->lost = session->lost || outcome == IMAP_IDLE_LOST || (outcome == IMAP_IDLE_REFUSED && lost);
        if (outcome == IMAP_IDLE_LOST && error != NULL && *error != NULL)
                session->verdict = server_text_judge((*error)->message, false);
        return outcome;
}

bool
imap_session_ended(const ImapSession *session)
{
        return imap_stream_ended(session->stream);
}

void
imap_session_logout(ImapSession *session, gint64 wait_ms)
{
        imap_idle_logout(session->stream, wait_ms);
}
