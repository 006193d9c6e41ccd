/* sheaf: files that are one paper, and files that are not. Every person and place is invented. */
#include "parsers/order/sheaf.h"

#include <string.h>

#define HEAD                                                                                                           \
        "In the Family Court\tCase No: ME24F00123\nsitting at Medway\nNon-molestation order\n"                         \
        "Ordered on 3 March 2024 by District Judge Farrant\nThe applicant is Rosa Lind. The respondent is Karl "       \
        "Brenner.\nThe court orders\n1. The respondent must not use violence against the applicant.\n"
#define TAIL "2. The respondent must not contact the applicant.\n3. This order shall last until 3 March 2025.\n"
#define OTHER                                                                                                          \
        "In the Family Court\tCase No: CT24F00456\nsitting at Canterbury\nNon-molestation order\n"                     \
        "Ordered on 9 May 2024 by District Judge Sorrell\nThe applicant is Ann Bell. The respondent is Cy Dale.\n"     \
        "The court orders\n1. The respondent must not go to 8 Elm Row.\n"

typedef struct {
        const char *name;
        const char *files;   /* "NAME: text" parted by \f; a form feed inside a file is written \v */
        const char *sheaves; /* positions of the files, a sheaf in brackets */
} Case;

static const Case cases[] = {
        { "printed-numbers", "b.jpg: " HEAD "Page 1 of 2\fa.jpg: Karl Brenner is forbidden\nPage 2 of 2", "(1 2)" },
        { "numbers-out-of-order", "a.jpg: " TAIL "Page 2 of 2\fb.jpg: " HEAD "Page 1 of 2", "(2 1)" },
        { "terms-go-on", "scan.pdf: " HEAD "\frest.pdf: " TAIL, "(1 2)" },
        { "file-names",
          "IMG_1.jpg: " HEAD "\fIMG_2.jpg: The respondent may apply to set aside this order.\n"
          "\fIMG_3.jpg: Costs reserved.\nDated 3 March 2024\n",
          "(1 2 3)" },
        { "case-number", "x.jpg: " HEAD "\fz.jpg: ME24F00123\nThe respondent may apply to vary this order.\n",
          "(1 2)" },
        { "running-title", "IMG_1.jpg: " HEAD "\fIMG_2.jpg: Non-molestation order ME24F00123\n" TAIL, "(1 2)" },
        { "two-orders", "IMG_1.jpg: " HEAD "\fIMG_2.jpg: " OTHER, "(1) (2)" },
        { "another-case", "IMG_1.jpg: " HEAD "\fIMG_2.jpg: CT24F00456\n" TAIL, "(1) (2)" },
        { "two-orders-of-two-pages",
          "IMG_1.jpg: " HEAD "\fIMG_2.jpg: " TAIL "\fIMG_3.jpg: " OTHER "\fIMG_4.jpg: " TAIL "CT24F00456\n",
          "(1 2) (3 4)" },
        { "statement-beside",
          "IMG_1.jpg: " HEAD "\fIMG_2.jpg: Statement of service\nCase No ME24F00123\nI served the order.", "(1) (2)" },
        { "form-beside-an-order-without-a-title",
          "c8.pdf: Confidential contact details\nForm C8\nCase number ME24F00123\nYour address: 19 Oak Row\n\fnmo.pdf: "
          "Case "
          "ME24F00123\nKarl Brenner\n(a) The respondent must not go to 8 Elm Row.\nThe order runs to 3 August 2025.\n",
          "(1) (2)" },
        { "order-numbered-behind-a-form",
          "c8.pdf: Confidential contact details\nForm C8\nCase number ME24F00123\n1. Your name: Rosa Lind\n2. Your "
          "address: 19 Oak "
          "Row\n\forder.pdf: Non-molestation order\tCase ME24F00123\nWho must obey it\tWhat he must not do\nKarl "
          "Brenner\t3. go to 8 "
          "Elm Row\n3. The order ends on 3 August 2025.\n",
          "(1) (2)" },
        { "arrest-beside-an-order",
          "fl404.pdf: " HEAD
          "\ffl406.pdf: ME24F00123\nThe court orders that a power applies to:\n1. The respondent shall not "
          "occupy 8 Elm Row.\n",
          "(1) (2)" },
        { "letter-beside",
          "IMG_1.jpg: " HEAD "\fIMG_2.jpg: Dear Sirs,\nME24F00123\nPlease find the order.\nYours faithfully",
          "(1) (2)" },
        { "letter-in-welsh",
          "IMG_1.jpg: " HEAD "\fIMG_2.jpg: Annwyl Syr neu Fadam\nME24F00123\nAmgaeir copi o orchymyn.\nYn gywir",
          "(1) (2)" },
        { "names-the-next-hearing",
          "IMG_1.jpg: " HEAD
          "\fIMG_2.jpg: This order remains in force until 3 March 2025 unless it is varied or discharged\nbefore "
          "then.\nThere will be a further hearing at the Family Court at Medway on 18 March\n2024 at 2.00pm, when the "
          "applicant and the "
          "respondent must attend.\n",
          "(1 2)" },
        { "title-in-a-column-beside-a-form",
          "order.pdf: Applicant\tTHE FAMILY COURT AT YORK\nCase ME24F00123\nRosa Lind\tRespondent\nKarl Brenner\n"
          "1 The hearing\tNon-molestation order\nJudge Farrant made this order on\n3 March 2024.\n"
          "\fc8.pdf: Confidential contact details\nForm C8\nCase number ME24F00123\nYour full name: Rosa Lind\n",
          "(1) (2)" },
        { "court-below-the-parties",
          "order.pdf: Lind v Brenner - ME24F00123\nIN THE FAMILY COURT AT YORK\nBEFORE DISTRICT JUDGE FARRANT\n"
          "ON THE 3RD DAY OF MARCH 2024\nBETWEEN\nROSA LIND\nApplicant\nand\nKARL BRENNER\nRespondent\nUPON "
          "HEARING\nboth parties\nNON-MOLESTATION ORDER\n1. The respondent must not.\n"
          "\fservice.pdf: IN THE FAMILY COURT\tME24F00123\nBetween Lind, Applicant, and Brenner, Respondent\nSTATEMENT "
          "OF SERVICE\n1. I served the order.",
          "(1) (2)" },
        { "other-names", "order.pdf: " HEAD "\flogo.png: Voss Lane Solicitors", "(1) (2)" },
        { "other-totals", "a.pdf: " HEAD "Page 1 of 2\fb.pdf: of the agreement\nPage 2 of 9", "(1) (2)" },
        { "no-beginning", "IMG_1.jpg: " TAIL "\fIMG_2.jpg: Costs reserved", "(1) (2)" },
        { "mixed-pages-of-one", "a.pdf: " TAIL "Page 2 of 2\v" HEAD "Page 1 of 2", "(1)" },
};

static void
source_free(gpointer data)
{
        SourceDocument *source = data;
        submission_document_free(source->document);
        g_ptr_array_unref(source->pages);
        g_free(source);
}

static void
test_case(gconstpointer data)
{
        const Case *test = data;
        g_autoptr(GPtrArray) sources = g_ptr_array_new_with_free_func(source_free);
        g_auto(GStrv) files = g_strsplit(test->files, "\f", -1);
        for (unsigned i = 0; files[i] != NULL; i++) {
                g_autofree char *path = g_strdup_printf("%u", i + 2);
                SourceDocument *source = g_new0(SourceDocument, 1);
                source->document = submission_document_new(path);
                const char *colon = strstr(files[i], ": ");
                source->document->filename = g_strndup(files[i], (gsize) (colon - files[i]));
                source->pages = g_ptr_array_new_with_free_func((GDestroyNotify) page_free);
                g_auto(GStrv) pages = g_strsplit(colon + 2, "\v", -1);
                for (unsigned k = 0; pages[k] != NULL; k++) {
                        Page *page = page_new(k + 1);
                        page_append(page, pages[k]);
                        g_ptr_array_add(source->pages, page);
                }
                g_ptr_array_add(sources, source);
        }
        g_autoptr(GPtrArray) sheaves = sheaf_gather(sources);
        GString *out = g_string_new(NULL);
        for (unsigned i = 0; i < sheaves->len; i++) {
                const Sheaf *sheaf = g_ptr_array_index(sheaves, i);
                g_string_append(out, i > 0 ? " (" : "(");
                for (unsigned k = 0; k < sheaf->sources->len; k++) {
                        const SourceDocument *source = g_ptr_array_index(sheaf->sources, k);
                        const guint64 number = g_ascii_strtoull(source->document->path, NULL, 10) - 1;
                        g_string_append_printf(out, "%s%u", k > 0 ? " " : "", (unsigned) number);
                }
                g_string_append(out, ")");
                for (unsigned k = 0; k < sheaf->pages->len; k++) {
                        const Page *page = g_ptr_array_index(sheaf->pages, k);
                        g_assert_cmpuint(page->source, <, sheaf->sources->len);
                }
        }
        g_autofree char *got = g_string_free(out, FALSE);
        g_assert_cmpstr(got, ==, test->sheaves);
}

int
main(int argc, char **argv)
{
        g_test_init(&argc, &argv, NULL);
        for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
                g_autofree char *path = g_strdup_printf("/sheaf/%s", cases[i].name);
                g_test_add_data_func(path, &cases[i], test_case);
        }
        return g_test_run();
}
