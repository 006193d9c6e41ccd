/* Words with places become lines: columns, tables, what lies across the page. */
#include "parsers/document/layout.h"

#include <string.h>

static void
test_layout_columns(void)
{
        g_autoptr(Layout) layout = layout_new(600, 800, LAYOUT_RIGHT);
        for (unsigned line = 0; line < 12; line++)
                for (unsigned word = 0; word < 10; word++) {
                        g_autofree char *text = g_strdup_printf("%c%u", word < 5 ? 'l' : 'r', line);
                        const double left = 30 + 50 * word + (word < 5 ? 0 : 40);
                        layout_add(layout, text, left, 50 + 14 * line, left + 45, 62 + 14 * line, 1);
                }
        g_autoptr(Page) page = page_new(1);
        layout_write(layout, page);
        g_assert_true(g_str_has_prefix(page->text, "l0 l0 l0 l0 l0\nl1"));
        g_assert_nonnull(strstr(page->text, "l11\n\nr0 r0"));
}

static void
test_layout_watermark(void)
{
        g_autoptr(Layout) layout = layout_new(600, 800, LAYOUT_RIGHT);
        layout_add(layout, "one", 50, 100, 80, 112, 1);
        layout_add(layout, "two", 84, 100, 110, 112, 1);
        layout_add(layout, "DRAFT", 60, 20, 500, 700, 1);
        layout_add(layout, "three", 50, 114, 80, 126, 1);
        g_autoptr(Page) page = page_new(1);
        layout_write(layout, page);
        g_assert_cmpstr(page->text, ==, "one two\nthree\n\nDRAFT\n");
}

/* The words of a line, each as wide as five points a letter; lines are ten points high. */
static void
add_line(Layout *layout, const char *line, double left, double top)
{
        g_auto(GStrv) words = g_strsplit(line, " ", -1);
        for (unsigned i = 0; words[i] != NULL; i++) {
                const double width = 5.0 * (double) strlen(words[i]);
                if (width > 0)
                        layout_add(layout, words[i], left, top, left + width, top + 10, 1);
                left += width + 3;
        }
}

typedef struct {
        const char *text;
        double left, top;
} Line;

static void
expect_lines(const Line *lines, const char *expected)
{
        g_autoptr(Layout) layout = layout_new(600, 800, LAYOUT_RIGHT);
        for (; lines->text != NULL; lines++)
                add_line(layout, lines->text, lines->left, lines->top);
        g_autoptr(Page) page = page_new(1);
        layout_write(layout, page);
        g_assert_cmpstr(page->text, ==, expected);
        for (guint i = 0; i < page->spans->len; i++) {
                const PageSpan *span = &g_array_index(page->spans, PageSpan, i);
                g_assert_cmpuint(span->start, <, span->end);
                g_assert_cmpfloat(span->left, <, span->right);
        }
}

static void
test_layout_cells_top(void)
{
        static const Line lines[] = {
                { "Name of the", 50, 100 },
                { "Desmond Alexander", 130, 100 },
                { "respondent:", 50, 112 },
                { "Achterberg-", 130, 112 },
                { "Williamson", 130, 124 },
                { "Date of birth", 50, 136 },
                { "14 August 1983", 130, 136 },
                { "of the", 50, 148 },
                { "respondent:", 50, 160 },
                { "Address:", 50, 172 },
                { "27 Sawmill Reach,", 130, 172 },
                { "Gillingham", 130, 184 },
                { "and so the paragraph behind the table goes on over its whole width", 50, 200 },
                { NULL },
        };
        expect_lines(lines, "Name of the respondent:\tDesmond Alexander\nAchterberg-\nWilliamson\n"
                            "Date of birth of the respondent:\t14 August 1983\n"
                            "Address:\t27 Sawmill Reach,\nGillingham\n"
                            "and so the paragraph behind the table goes on over its whole width\n");
}

/* Two columns of which one begins with labels: a paragraph in it tells them from a table. */
static void
test_layout_columns_mixed(void)
{
        static const char *const left[] = {
                "THE FAMILY COURT",
                "sitting at Medway",
                "Case: ME25F00418",
                "Applicant",
                "Rosalind Achterberg",
                "Respondent",
                "Desmond Achterberg",
                "To the respondent. This is an order of the court. If",
                "you do anything that it forbids you are guilty of",
                "a crime and may be sent to prison by the court for",
                "up to five years. Ask a lawyer for advice as soon",
                "as you can.",
        };
        static const char *const right[] = {
                "The court forbids you to:",
                "1. come near to the applicant",
                "2. follow her",
                "3. use violence",
                "4. write anything about her",
                "How long it lasts",
                "until 4pm on 24 September 2027.",
                "Next hearing",
                "You can speak at a hearing on 8",
                "October 2026 at 10am.",
                "Section 42 of the Act",
                "Judge: Kerr",
        };
        g_autoptr(Layout) layout = layout_new(600, 800, LAYOUT_RIGHT);
        for (unsigned i = 0; i < G_N_ELEMENTS(left); i++) {
                add_line(layout, left[i], 30, 100 + 14 * i);
                add_line(layout, right[i], 330, 100 + 14 * i);
        }
        g_autoptr(Page) page = page_new(1);
        layout_write(layout, page);
        g_assert_true(g_str_has_prefix(page->text, "THE FAMILY COURT\nsitting at Medway\n"));
        g_assert_nonnull(strstr(page->text, "at a hearing on 8\nOctober 2026 at 10am.\n"));
}

/* Facts on the left, the terms on the right; the lines of the two do not stand beside each other. */
static void
test_layout_columns_of_facts(void)
{
        static const char *const left[] = { "The Family Court at Dover",
                                            "Case number DC26F01063",
                                            "Made on 7 May 2026",
                                            "by District Judge Kerr",
                                            "Applicant",
                                            "Ann Bell",
                                            "Respondent",
                                            "Cy Dale",
                                            "Born 4 May 1971" };
        static const char *const right[] = {
                "1. The respondent must not use or threaten", "violence.",
                "2. The respondent must not contact the",     "applicant in any way.",
                "3. The respondent must not enter Elm Row.",  "This lasts until May 2027."
        };
        for (unsigned step = 14; step < 20; step++) {
                g_autoptr(Layout) layout = layout_new(600, 800, LAYOUT_RIGHT);
                for (unsigned i = 0; i < G_N_ELEMENTS(left); i++)
                        add_line(layout, left[i], 30, 100 + step * i);
                for (unsigned i = 0; i < G_N_ELEMENTS(right); i++)
                        add_line(layout, right[i], 330, 100 + 14 * i + 4 * (i / 2));
                g_autoptr(Page) page = page_new(1);
                layout_write(layout, page);
                g_assert_null(strchr(page->text, '\t'));
                g_assert_nonnull(strstr(page->text, "Cy Dale\n"));
                g_assert_nonnull(strstr(page->text, "threaten\nviolence."));
        }
}

/* The terms, and right of them a narrow column of facts. */
static void
test_layout_column_aside(void)
{
        static const char *const terms[] = { "The Family Court at Dover, sitting in private",
                                             "On 2 July 2026 District Judge Kerr made this order after the",
                                             "evidence of the applicant alone. The respondent did not",
                                             "know that an application had been made.",
                                             "1. The respondent must not use violence, or threaten",
                                             "to use violence, against the applicant or against any",
                                             "child who lives with her.",
                                             "2. The respondent must not go to, or wait",
                                             "outside, any place where she works." };
        static const char *const facts[] = { "Case",    "DC26F01063",    "Applicant",  "Ann Bell", "Respondent",
                                             "Cy Dale", "Date of birth", "4 May 1971", "Address",  "9 Elm Row" };
        g_autoptr(Layout) layout = layout_new(600, 800, LAYOUT_RIGHT);
        for (unsigned i = 0; i < G_N_ELEMENTS(terms); i++)
                add_line(layout, terms[i], 30, 100 + 14 * i);
        for (unsigned i = 0; i < G_N_ELEMENTS(facts); i++)
                add_line(layout, facts[i], 420, 98 + 12 * i);
        g_autoptr(Page) page = page_new(1);
        layout_write(layout, page);
        g_assert_null(strchr(page->text, '\t'));
        g_assert_nonnull(strstr(page->text, "violence, or threaten\nto use"));
        g_assert_nonnull(strstr(page->text, "Respondent\nCy Dale\n"));
}

/* Left of terms of one line each a narrow column of facts: labels over their values, and the terms count up. */
static void
test_layout_column_of_letters(void)
{
        static const char *const terms[] = { "RESTRAINING ORDER",
                                             "The defendant must not:",
                                             "(a) contact Ann Bell by any means, in person or online;",
                                             "(b) go to any place where Ann Bell works or lives;",
                                             "(c) post anything about Ann Bell.",
                                             "The order was made in open court." };
        static const char *const facts[] = { "DEFENDANT", "Cy Dale",     "BORN",     "4 May 1971", "ADDRESS",
                                             "9 Elm Row", "Dover",       "CT16 9ZZ", "MADE",       "2 July 2026",
                                             "ENDS",      "1 July 2028", "PROTECTS", "Ann Bell" };
        g_autoptr(Layout) layout = layout_new(600, 800, LAYOUT_RIGHT);
        for (unsigned i = 0; i < G_N_ELEMENTS(terms); i++)
                add_line(layout, terms[i], 170, 100 + 36 * i);
        for (unsigned i = 0; i < G_N_ELEMENTS(facts); i++)
                add_line(layout, facts[i], 30, 100 + 12 * i);
        g_autoptr(Page) page = page_new(1);
        layout_write(layout, page);
        g_assert_null(strchr(page->text, '\t'));
        g_assert_nonnull(strstr(page->text, "BORN\n4 May 1971\n"));
        g_assert_nonnull(strstr(page->text, "online;\n"));
}

/* A table whose values run over lines stays one. */
static void
test_layout_columns_not_table(void)
{
        static const char *const labels[] = { "Court", "Case number", "Judge", "Applicant", "Respondent", "Terms" };
        static const char *const values[] = { "The Family Court, which sits at",  "DC26F01063 in the list of",
                                              "District Judge Kerr, who sits in", "Ann Bell, whom the order",
                                              "Cy Dale, who is bound by the",     "Not to contact her in any way" };
        g_autoptr(Layout) layout = layout_new(600, 800, LAYOUT_RIGHT);
        for (unsigned i = 0; i < G_N_ELEMENTS(labels); i++) {
                add_line(layout, labels[i], 30, 100 + 32 * i);
                add_line(layout, values[i], 330, 100 + 32 * i);
                add_line(layout, "order that this paper is", 330, 114 + 32 * i);
        }
        g_autoptr(Page) page = page_new(1);
        layout_write(layout, page);
        g_assert_nonnull(strstr(page->text, "Respondent\tCy Dale"));
}

static void
test_layout_cells_middle(void)
{
        static const Line lines[] = {
                { "Case", 50, 100 },         { "ME25F00418", 130, 106 },        { "number:", 50, 112 },
                { "Respondent's", 50, 142 }, { "27 Sawmill Reach,", 130, 136 }, { "address:", 50, 154 },
                { "Gillingham,", 130, 148 }, { "ME98 4QT", 130, 160 },          { NULL },
        };
        expect_lines(lines, "Case number:\tME25F00418\n\nRespondent's address:\t27 Sawmill Reach,\nGillingham,\nME98 "
                            "4QT\n");
}

static void
test_layout_cells_four(void)
{
        static const Line lines[] = {
                { "Name of", 50, 100 },     { "Rosalind", 120, 100 }, { "Date of", 250, 100 },
                { "3 May 1985", 320, 100 }, { "applicant", 50, 112 }, { "Achterberg", 120, 112 },
                { "birth", 250, 112 },      { "Name of", 50, 130 },   { "Desmond", 120, 130 },
                { "Date of", 250, 130 },    { "unknown", 320, 130 },  { "respondent", 50, 142 },
                { "Achterberg", 120, 142 }, { "birth", 250, 142 },    { NULL },
        };
        expect_lines(lines, "Name of applicant\tRosalind Achterberg\tDate of birth\t3 May 1985\n\n"
                            "Name of respondent\tDesmond Achterberg\tDate of birth\tunknown\n");
}

/* Labels and names that stand under each other are not one label. */
static void
test_layout_cells_apart(void)
{
        static const Line lines[] = {
                { "Applicant", 50, 100 },
                { "Rosalind Achterberg", 130, 100 },
                { "Respondent", 50, 112 },
                { "Desmond Achterberg", 130, 112 },
                { "Child", 50, 124 },
                { "Maisie", 130, 124 },
                { "(Applicant)", 50, 136 },
                { "(Respondent)", 130, 136 },
                { "1.", 50, 148 },
                { "one", 130, 148 },
                { "2.", 50, 160 },
                { "two", 130, 160 },
                { NULL },
        };
        expect_lines(lines, "Applicant\tRosalind Achterberg\nRespondent\tDesmond Achterberg\nChild\tMaisie\n"
                            "(Applicant)\t(Respondent)\n1.\tone\n2.\ttwo\n");
}

/* Cells with many lines are paragraphs of their own. */
static void
test_layout_cells_long(void)
{
        static const Line lines[] = {
                { "The respondent must not go", 50, 100 },
                { "Ni chaiff yr atebydd fynd", 310, 100 },
                { "to the property and must not", 50, 112 },
                { "i'r eiddo ac ni chaiff ef", 310, 112 },
                { "use violence against her or", 50, 124 },
                { "ddefnyddio trais yn ei", 310, 124 },
                { "threaten it.", 50, 136 },
                { "herbyn.", 310, 136 },
                { NULL },
        };
        expect_lines(lines, "The respondent must not go\nto the property and must not\nuse violence against her or\n"
                            "threaten it.\n\nNi chaiff yr atebydd fynd\ni'r eiddo ac ni chaiff ef\n"
                            "ddefnyddio trais yn ei\nherbyn.\n");
}

/* A table with a head: each cell stands under the words that head its column. */
static void
test_layout_cells_headed(void)
{
        static const Line lines[] = {
                { "Name and address of", 50, 100 },
                { "Means of identification", 180, 100 },
                { "How and when", 400, 100 },
                { "person served", 50, 112 },
                { "Ann Rudd, 4 Cliff View,", 50, 132 },
                { "He gave his name", 180, 132 },
                { "In person at his door", 400, 132 },
                { "Gillingham, Kent, ME98", 50, 144 },
                { "on 4 June 2025", 400, 144 },
                { "4QT", 50, 156 },
                { NULL },
        };
        expect_lines(lines,
                     "Name and address of person served\nAnn Rudd, 4 Cliff View,\nGillingham, Kent, ME98\n4QT\n\n"
                     "Means of identification\nHe gave his name\n\n"
                     "How and when\nIn person at his door\non 4 June 2025\n");
}

static void
test_layout_spaced(void)
{
        static const Line lines[] = {
                { "O R D E R", 50, 100 }, { "A B", 50, 120 }, { "I am here", 50, 140 }, { NULL }
        };
        expect_lines(lines, "ORDER\n\nA B\n\nI am here\n");
}

/* Labels that are set flush right fill their lines without being wrapped. */
static void
test_layout_cells_flush_right(void)
{
        static const Line lines[] = { { "Case number", 152, 84 },
                                      { "1793-1088-1204-4170", 220, 84 },
                                      { "FamilyMan number", 127, 100 },
                                      { "DO26F00123", 220, 100 },
                                      { "Made on", 172, 112 },
                                      { "6 November 2026", 220, 112 },
                                      { "Made by", 172, 124 },
                                      { "District Judge Ely", 220, 124 },
                                      { "Respondent", 155, 136 },
                                      { "Cy Dale", 220, 136 },
                                      { "Respondent's date of birth", 81, 148 },
                                      { "16 March 1963", 220, 148 },
                                      { "Respondent's address", 107, 160 },
                                      { "2 Elm Row, Dover", 220, 160 },
                                      { NULL } };
        expect_lines(lines, "Case number\t1793-1088-1204-4170\nFamilyMan number\tDO26F00123\nMade on\t6 November "
                            "2026\nMade by\tDistrict Judge Ely\n"
                            "Respondent\tCy Dale\nRespondent's date of birth\t16 March 1963\n"
                            "Respondent's address\t2 Elm Row, Dover\n");
}

/* Terms that go on in the right column, whose lines stand beside no line of the left one. */
static void
test_layout_columns_count_on(void)
{
        static const Line lines[] = {
                { "Person protected", 50, 100 },
                { "5. attend the assessment on a date given to", 320, 106 },
                { "Ann Bell", 50, 112 },
                { "you by the responsible person.", 320, 118 },
                { "You must not", 50, 130 },
                { "6. tell the police your name and your home", 320, 136 },
                { "1. contact Ann Bell", 50, 142 },
                { "address within 3 days.", 320, 148 },
                { "2. go to 8 Elm Row, Dover", 50, 154 },
                { "How long this order lasts", 320, 166 },
                { "3. go to Ash School", 50, 172 },
                { "It lasts until midday on 23 October 2028.", 320, 178 },
                { "4. come near Ann Bell", 50, 184 },
                { "How it was made", 320, 190 },
                { NULL },
        };
        expect_lines(lines,
                     "Person protected\nAnn Bell\n\nYou must not\n1. contact Ann Bell\n2. go to 8 Elm Row, Dover\n\n"
                     "3. go to Ash School\n4. come near Ann Bell\n\n"
                     "5. attend the assessment on a date given to\nyou by the responsible person.\n\n"
                     "6. tell the police your name and your home\naddress within 3 days.\n\n"
                     "How long this order lasts\nIt lasts until midday on 23 October 2028.\nHow it was made\n");
}

/* One paragraph of the list heads the right column: "d)" where the left one ends in "c)". */
static void
test_layout_columns_count_on_once(void)
{
        static const Line lines[] = {
                { "Who made this order", 50, 100 },
                { "d) go to her work at Elm Garden Centre", 320, 106 },
                { "District Judge Kerr, 5 November 2026", 50, 112 },
                { "He must not ask others to do so.", 320, 118 },
                { "Who asked for it", 50, 130 },
                { "What he may do", 320, 136 },
                { "Ann Bell", 50, 142 },
                { "He may send messages about the child", 320, 148 },
                { "What he must not do", 50, 160 },
                { "through his mother, Fay Dale.", 320, 166 },
                { "a) use violence against Ann", 50, 172 },
                { "When it ends", 320, 178 },
                { "b) shout at, swear at or abuse Ann", 50, 184 },
                { "It ends at 6pm on 5 August 2027.", 320, 190 },
                { "c) go to 8 Elm Row, Dover", 50, 196 },
                { NULL },
        };
        expect_lines(lines,
                     "Who made this order\nDistrict Judge Kerr, 5 November 2026\n\nWho asked for it\nAnn Bell\n\n"
                     "What he must not do\na) use violence against Ann\nb) shout at, swear at or abuse Ann\n"
                     "c) go to 8 Elm Row, Dover\n\n"
                     "d) go to her work at Elm Garden Centre\nHe must not ask others to do so.\n\nWhat he may do\n"
                     "He may send messages about the child\n\nthrough his mother, Fay Dale.\nWhen it ends\n"
                     "It ends at 6pm on 5 August 2027.\n");
}

/* A bar of labels over their values beside the order: they stand in no line of it. */
static void
test_layout_bar(void)
{
        static const char *const bar[] = { "CASE", "DO26F00123", "COURT",  "Dover",  "JUDGE", "DJ Ely",
                                           "MADE", "1 May 2026", "STATUS", "Sealed", "PLACE", "Room 2" };
        g_autoptr(Layout) layout = layout_new(600, 800, LAYOUT_RIGHT);
        for (unsigned i = 0; i < G_N_ELEMENTS(bar); i++)
                add_line(layout, bar[i], 40, 100 + 11 * i + 10.5 * (i / 2));
        for (unsigned i = 0; i < 16; i++)
                add_line(layout, "Words of an order that go on from here to there", 220, 104 + 12 * i);
        g_autoptr(Page) page = page_new(1);
        layout_write(layout, page);
        g_assert_true(g_str_has_prefix(page->text, "CASE\nDO26F00123\nCOURT\nDover\n\nJUDGE\n"));
        g_assert_nonnull(strstr(page->text, "Room 2\n\nWords of"));
}

/* Labels over their values in two columns that do not keep step; where they do, rows are read. */
static void
test_layout_crossed(void)
{
        static const Line crossed[] = { { "Case", 320, 100 },
                                        { "Defendant", 50, 112 },
                                        { "T20260655", 320, 112 },
                                        { "Cy Marsh", 50, 124 },
                                        { "URN", 320, 136 },
                                        { "Born", 50, 148 },
                                        { "55BP0719126", 320, 148 },
                                        { "16 July 1983", 50, 160 },
                                        { "Made", 320, 172 },
                                        { "Address", 50, 184 },
                                        { "3 May 2026", 320, 184 },
                                        { "HMP Elm", 50, 196 },
                                        { NULL, 0, 0 } };
        expect_lines(crossed, "Defendant\nCy Marsh\n\nBorn\n16 July 1983\n\nAddress\nHMP Elm\n\nCase\nT20260655\n\n"
                              "URN\n55BP0719126\n\nMade\n3 May 2026\n");
        static const Line level[] = { { "Defendant", 50, 112 },    { "Case", 320, 112 },        { "Cy Marsh", 50, 124 },
                                      { "T20260655", 320, 124 },   { "Born", 50, 148 },         { "URN", 320, 148 },
                                      { "16 July 1983", 50, 160 }, { "55BP0719126", 320, 160 }, { NULL, 0, 0 } };
        g_autoptr(Layout) layout = layout_new(600, 800, LAYOUT_RIGHT);
        for (const Line *line = level; line->text != NULL; line++)
                add_line(layout, line->text, line->left, line->top);
        g_autoptr(Page) page = page_new(1);
        layout_write(layout, page);
        g_assert_true(strstr(page->text, "Defendant\tCase") != NULL || strstr(page->text, "Cy Marsh\tCase") != NULL);
}

/* "and" between two parties is no second line of the label above it. */
static void
test_layout_parties(void)
{
        static const Line lines[] = {
                { "Court of Dover", 50, 100 }, { "Case No", 420, 100 }, { "sitting at Deal", 50, 112 },
                { "Our Ref", 420, 112 },       { "Between", 50, 128 },  { "ANN BELL", 120, 128 },
                { "Applicant", 440, 128 },     { "and", 50, 140 },      { "CY DALE", 120, 140 },
                { "Respondent", 435, 140 },    { NULL, 0, 0 }
        };
        g_autoptr(Layout) layout = layout_new(600, 800, LAYOUT_RIGHT);
        for (const Line *line = lines; line->text != NULL; line++)
                add_line(layout, line->text, line->left, line->top);
        g_autoptr(Page) page = page_new(1);
        layout_write(layout, page);
        g_assert_nonnull(strstr(page->text, "Between\tANN BELL\tApplicant\nand\tCY DALE\tRespondent\n"));
}

static void
test_layout_slanting(void)
{
        g_autoptr(Layout) layout = layout_new(600, 800, LAYOUT_RIGHT);
        for (unsigned i = 0; i < 6; i++)
                add_line(layout, "a line of words", 50, 100 + 14 * i);
        layout_add(layout, "FT", 350, 200, 470, 330, 1);
        layout_add(layout, "D", 100, 480, 180, 560, 1);
        layout_add(layout, "RA", 190, 340, 330, 470, 1);
        g_autoptr(Page) page = page_new(1);
        layout_write(layout, page);
        g_assert_true(g_str_has_suffix(page->text, "\n\nDRAFT\n"));
}

int
main(int argc, char **argv)
{
        g_test_init(&argc, &argv, NULL);
        g_test_add_func("/layout/columns", test_layout_columns);
        g_test_add_func("/layout/columns/mixed", test_layout_columns_mixed);
        g_test_add_func("/layout/watermark", test_layout_watermark);
        g_test_add_func("/layout/cells-top", test_layout_cells_top);
        g_test_add_func("/layout/columns-of-facts", test_layout_columns_of_facts);
        g_test_add_func("/layout/column-aside", test_layout_column_aside);
        g_test_add_func("/layout/column-of-letters", test_layout_column_of_letters);
        g_test_add_func("/layout/columns-not-table", test_layout_columns_not_table);
        g_test_add_func("/layout/cells-middle", test_layout_cells_middle);
        g_test_add_func("/layout/cells-four", test_layout_cells_four);
        g_test_add_func("/layout/cells-apart", test_layout_cells_apart);
        g_test_add_func("/layout/cells-long", test_layout_cells_long);
        g_test_add_func("/layout/cells-headed", test_layout_cells_headed);
        g_test_add_func("/layout/spaced", test_layout_spaced);
        g_test_add_func("/layout/cells-flush-right", test_layout_cells_flush_right);
        g_test_add_func("/layout/columns-count-on", test_layout_columns_count_on);
        g_test_add_func("/layout/columns-count-on-once", test_layout_columns_count_on_once);
        g_test_add_func("/layout/bar", test_layout_bar);
        g_test_add_func("/layout/crossed", test_layout_crossed);
        g_test_add_func("/layout/parties", test_layout_parties);
        g_test_add_func("/layout/slanting", test_layout_slanting);
        return g_test_run();
}
