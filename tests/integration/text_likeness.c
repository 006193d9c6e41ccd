/* text_likeness A.json B.json ...: what register/fingerprint.h says of the texts in which ccot-parse found orders. Prints one line
 * a file ("A.json TEXT FIGURES", or "A.json none"), then one a pair ("A.json B.json LIKENESS BANDS-IN-COMMON"). */
#include "register/fingerprint.h"
#include "register/submission_json.h"

#include <stdio.h>
#include <stdlib.h>

typedef struct {
        const char *name;
        bool has;
        Fingerprint fingerprint;
} Text;

static bool
text_read(const char *name, Text *ret_text)
{
        g_autofree char *json = NULL;
        gsize length = 0;
        g_autoptr(GError) error = NULL;
        *ret_text = (Text){ .name = name };
        if (!g_file_get_contents(name, &json, &length, &error)) {
                (void) fprintf(stderr, "%s\n", error->message);
                return false;
        }
        g_autoptr(Submission) submission = submission_from_json((Bytes){ (const guint8 *) json, length }, &error);
        if (submission == NULL) {
                (void) fprintf(stderr, "%s: %s\n", name, error->message);
                return false;
        }
        if (submission->orders->len == 0)
                return true;
        const SubmissionOrder *order = g_ptr_array_index(submission->orders, 0);
        const SubmissionDocument *document = submission_document(submission, order->document);
        ret_text->has = document != NULL && fingerprint_of(document->text, &ret_text->fingerprint);
        return true;
}

static unsigned
text_bands(const Text *a, const Text *b)
{
        unsigned common = 0;
        for (unsigned i = 0; i < FINGERPRINT_BANDS; i++)
                common += fingerprint_band(&a->fingerprint, i) == fingerprint_band(&b->fingerprint, i);
        return common;
}

int
main(int argc, char **argv)
{
        g_autofree Text *texts = g_new0(Text, (gsize) argc);
        for (int i = 1; i < argc; i++) {
                Text *text = &texts[i];
                if (!text_read(argv[i], text))
                        return EXIT_FAILURE;
                if (!text->has)
                        (void) printf("%s none\n", text->name);
                else
                        (void) printf("%s %" G_GINT64_FORMAT " %" G_GINT64_FORMAT "\n", text->name,
                                      text->fingerprint.text, text->fingerprint.figures);
        }
        for (int i = 1; i < argc; i++)
                for (int k = i + 1; k < argc; k++)
                        if (texts[i].has && texts[k].has)
                                (void) printf("%s %s %.3f %u\n", texts[i].name, texts[k].name,
                                              fingerprint_likeness(&texts[i].fingerprint, &texts[k].fingerprint),
                                              text_bands(&texts[i], &texts[k]));
        return EXIT_SUCCESS;
}
