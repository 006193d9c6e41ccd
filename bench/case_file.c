#include "bench/case_file.h"

#include "base/clock.h"
#include "base/digest.h"
#include "bench/invented.h"

#include <string.h>

enum { CASE_DAY = 86400 };

/* One order of the case file. */
typedef struct {
        unsigned branch; /* 0, or 1 in the respondent's second case */
        Action action;
        GDate made, expires, hearing, target; /* invalid where the order prints none */
        bool without_notice, further_order;
} CaseAct;

/* What all orders of one case have in common. */
typedef struct {
        char *court, *number, *reference, *protected, *second, *child;
} CaseBranch;

typedef struct {
        Invented stream;
        guint64 seed, file_number;
        char *respondent, *alias, *born, *address;
        CaseBranch branches[2];
        GArray *acts; /* of CaseAct */
        GPtrArray *mails;
} CaseFile;

/* How a copy differs from the first mail with the order. */
typedef enum { COPY_FORWARDED, COPY_SAVED_AGAIN, COPY_SCANNED, COPY_WHOLE_MAIL } CopyKind;

static void
case_mail_free(gpointer data)
{
        CaseMail *mail = data;
        submission_free(mail->submission);
        g_free(mail);
}

static void
case_file_clear(CaseFile *file)
{
        g_free(file->respondent);
        g_free(file->alias);
        g_free(file->born);
        g_free(file->address);
        for (unsigned i = 0; i < G_N_ELEMENTS(file->branches); i++) {
                g_free(file->branches[i].court);
                g_free(file->branches[i].number);
                g_free(file->branches[i].reference);
                g_free(file->branches[i].protected);
                g_free(file->branches[i].second);
                g_free(file->branches[i].child);
        }
        g_array_unref(file->acts);
}

static char *
case_date(const GDate *date)
{
        return g_date_valid(date) ? g_strdup_printf("%04u-%02u-%02u", g_date_get_year(date), g_date_get_month(date),
                                                    g_date_get_day(date))
                                  : NULL;
}

static GDate
case_later(const GDate *date, unsigned days, unsigned months)
{
        GDate later = *date;
        g_date_add_days(&later, days);
        g_date_add_months(&later, months);
        return later;
}

static CaseAct *
case_act_add(CaseFile *file, unsigned branch, Action action, const GDate *made)
{
        CaseAct act = { .branch = branch, .action = action, .made = *made };
        act.further_order = invented_chance(&file->stream, 8);
        if (!act.further_order && action != ACTION_DISCHARGED)
                act.expires = case_later(made, 0, 3 + 3 * invented_below(&file->stream, 5));
        g_array_append_val(file->acts, act);
        return &g_array_index(file->acts, CaseAct, file->acts->len - 1);
}

/* The later orders of one case: what the hearing made of it, and what changed it. */
static void
case_plan_later(CaseFile *file, unsigned branch, const GDate *first)
{
        Invented *stream = &file->stream;
        GDate last = *first;
        if (invented_chance(stream, 60)) {
                last = g_array_index(file->acts, CaseAct, file->acts->len - 1).hearing;
                last = g_date_valid(&last) ? last : case_later(first, 14, 0);
                (void) case_act_add(file, branch, ACTION_MADE, &last);
        }
        static const struct {
                Action action;
                unsigned percent, days;
        } changes[] = { { ACTION_VARIED, 15, 60 }, { ACTION_EXTENDED, 10, 80 }, { ACTION_DISCHARGED, 12, 120 } };
        for (unsigned i = 0; i < G_N_ELEMENTS(changes); i++) {
                if (!invented_chance(stream, changes[i].percent))
                        continue;
                const GDate made = case_later(&last, 10 + invented_below(stream, changes[i].days), 0);
                CaseAct *act = case_act_add(file, branch, changes[i].action, &made);
                if (invented_chance(stream, 70))
                        act->target = last;
        }
}

static void
case_plan(CaseFile *file, const GDate *begins)
{
        Invented *stream = &file->stream;
        const unsigned branches = invented_chance(stream, 12) ? 2 : 1;
        for (unsigned i = 0; i < branches; i++) {
                CaseBranch *branch = &file->branches[i];
                const GDate made = case_later(begins, i * (20 + invented_below(stream, 300)), 0);
                invented_case(stream, g_date_get_year(&made), &branch->court, &branch->number);
                if (invented_chance(stream, 30))
                        branch->reference = g_strdup_printf("17%014" G_GUINT64_FORMAT, file->file_number * 2 + i);
                branch->protected = invented_person(stream);
                if (invented_chance(stream, 10))
                        branch->second = invented_person(stream);
                if (invented_chance(stream, 50))
                        branch->child = invented_person(stream);
                CaseAct *act = case_act_add(file, i, ACTION_MADE, &made);
                act->without_notice = invented_chance(stream, 60);
                if (act->without_notice || invented_chance(stream, 20))
                        act->hearing = case_later(&made, 7 + invented_below(stream, 8), 0);
                case_plan_later(file, i, &made);
        }
}

static void
case_put(FieldValue *fields[FIELD_COUNT], Field field, const char *text)
{
        if (text == NULL)
                return;
        const bool list = field_is_list(field);
        FieldValue *value = field_value_new(field, list ? NULL : text, text, 0.93);
        if (list)
                field_value_add(value, text, NULL);
        static const double box[] = { 0.31, 0.22, 0.68, 0.25 };
        value->page = 1;
        value->has_box = true;
        memcpy(value->box, box, sizeof box);
        field_value_free(fields[field]);
        fields[field] = value;
}

static void
case_put_date(FieldValue *fields[FIELD_COUNT], Field field, const GDate *date)
{
        g_autofree char *text = case_date(date);
        case_put(fields, field, text);
}

/* What every paper of the case prints. */
static void
case_put_names(const CaseFile *file, const CaseAct *act, FieldValue *fields[FIELD_COUNT])
{
        const CaseBranch *branch = &file->branches[act->branch];
        case_put(fields, FIELD_COURT, branch->court);
        case_put(fields, FIELD_CASE_NUMBER, branch->number);
        case_put(fields, FIELD_CASE_REFERENCE, branch->reference);
        case_put(fields, FIELD_PROTECTED_PERSON, branch->protected);
        case_put(fields, FIELD_RESPONDENT, file->respondent);
        case_put_date(fields, FIELD_MADE_ON, &act->made);
}

static void
case_put_order(CaseFile *file, const CaseAct *act, SubmissionOrder *order, bool scanned)
{
        const CaseBranch *branch = &file->branches[act->branch];
        FieldValue **fields = order->fields;
        order->order_type = ORDER_TYPE_NON_MOLESTATION;
        order->action = act->action;
        order->draft = act->action == ACTION_MADE && !scanned && invented_chance(&file->stream, 1);
        case_put_names(file, act, fields);
        case_put(fields, FIELD_PROTECTED_PEOPLE, branch->protected);
        if (branch->second != NULL)
                field_value_add(fields[FIELD_PROTECTED_PEOPLE], branch->second, NULL);
        case_put(fields, FIELD_CHILDREN, branch->child);
        case_put(fields, FIELD_RESPONDENT_ALIASES, file->alias);
        if (!scanned || invented_chance(&file->stream, 70))
                case_put(fields, FIELD_RESPONDENT_DOB, file->born);
        case_put(fields, FIELD_RESPONDENT_ADDRESS, file->address);
        case_put_date(fields, FIELD_EXPIRES_ON, &act->expires);
        if (act->further_order)
                case_put(fields, FIELD_EXPIRES_ON, "until further order");
        if (g_date_valid(&act->expires) && invented_chance(&file->stream, 30))
                case_put(fields, FIELD_EXPIRES_AT, "16:00");
        case_put(fields, FIELD_JUDGE, "District Judge Hallam");
        case_put(fields, FIELD_WITHOUT_NOTICE, act->without_notice ? "true" : "false");
        case_put(fields, FIELD_POWER_OF_ARREST, "false");
        case_put_date(fields, FIELD_HEARING_ON, &act->hearing);
        case_put_date(fields, FIELD_TARGET_MADE_ON, &act->target);
        case_put(fields, FIELD_PROHIBITIONS, invented_term(&file->stream));
        field_value_add(fields[FIELD_PROHIBITIONS], invented_term(&file->stream), NULL);
}

/* A page of the order. Its sentences hang on the order alone, so that copies of it print the same ones; a scan loses a word. */
static char *
case_text(const CaseFile *file, unsigned number, const CaseAct *act, unsigned lost)
{
        Invented words = invented_stream(file->seed ^ 0x7465787400000000ULL, file->file_number * 64 + number);
        const CaseBranch *branch = &file->branches[act->branch];
        g_autofree char *made = case_date(&act->made);
        g_autofree char *ends = case_date(&act->expires);
        g_autoptr(GString) text = g_string_new(NULL);
        g_string_append_printf(text,
                               "In the %s\nCase number: %s\nFamily Law Act 1996\nBetween %s, applicant, and %s, "
                               "respondent\nOrder made on %s\nThis order lasts until %s\n",
                               branch->court, branch->number, branch->protected, file->respondent, made,
                               ends == NULL ? "further order" : ends);
        g_string_append_printf(text, "Important notice to the respondent %s of %s\n", file->respondent, file->address);
        for (unsigned i = 0; i < 5; i++)
                g_string_append_printf(text, "%u. %s\n", i + 1, invented_term(&words));
        if (lost > 0)
                g_string_append_printf(text, "scanner speck %u\n", lost);
        return g_string_free(g_steal_pointer(&text), FALSE);
}

static char *
case_digest(const CaseFile *file, const char *what, unsigned act, unsigned copy)
{
        g_autofree char *name = g_strdup_printf("%s %" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT " %u %u", what,
                                                file->seed, file->file_number, act, copy);
        return g_strdup(digest_of(bytes_of_string(name)).hex);
}

static SubmissionDocument *
case_document(Submission *submission, const char *path, DocumentKind kind, char *sha256)
{
        SubmissionDocument *document = submission_document_new(path);
        document->kind = kind;
        document->filename = g_strdup(kind == DOCUMENT_KIND_ORDER ? "order.pdf" : "statement.pdf");
        document->media_type = g_strdup("application/pdf");
        document->size = 48213;
        document->sha256 = sha256;
        document->pages = 1;
        document->text_source = TEXT_SOURCE_TEXT;
        document->language = g_strdup("en");
        g_ptr_array_add(submission->documents, document);
        return document;
}

static void
case_add_service(CaseFile *file, const CaseAct *act, unsigned number, Submission *submission, const char *path)
{
        (void) case_document(submission, path, DOCUMENT_KIND_STATEMENT_OF_SERVICE,
                             case_digest(file, "statement", number, 0));
        SubmissionService *service = submission_service_new(path);
        const GDate served = case_later(&act->made, invented_below(&file->stream, 9), 0);
        service->outcome = invented_chance(&file->stream, 90) ? OUTCOME_SERVED : OUTCOME_ATTEMPTED;
        case_put_names(file, act, service->fields);
        case_put_date(service->fields, FIELD_SERVED_ON, &served);
        case_put(service->fields, FIELD_SERVED_AT, "18:25");
        case_put(service->fields, FIELD_SERVED_BY, "Marta Quill");
        case_put(service->fields, FIELD_SERVED_METHOD, "personally");
        g_ptr_array_add(submission->services, service);
}

/* What the sender says besides, in one mail of twenty. */
static void
case_add_alert(const CaseFile *file, const CaseMail *mail)
{
        static const struct {
                AlertKind kind;
                const char *words;
        } alerts[] = { { ALERT_KIND_CHASER, "Kindly confirm that our last was received." },
                       { ALERT_KIND_CHASER, "We resend this as nothing was heard." },
                       { ALERT_KIND_REQUEST, "Please send us a copy of the sealed order." },
                       { ALERT_KIND_BREACH, "The respondent has broken the order." } };
        Invented words =
            invented_stream(file->seed ^ 0x616c65727400ULL, file->file_number * 64 + mail->act * 8 + mail->copy);
        if (!invented_chance(&words, 5))
                return;
        const unsigned which = invented_below(&words, G_N_ELEMENTS(alerts));
        g_ptr_array_add(mail->submission->alerts, submission_alert_new(alerts[which].kind, alerts[which].words, "1"));
}

/* A mail about an order: sent so many days after it was made, during the day. */
static CaseMail *
case_mail(CaseFile *file, unsigned number, const CaseAct *act, unsigned copy, unsigned days)
{
        static const char *const senders[] = { "cases@solicitors.example", "office@servers.example",
                                               "family@court.example" };
        CaseMail *mail = g_new0(CaseMail, 1);
        const unsigned sent = 8 * 3600 + invented_below(&file->stream, 11 * 3600);
        mail->act = number;
        mail->copy = copy;
        mail->received_at = ((gint64) g_date_get_julian(&act->made) - 719163 + days) * CASE_DAY + sent;
        Submission *submission = mail->submission = submission_new();
        submission->sha256 = case_digest(file, "mail", number, copy);
        submission->body_sha256 = case_digest(file, "body", number, copy);
        submission->message_id = g_strdup_printf("%.16s@mail.example", submission->sha256);
        g_free(submission->subject);
        submission->subject = g_strdup_printf("Non-molestation order %s", file->branches[act->branch].number);
        submission->from_name = g_strdup("Office");
        submission->from_address = g_strdup(senders[invented_below(&file->stream, G_N_ELEMENTS(senders))]);
        submission->date = clock_rfc3339(mail->received_at * G_USEC_PER_SEC);
        submission->order_type = ORDER_TYPE_NON_MOLESTATION;
        submission->basis = BASIS_DOCUMENT;
        case_add_alert(file, mail);
        g_ptr_array_add(file->mails, mail);
        return mail;
}

static void
case_add_order(CaseFile *file, unsigned number, const CaseAct *act, unsigned copy, CopyKind kind)
{
        const bool scanned = copy > 0 && kind == COPY_SCANNED;
        const bool other_file = copy > 0 && (scanned || kind == COPY_SAVED_AGAIN);
        const unsigned days = copy == 0 ? invented_below(&file->stream, 3) : 1 + invented_below(&file->stream, 12);
        CaseMail *mail = case_mail(file, number, act, copy, days);
        Submission *submission = mail->submission;
        if (copy > 0 && kind == COPY_WHOLE_MAIL) {
                g_free(submission->sha256);
                submission->sha256 = case_digest(file, "mail", number, 0);
        }
        SubmissionDocument *document = case_document(submission, "2", DOCUMENT_KIND_ORDER,
                                                     case_digest(file, "order", number, other_file ? copy : 0));
        document->text_source = scanned ? TEXT_SOURCE_OCR : TEXT_SOURCE_TEXT;
        g_ptr_array_add(document->text, case_text(file, number, act, scanned ? copy : 0));
        SubmissionOrder *order = submission_order_new("2");
        case_put_order(file, act, order, scanned);
        g_ptr_array_add(submission->orders, order);
        if (invented_chance(&file->stream, 20))
                case_add_service(file, act, number, submission, "3");
}

static void
case_add_mails(CaseFile *file, unsigned number)
{
        const CaseAct act = g_array_index(file->acts, CaseAct, number);
        unsigned copies = 1;
        while (copies < 5 && invented_chance(&file->stream, 52))
                copies++;
        for (unsigned copy = 0; copy < copies; copy++) {
                static const CopyKind kinds[] = { COPY_FORWARDED, COPY_FORWARDED,   COPY_FORWARDED,   COPY_FORWARDED,
                                                  COPY_SCANNED,   COPY_SAVED_AGAIN, COPY_SAVED_AGAIN, COPY_SCANNED,
                                                  COPY_SCANNED,   COPY_WHOLE_MAIL };
                const unsigned kind = invented_below(&file->stream, G_N_ELEMENTS(kinds));
                case_add_order(file, number, &act, copy, kinds[kind]);
        }
        if (!invented_chance(&file->stream, 30))
                return;
        CaseMail *mail = case_mail(file, number, &act, copies, 3 + invented_below(&file->stream, 12));
        case_add_service(file, &act, number, mail->submission, "2");
}

GPtrArray *
case_file_new(guint64 seed, guint64 number, gint64 begins)
{
        CaseFile file = { .stream = invented_stream(seed, number), .seed = seed, .file_number = number };
        file.acts = g_array_new(FALSE, FALSE, sizeof(CaseAct));
        file.mails = g_ptr_array_new_with_free_func(case_mail_free);
        file.respondent = invented_person(&file.stream);
        file.alias = invented_chance(&file.stream, 5) ? invented_person(&file.stream) : NULL;
        file.address = invented_address(&file.stream);
        GDate first = { 0 };
        g_date_set_julian(&first, (guint32) (begins / CASE_DAY + 719163));
        GDate born = first;
        g_date_subtract_days(&born, 18 * 365 + invented_below(&file.stream, 45 * 365));
        file.born = invented_chance(&file.stream, 80) ? case_date(&born) : NULL;
        case_plan(&file, &first);
        for (unsigned i = 0; i < file.acts->len; i++)
                case_add_mails(&file, i);
        case_file_clear(&file);
        return file.mails;
}
