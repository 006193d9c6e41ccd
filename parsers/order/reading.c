#include "parsers/order/reading.h"

#include "base/limits.h"
#include "parsers/mail/logo.h"
#include "parsers/mail/own_words.h"
#include "parsers/mail/withheld.h"
#include "parsers/order/alert.h"
#include "parsers/order/classify.h"
#include "parsers/order/confidence.h"
#include "parsers/order/extract.h"
#include "parsers/order/language.h"
#include "parsers/order/pagination.h"
#include "parsers/order/repair.h"
#include "parsers/order/service.h"
#include "parsers/order/sheaf.h"
#include "parsers/order/shorthand.h"
#include "parsers/order/statement.h"
#include "parsers/order/twin.h"

#include <string.h>

/* Of one document: enough for 60 dense pages of orders; the work stays linear in it. */
enum { VIEW_OCTETS = 512 * 1024, LANGUAGE_OCTETS = 16 * 1024 };

static DocumentKind
reading_kind_without_text(const SubmissionDocument *document)
{
        if (document->problem == PROBLEM_REMOTE_ONLY)
                return DOCUMENT_KIND_SECURE_MAIL_NOTICE;
        if (g_strcmp0(document->media_type, "application/x-microsoft-rpmsg-message") == 0)
                return DOCUMENT_KIND_SECURE_MAIL_NOTICE;
        if (document->problem != PROBLEM_NONE && document->problem != PROBLEM_PAGES_MISSING)
                return DOCUMENT_KIND_UNREADABLE;
        return DOCUMENT_KIND_OTHER;
}

static bool
reading_is_data(const SubmissionDocument *document)
{
        static const char *const types[] = { "text/calendar",
                                             "text/vcard",
                                             "text/x-vcard",
                                             "text/directory",
                                             "message/delivery-status",
                                             "message/rfc822",
                                             "text/rfc822-headers",
                                             "message/disposition-notification",
                                             "application/ics",
                                             "application/vnd.ms-outlook" };
        for (unsigned i = 0; document->media_type != NULL && i < G_N_ELEMENTS(types); i++) {
                if (g_str_equal(document->media_type, types[i]))
                        return true;
        }
        return false;
}

/* The kind of the whole document: an order wins over the papers that came in the same file. */
static DocumentKind
reading_kind(const GPtrArray *papers)
{
        static const DocumentKind rank[] = {
                DOCUMENT_KIND_ORDER,         DOCUMENT_KIND_STATEMENT_OF_SERVICE, DOCUMENT_KIND_POWER_OF_ARREST,
                DOCUMENT_KIND_APPLICATION,   DOCUMENT_KIND_CONFIDENTIAL_DETAILS, DOCUMENT_KIND_UNDERTAKING,
                DOCUMENT_KIND_CORRESPONDENCE
        };
        for (unsigned r = 0; r < G_N_ELEMENTS(rank); r++) {
                for (unsigned i = 0; i < papers->len; i++) {
                        if (((const Paper *) g_ptr_array_index(papers, i))->kind == rank[r])
                                return rank[r];
                }
        }
        return DOCUMENT_KIND_OTHER;
}

/* An application bundle holds draft orders and exhibits: nothing of it becomes an order when it opens as one. */
static bool
reading_is_bundle(const GPtrArray *papers)
{
        const Paper *first = papers->len == 0 ? NULL : g_ptr_array_index(papers, 0);
        return first != NULL &&
               (first->kind == DOCUMENT_KIND_APPLICATION || first->kind == DOCUMENT_KIND_CONFIDENTIAL_DETAILS);
}

/* Whether a page is missing of what police act on; an application's or a letter's pages are counted by nobody. */
static bool
reading_misses_pages(const Sheaf *sheaf, const GPtrArray *papers, DocumentKind kind)
{
        if (kind == DOCUMENT_KIND_APPLICATION || kind == DOCUMENT_KIND_CONFIDENTIAL_DETAILS ||
            kind == DOCUMENT_KIND_CORRESPONDENCE)
                return false;
        g_autofree bool *begins = g_new0(bool, sheaf->pages->len + 1);
        for (unsigned i = 0; i < papers->len; i++) {
                const Paper *paper = g_ptr_array_index(papers, i);
                if (paper->titled && paper->view->lines->len > 0)
                        begins[view_line(paper->view, 0)->page] = true;
        }
        return pagination_misses(sheaf->pages, begins);
}

/* What every file of the sheaf is, and its language. */
static void
reading_mark(const Sheaf *sheaf, DocumentKind kind)
{
        for (unsigned i = 0; i < sheaf->sources->len; i++) {
                const SourceDocument *source = g_ptr_array_index(sheaf->sources, i);
                source->document->kind = kind;
                if (sheaf->sources->len == 1)
                        continue;
                g_autoptr(View) view = view_new(source->pages, LANGUAGE_OCTETS);
                g_free(source->document->language);
                source->document->language = g_strdup(language_of(view));
        }
}

/* What is collected while the papers are read. */
typedef struct {
        Submission *submission;
        GPtrArray *arrests; /* of SubmissionOrder*: what each FL406 says */
        GHashTable *welsh;  /* orders that were read from a Welsh text */
        bool has_file;      /* a file came with the mail */
} Findings;

/* The sender's visiting card or the signature over the mail: neither was announced. */
static bool
reading_is_signature(const SubmissionDocument *document)
{
        static const char *const types[] = { "text/vcard",
                                             "text/x-vcard",
                                             "text/directory",
                                             "application/pkcs7-signature",
                                             "application/x-pkcs7-signature",
                                             "application/pgp-signature",
                                             NULL };
        return document->media_type != NULL && g_strv_contains(types, document->media_type);
}

static bool
reading_has_attachment(const GPtrArray *sources)
{
        for (unsigned i = 0; i < sources->len; i++) {
                const SourceDocument *source = g_ptr_array_index(sources, i);
                /* a signature's logo is no attachment */
                if (!source->is_body && !logo_is(source->document) && !reading_is_signature(source->document))
                        return true;
        }
        return false;
}

/* How many files came with the mail, or papers in them where those are more. */
static unsigned
reading_files(const Submission *submission, const GPtrArray *sources)
{
        unsigned files = 0;
        for (unsigned i = 0; i < sources->len; i++) {
                const SourceDocument *source = g_ptr_array_index(sources, i);
                files += !source->is_body && !logo_is(source->document) && !reading_is_signature(source->document);
        }
        return files == 0 ? 0 : MAX(files, submission->orders->len + submission->services->len);
}

static void
reading_order(Findings *findings, const Paper *paper, const SubmissionDocument *document)
{
        GPtrArray *orders = findings->submission->orders;
        const unsigned before = orders->len;
        extract_orders(paper, document->path, document->text_source == TEXT_SOURCE_OCR, orders);
        const bool is_welsh = g_strcmp0(language_of(paper->view), "cy") == 0;
        for (unsigned i = before; is_welsh && i < orders->len; i++)
                g_hash_table_add(findings->welsh, g_ptr_array_index(orders, i));
}

static void
reading_paper(Findings *findings, const Paper *paper, const SubmissionDocument *document)
{
        const bool ocr = document->text_source == TEXT_SOURCE_OCR;
        GPtrArray *services = findings->submission->services;
        if (paper->kind == DOCUMENT_KIND_ORDER) {
                reading_order(findings, paper, document);
                SubmissionService *present = service_of_order(paper->view, document->path);
                if (present != NULL && services->len < LIMIT_SERVICES)
                        g_ptr_array_add(services, present);
                else
                        submission_service_free(present);
        } else if (paper->kind == DOCUMENT_KIND_POWER_OF_ARREST && findings->arrests->len < LIMIT_ORDERS) {
                g_ptr_array_add(findings->arrests, extract_arrest(paper, document->path, ocr));
        } else if (paper->kind == DOCUMENT_KIND_STATEMENT_OF_SERVICE && services->len < LIMIT_SERVICES) {
                statement_services(paper->view, document->path, ocr, services);
        }
}

static const SubmissionDocument *
reading_paper_document(const Sheaf *sheaf, const Paper *paper)
{
        return sheaf_document(sheaf, g_ptr_array_index(sheaf->pages, view_line(paper->view, 0)->page));
}

/* The Welsh half of a document whose English half was read: it may fill what is missing there, but makes no entry. */
static void
reading_welsh_half(Findings *findings, const Sheaf *sheaf, const View *welsh, unsigned first)
{
        GPtrArray *orders = findings->submission->orders;
        g_autoptr(GPtrArray) papers = papers_split(welsh, PAPER_PLACE_FILE);
        g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func((GDestroyNotify) submission_order_free);
        for (unsigned i = 0; i < papers->len; i++) {
                const Paper *paper = g_ptr_array_index(papers, i);
                const SubmissionDocument *document = reading_paper_document(sheaf, paper);
                if (paper->kind == DOCUMENT_KIND_ORDER)
                        extract_orders(paper, document->path, document->text_source == TEXT_SOURCE_OCR, found);
        }
        for (unsigned i = 0; i < found->len; i++) {
                for (unsigned k = first; k < orders->len; k++) {
                        if (twin_is(g_ptr_array_index(orders, k), g_ptr_array_index(found, i)))
                                twin_fill(g_ptr_array_index(orders, k), g_ptr_array_index(found, i));
                }
        }
}

/* The papers of the sheaf; false when its text is in one language. */
static bool
reading_halves(Findings *findings, const Sheaf *sheaf, const View *view)
{
        g_autoptr(View) english = NULL;
        g_autoptr(View) welsh = NULL;
        if (!language_part(view, &english, &welsh))
                return false;
        g_autoptr(GPtrArray) papers = papers_split(english, PAPER_PLACE_FILE);
        if (reading_kind(papers) != DOCUMENT_KIND_ORDER)
                return false;
        const unsigned first = findings->submission->orders->len;
        for (unsigned i = 0; i < papers->len; i++) {
                const Paper *paper = g_ptr_array_index(papers, i);
                reading_paper(findings, paper, reading_paper_document(sheaf, paper));
        }
        reading_welsh_half(findings, sheaf, welsh, first);
        return true;
}

static void
reading_sheaf(Findings *findings, const Sheaf *sheaf)
{
        const Submission *submission = findings->submission;
        const SourceDocument *source = g_ptr_array_index(sheaf->sources, 0);
        SubmissionDocument *document = source->document;
        g_autoptr(View) view = view_new(sheaf->pages, VIEW_OCTETS);
        g_free(document->language);
        document->language = g_strdup(language_of(view));
        if (submission->automatic && source->is_body) {
                document->kind = DOCUMENT_KIND_AUTOMATIC_REPLY;
                return;
        }
        if (view->length == 0 || reading_is_data(document) || document->problem == PROBLEM_REMOTE_ONLY ||
            document->problem == PROBLEM_MALWARE) {
                document->kind = source->is_body && document->problem == PROBLEM_NONE
                                     ? DOCUMENT_KIND_CORRESPONDENCE
                                     : reading_kind_without_text(document);
                return;
        }
        g_autoptr(View) spelt = shorthand_spelt(view, source->is_body);
        const PaperPlace place = !source->is_body     ? PAPER_PLACE_FILE
                                 : findings->has_file ? PAPER_PLACE_MAIL
                                                      : PAPER_PLACE_MAIL_ALONE;
        g_autoptr(GPtrArray) papers = papers_split(spelt == NULL ? view : spelt, place);
        const DocumentKind kind = reading_kind(papers);
        /* what recognition made of a page that cannot be read says nothing of what it is */
        const bool lost = kind == DOCUMENT_KIND_OTHER && document->problem == PROBLEM_UNREADABLE;
        reading_mark(sheaf, lost ? DOCUMENT_KIND_UNREADABLE : kind);
        if (reading_is_bundle(papers)) {
                reading_mark(sheaf, ((const Paper *) g_ptr_array_index(papers, 0))->kind);
                return;
        }
        if (document->problem == PROBLEM_NONE && reading_misses_pages(sheaf, papers, document->kind))
                document->problem = PROBLEM_PAGES_MISSING;
        if (!source->is_body && reading_halves(findings, sheaf, view))
                return;
        for (unsigned i = 0; i < papers->len; i++) {
                const Paper *paper = g_ptr_array_index(papers, i);
                reading_paper(findings, paper, reading_paper_document(sheaf, paper));
        }
}

/* Where an FL406 came with the mail, the occupation order of the same case carries the power: the sole one that fits. */
static void
reading_join_arrest(Submission *submission, const GPtrArray *arrests)
{
        for (unsigned i = 0; i < arrests->len; i++) {
                const SubmissionOrder *arrest = g_ptr_array_index(arrests, i);
                const char *number = submission_field_text(arrest->fields, FIELD_CASE_NUMBER);
                SubmissionOrder *target = NULL;
                unsigned count = 0;
                for (unsigned k = 0; k < submission->orders->len; k++) {
                        SubmissionOrder *order = g_ptr_array_index(submission->orders, k);
                        const char *own = submission_field_text(order->fields, FIELD_CASE_NUMBER);
                        if (order->order_type != ORDER_TYPE_OCCUPATION ||
                            (number != NULL && own != NULL && !g_str_equal(number, own)))
                                continue;
                        target = order;
                        count++;
                }
                const Field fields[] = { FIELD_POWER_OF_ARREST, FIELD_POWER_OF_ARREST_EXPIRES_ON };
                for (unsigned f = 0; count == 1 && f < G_N_ELEMENTS(fields); f++) {
                        if (target->fields[fields[f]] != NULL || arrest->fields[fields[f]] == NULL)
                                continue;
                        FieldValue *copy = field_value_copy(arrest->fields[fields[f]]);
                        if (!g_str_equal(arrest->document, target->document)) {
                                copy->page = 0; /* the place is in another document */
                                copy->has_box = false;
                        }
                        target->fields[fields[f]] = copy;
                }
        }
}

/* The English and the Welsh text of one order are two files, two halves of a file or two columns: one entry for both. */
static void
reading_join_twins(Findings *findings)
{
        GPtrArray *orders = findings->submission->orders;
        for (unsigned i = orders->len; i-- > 0;) {
                const SubmissionOrder *welsh = g_ptr_array_index(orders, i);
                if (!g_hash_table_contains(findings->welsh, welsh))
                        continue;
                for (unsigned k = 0; k < orders->len; k++) {
                        SubmissionOrder *english = g_ptr_array_index(orders, k);
                        if (k == i || g_hash_table_contains(findings->welsh, english) || !twin_is(english, welsh))
                                continue;
                        twin_fill(english, welsh);
                        g_hash_table_remove(findings->welsh, welsh);
                        g_ptr_array_remove_index(orders, i);
                        break;
                }
        }
}

static void
reading_weigh(FieldValue *const fields[FIELD_COUNT])
{
        for (unsigned i = 0; i < FIELD_COUNT; i++) {
                if (fields[i] != NULL)
                        fields[i]->confidence = confidence_of_weight(fields[i]->confidence);
        }
}

/* Weights of evidence become shares of values that are right. */
static void
reading_weigh_all(const Submission *submission)
{
        for (unsigned i = 0; i < submission->orders->len; i++)
                reading_weigh(((SubmissionOrder *) g_ptr_array_index(submission->orders, i))->fields);
        for (unsigned i = 0; i < submission->services->len; i++)
                reading_weigh(((SubmissionService *) g_ptr_array_index(submission->services, i))->fields);
}

/* The first text part of the mail itself (or, with forwarded, of the first mail that it passes on); NULL when none. */
static const SourceDocument *
reading_body(const GPtrArray *sources, bool forwarded)
{
        for (unsigned i = 0; i < sources->len; i++) {
                const SourceDocument *source = g_ptr_array_index(sources, i);
                if (source->is_body && source->is_forwarded == forwarded && source->pages->len > 0 &&
                    source->document->kind != DOCUMENT_KIND_ORDER)
                        return source;
        }
        return NULL;
}

static const char *
reading_text(const SourceDocument *source)
{
        return source == NULL ? "" : ((const Page *) g_ptr_array_index(source->pages, 0))->text;
}

/* What the sender's words raise. A body that is an order raises nothing, its subject may. */
static void
reading_alerts(Submission *submission, const GPtrArray *sources, const SourceDocument *body, const char *newest)
{
        const SourceDocument *inner = reading_body(sources, true);
        g_autofree char *passed_on = inner != NULL                             ? own_words_newest(reading_text(inner))
                                     : own_words_forwards(submission->subject) ? own_words_passed_on(reading_text(body))
                                                                               : g_strdup("");
        bool is_notice = false, has_body_order = false;
        for (unsigned i = 0; i < submission->documents->len; i++) {
                const SubmissionDocument *document = g_ptr_array_index(submission->documents, i);
                is_notice = is_notice || document->kind == DOCUMENT_KIND_SECURE_MAIL_NOTICE;
        }
        for (unsigned i = 0; i < sources->len; i++) {
                const SourceDocument *source = g_ptr_array_index(sources, i);
                has_body_order = has_body_order || (source->is_body && source->document->kind == DOCUMENT_KIND_ORDER);
        }
        const AlertWords words = { .subject = submission->subject,
                                   .newest = newest,
                                   .passed_on = passed_on[0] == '\0' ? NULL : passed_on,
                                   .path = body == NULL ? "1" : body->document->path,
                                   .has_file = has_body_order || reading_has_attachment(sources),
                                   .files = reading_files(submission, sources),
                                   .is_notice = is_notice,
                                   .is_recall_only = submission->automatic };
        alert_read(submission, &words);
}

/* Service that the text of the mail tells of; false when it tells of none. */
static bool
reading_told(Submission *submission, const SourceDocument *body, const char *text)
{
        g_autoptr(GPtrArray) pages = g_ptr_array_new_with_free_func((GDestroyNotify) page_free);
        Page *page = page_new(0);
        page_append(page, text);
        g_ptr_array_add(pages, page);
        g_autoptr(View) view = view_new(pages, VIEW_OCTETS);
        SubmissionService *told = service_of_mail(view, body->document->path);
        if (told != NULL)
                g_ptr_array_add(submission->services, told);
        return told != NULL;
}

void
reading_run(Submission *submission, const GPtrArray *sources)
{
        g_autoptr(GPtrArray) arrests = g_ptr_array_new_with_free_func((GDestroyNotify) submission_order_free);
        g_autoptr(GHashTable) welsh = g_hash_table_new(NULL, NULL);
        Findings findings = { .submission = submission,
                              .arrests = arrests,
                              .welsh = welsh,
                              .has_file = reading_has_attachment(sources) };
        for (unsigned i = 0; i < sources->len; i++) {
                const SourceDocument *source = g_ptr_array_index(sources, i);
                for (unsigned k = 0; k < source->pages->len; k++)
                        repair_page(g_ptr_array_index(source->pages, k));
        }
        g_autoptr(GPtrArray) sheaves = sheaf_gather(sources);
        for (unsigned i = 0; i < sheaves->len; i++)
                reading_sheaf(&findings, g_ptr_array_index(sheaves, i));
        withheld_settle(submission, sources);
        const SourceDocument *body = reading_body(sources, false);
        g_autofree char *newest = own_words_newest(reading_text(body));
        reading_alerts(submission, sources, body, newest);
        if (!submission->automatic && body != NULL && !reading_told(submission, body, newest) &&
            own_words_forwards(submission->subject)) {
                g_autofree char *passed_on = own_words_passed_on(reading_text(body));
                (void) reading_told(submission, body, passed_on);
        }
        reading_join_twins(&findings);
        service_join(submission->services, submission->orders);
        reading_join_arrest(submission, arrests);
        classify(submission, sources, newest);
        reading_weigh_all(submission);
}

void
reading_prepare(void)
{
        alert_prepare();
}
