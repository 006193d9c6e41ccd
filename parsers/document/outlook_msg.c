/* An Outlook message in a file ([MS-OXMSG]). Its own text is what a forwarded mail shows above its body: sender, date,
 * subject. The body and the attachments are members; those of a message in the message are named "message!file". */
#include "parsers/document/reader.h"

#include "base/clock.h"
#include "base/limits.h"
#include "base/text.h"
#include "parsers/document/codepage.h"
#include "parsers/document/flow.h"
#include "parsers/document/mapi.h"
#include "parsers/document/rtf_packed.h"
#include "parsers/mail/filename.h"

#include <string.h>

enum { MSG_BODY_BYTES = 16 * 1024 * 1024, MSG_HEAD = 32, MSG_INNER_HEAD = 24, MSG_ATTACHMENT_HEAD = 8 };
/* How an attachment is kept ([MS-OXCMSG] 2.2.2.9). */
enum {
        METHOD_VALUE = 1,
        METHOD_REFERENCE = 2,
        METHOD_REFERENCE_ONLY = 4,
        METHOD_MESSAGE = 5,
        METHOD_OBJECT = 6,
        METHOD_LINK = 7
};

typedef struct {
        ReaderTask *task;
        size_t left; /* octets of members that may still be taken */
} Msg;

static void msg_message(Msg *msg, const Ole *folder, unsigned head, const char *prefix, unsigned depth);

static ReaderMember *
msg_member(Msg *msg, const char *prefix, const char *name, GByteArray *octets)
{
        g_autofree char *path = g_strconcat(prefix, name, NULL);
        if (octets != NULL)
                msg->left -= MIN(msg->left, octets->len);
        ReaderMember *member = reader_task_member(
            msg->task, path, octets == NULL ? g_bytes_new(NULL, 0) : g_byte_array_free_to_bytes(octets));
        member->filename = g_strdup(name);
        return member;
}

static void
msg_body(Msg *msg, const char *prefix, const char *name, const char *media_type, char *charset, GByteArray *octets)
{
        ReaderMember *member = msg_member(msg, prefix, name, octets);
        member->media_type = g_strdup(media_type);
        member->charset = charset;
        member->is_text = true;
}

/* Outlook keeps the text in up to three forms; the packed RTF counts where it is the only one. */
static void
msg_bodies(Msg *msg, const Mapi *mapi, const char *prefix)
{
        g_autofree char *plain = mapi_string(mapi, MAPI_BODY, MSG_BODY_BYTES);
        g_autofree char *html = mapi_string(mapi, MAPI_HTML, MSG_BODY_BYTES);
        GByteArray *octets = html == NULL ? mapi_octets(mapi, MAPI_HTML, MSG_BODY_BYTES) : NULL;
        const bool has_plain = plain != NULL && plain[strspn(plain, " \t\n")] != '\0';
        const bool has_html = html != NULL || (octets != NULL && octets->len > 0);
        if (has_plain) {
                GByteArray *text = g_byte_array_new();
                g_byte_array_append(text, (const guint8 *) plain, (guint) strlen(plain));
                msg_body(msg, prefix, "body.txt", "text/plain", g_strdup("utf-8"), text);
        }
        if (html != NULL) {
                octets = g_byte_array_new();
                g_byte_array_append(octets, (const guint8 *) html, (guint) strlen(html));
                msg_body(msg, prefix, "body.html", "text/html", g_strdup("utf-8"), g_steal_pointer(&octets));
        } else if (has_html) {
                char *charset = codepage_charset((unsigned) mapi_number(mapi, MAPI_INTERNET_CODE_PAGE));
                msg_body(msg, prefix, "body.html", "text/html", charset, g_steal_pointer(&octets));
        }
        g_clear_pointer(&octets, g_byte_array_unref);
        g_autoptr(GByteArray) packed =
            has_plain || has_html ? NULL : mapi_octets(mapi, MAPI_PACKED_RTF, MSG_BODY_BYTES);
        GByteArray *rtf = packed == NULL ? NULL : rtf_packed_open(bytes_of(packed->data, packed->len), MSG_BODY_BYTES);
        if (rtf != NULL)
                msg_body(msg, prefix, "body.rtf", "application/rtf", NULL, rtf);
}

/* A name as a label; several properties may hold it. */
static char *
msg_name(const Mapi *mapi, const unsigned *properties, size_t count, const char *fallback)
{
        for (size_t i = 0; i < count; i++) {
                g_autofree char *name = mapi_string(mapi, properties[i], LIMIT_HEADER_VALUE);
                char *clean = filename_clean(name);
                if (clean != NULL)
                        return clean;
        }
        return g_strdup(fallback);
}

static Problem
msg_problem_of(unsigned method)
{
        if (method >= METHOD_REFERENCE && method <= METHOD_REFERENCE_ONLY)
                return PROBLEM_REMOTE_ONLY;
        return method == METHOD_LINK ? PROBLEM_REMOTE_ONLY : PROBLEM_UNSUPPORTED;
}

static void
msg_attachment(Msg *msg, const Ole *folder, unsigned number, unsigned code_page, const char *prefix, unsigned depth)
{
        static const unsigned names[] = { MAPI_LONG_NAME, MAPI_SHORT_NAME, MAPI_DISPLAY_NAME };
        static const unsigned subjects[] = { MAPI_DISPLAY_NAME, MAPI_LONG_NAME, MAPI_SHORT_NAME };
        g_auto(Mapi) mapi;
        mapi_open(&mapi, folder, MSG_ATTACHMENT_HEAD, code_page);
        const unsigned method = (unsigned) mapi_number(&mapi, MAPI_METHOD);
        g_autofree char *fallback = g_strdup_printf("attachment %u", number);
        g_autofree char *object = mapi_object_name(MAPI_DATA);
        g_autoptr(Ole) inner = ole_folder(folder, object);
        const bool is_message = inner != NULL && ole_has(inner, "__properties_version1.0");
        g_autofree char *name = is_message ? msg_name(&mapi, subjects, G_N_ELEMENTS(subjects), fallback)
                                           : msg_name(&mapi, names, G_N_ELEMENTS(names), fallback);
        const size_t limit = MIN(msg->left, LIMIT_DOCUMENT_BYTES);
        GByteArray *octets = inner != NULL ? NULL : mapi_octets(&mapi, MAPI_DATA, limit);
        const bool has_octets = octets != NULL;
        const bool is_cut = has_octets && octets->len == limit;
        ReaderMember *member = msg_member(msg, prefix, name, octets);
        member->media_type = mapi_string(&mapi, MAPI_MEDIA_TYPE, LIMIT_HEADER_VALUE);
        if (is_message) {
                member->is_message = true;
                g_autofree char *below = g_strconcat(prefix, name, "!", NULL);
                if (depth + 1 < LIMIT_ARCHIVE_DEPTH)
                        msg_message(msg, inner, MSG_INNER_HEAD, below, depth + 1);
                else
                        member->problem = PROBLEM_TOO_DEEP;
        } else if (is_cut) {
                member->problem = PROBLEM_TOO_LARGE;
        } else if (!has_octets && method != METHOD_VALUE) {
                member->problem = msg_problem_of(method);
        }
}

static int
msg_compare(gconstpointer a, gconstpointer b)
{
        return strcmp(*(const char *const *) a, *(const char *const *) b);
}

static void
msg_attachments(Msg *msg, const Ole *folder, unsigned code_page, const char *prefix, unsigned depth)
{
        g_autoptr(GPtrArray) names = ole_names(folder);
        g_ptr_array_sort(names, msg_compare);
        unsigned number = 0;
        for (unsigned i = 0; i < names->len; i++) {
                const char *name = g_ptr_array_index(names, i);
                if (!g_str_has_prefix(name, "__attach_version1.0_#"))
                        continue;
                if (++number > LIMIT_ARCHIVE_ENTRIES) {
                        reader_task_problem(msg->task, PROBLEM_TOO_LARGE);
                        return;
                }
                g_autoptr(Ole) attachment = ole_folder(folder, name);
                if (attachment != NULL)
                        msg_attachment(msg, attachment, number, code_page, prefix, depth);
                else
                        reader_task_problem(msg->task, PROBLEM_CORRUPT);
        }
}

static void
msg_message(Msg *msg, const Ole *folder, unsigned head, const char *prefix, unsigned depth)
{
        g_auto(Mapi) mapi;
        mapi_open(&mapi, folder, head, 0);
        msg_bodies(msg, &mapi, prefix);
        msg_attachments(msg, folder, mapi.code_page, prefix, depth);
}

static void
msg_line(Flow *flow, const char *label, const char *value)
{
        g_autofree char *line = value == NULL ? NULL : text_one_line(value);
        if (line == NULL || line[0] == '\0')
                return;
        flow_text(flow, label);
        flow_space(flow);
        flow_text(flow, line);
        flow_line(flow);
}

/* What stands above a mail. */
static void
msg_head(ReaderTask *task, const Mapi *mapi)
{
        static const gint64 to_1970 = G_GINT64_CONSTANT(11644473600);
        Flow flow;
        flow_start(&flow, task);
        g_autofree char *name = mapi_string(mapi, MAPI_SENDER_NAME, LIMIT_HEADER_VALUE);
        g_autofree char *smtp = mapi_string(mapi, MAPI_SENDER_SMTP, LIMIT_HEADER_VALUE);
        g_autofree char *address = mapi_string(mapi, MAPI_SENDER_ADDRESS, LIMIT_HEADER_VALUE);
        const char *shown = smtp != NULL ? smtp : address;
        g_autofree char *from = g_strdup_printf("%s %s", name == NULL ? "" : name, shown == NULL ? "" : shown);
        msg_line(&flow, "From:", from);
        g_autofree char *to = mapi_string(mapi, MAPI_RECIPIENTS, LIMIT_HEADER_VALUE);
        msg_line(&flow, "To:", to);
        const uint64_t sent = mapi_number(mapi, MAPI_SENT) / (10 * G_USEC_PER_SEC);
        /* of this and the next century: what else it says is no date of a mail */
        if (sent > (uint64_t) to_1970 && sent < (uint64_t) to_1970 + G_MAXUINT32) {
                g_autofree char *time = clock_rfc3339(((gint64) sent - to_1970) * G_USEC_PER_SEC);
                msg_line(&flow, "Sent:", time);
        }
        g_autofree char *subject = mapi_string(mapi, MAPI_SUBJECT, LIMIT_HEADER_VALUE);
        msg_line(&flow, "Subject:", subject);
        flow_end(&flow, task);
}

void
outlook_msg_read(ReaderTask *task)
{
        g_autoptr(Ole) root = ole_new(task->bytes);
        if (root == NULL || !ole_has(root, "__properties_version1.0")) {
                reader_task_problem(task, PROBLEM_CORRUPT);
                return;
        }
        Msg msg = { .task = task, .left = LIMIT_ARCHIVE_BYTES };
        g_auto(Mapi) mapi;
        mapi_open(&mapi, root, MSG_HEAD, 0);
        msg_head(task, &mapi);
        msg_message(&msg, root, MSG_HEAD, "", 0);
        /* the file's table names streams whose octets are gone: what was read is not all */
        if (ole_is_cut(root))
                reader_task_problem(task, PROBLEM_CORRUPT);
}
