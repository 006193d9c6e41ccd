#include "parsers/document/pdf_attachment.h"

#include "base/limits.h"
#include "parsers/mail/filename.h"

typedef struct {
        GByteArray *octets;
        size_t left; /* octets that may still be taken, of this and all further files */
        bool over;
} AttachmentFile;

static gboolean
attachment_append(const gchar *data, gsize length, gpointer user, GError **error)
{
        AttachmentFile *file = user;
        file->over = file->over || length > file->left;
        if (file->over) {
                g_set_error(error, G_IO_ERROR, G_IO_ERROR_NO_SPACE, "over the limit");
                return FALSE;
        }
        g_byte_array_append(file->octets, (const guint8 *) data, (guint) length);
        file->left -= length;
        return TRUE;
}

static void
attachment_take(ReaderTask *task, PopplerAttachment *attachment, size_t *left)
{
        if (task->members != NULL && task->members->len >= LIMIT_ARCHIVE_ENTRIES) {
                reader_task_problem(task, PROBLEM_TOO_LARGE);
                return;
        }
        AttachmentFile file = { .octets = g_byte_array_new(), .left = *left };
        const gboolean saved = poppler_attachment_save_to_callback(attachment, attachment_append, &file, NULL);
        *left = file.left;
        if (file.over)
                reader_task_problem(task, PROBLEM_TOO_LARGE);
        if (!saved || file.over) {
                g_byte_array_unref(file.octets);
                return;
        }
        g_autofree char *name = filename_clean(poppler_attachment_get_name(attachment));
        reader_task_member(task, name == NULL ? "attachment" : name, g_byte_array_free_to_bytes(file.octets));
}

static void
attachment_read_page(ReaderTask *task, PopplerPage *page, size_t *left)
{
        GList *annotations = poppler_page_get_annot_mapping(page);
        for (const GList *item = annotations; item != NULL; item = item->next) {
                PopplerAnnot *annotation = ((const PopplerAnnotMapping *) item->data)->annot;
                if (!POPPLER_IS_ANNOT_FILE_ATTACHMENT(annotation))
                        continue;
                g_autoptr(GObject) attachment =
                    G_OBJECT(poppler_annot_file_attachment_get_attachment(POPPLER_ANNOT_FILE_ATTACHMENT(annotation)));
                if (attachment != NULL)
                        attachment_take(task, POPPLER_ATTACHMENT(attachment), left);
        }
        poppler_page_free_annot_mapping(annotations);
}

void
pdf_attachment_read(ReaderTask *task, PopplerDocument *document)
{
        size_t left = LIMIT_PDF_MEMBERS;
        /* the files are locked though the pages are not (ISO 32000 7.6.5) */
        if (bytes_find(task->bytes, bytes_of_string("/Encrypt"), 0) >= 0 &&
            bytes_find(task->bytes, bytes_of_string("/StmF /Identity"), 0) >= 0) {
                reader_task_problem(task, PROBLEM_ENCRYPTED);
                return;
        }
        GList *attachments =
            poppler_document_has_attachments(document) ? poppler_document_get_attachments(document) : NULL;
        for (const GList *item = attachments; item != NULL; item = item->next)
                attachment_take(task, item->data, &left);
        g_list_free_full(attachments, g_object_unref);
        /* a place on a page can be compressed with others, where its type is not plain to see */
        if (bytes_find(task->bytes, bytes_of_string("/FileAttachment"), 0) < 0 &&
            bytes_find(task->bytes, bytes_of_string("/EmbeddedFile"), 0) < 0)
                return;
        for (unsigned i = 0; i < MIN(task->page_count, LIMIT_PAGES); i++) {
                g_autoptr(GObject) page = G_OBJECT(poppler_document_get_page(document, (int) i));
                if (page != NULL)
                        attachment_read_page(task, POPPLER_PAGE(page), &left);
        }
}
