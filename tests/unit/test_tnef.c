/* winmail.dat: texts, files and mails within the mail. The seeds of the fuzz target are the samples;
 * tests/support/make_seeds.py describes them. */
#include "parsers/document/sniff.h"
#include "parsers/mail/tnef.h"
#include "parsers/pipeline.h"
#include "seed_file.h"

#include <string.h>

static bool
tnef_tell(const TnefMember *member, gpointer data)
{
        GString *out = data;
        g_string_append_printf(out, "%s%s%s (%s) %s=%.*s\n", member->is_text ? "text " : "",
                               member->is_message ? "mail " : "", member->name,
                               member->charset == NULL ? "" : member->charset,
                               vocabulary_word(VOCABULARY_PROBLEM, member->problem),
                               member->is_message ? 0 : (int) member->bytes.length, (const char *) member->bytes.data);
        return strcmp(member->name, "stop here") != 0;
}

static void
expect_members(const char *seed, const char *members)
{
        gsize length = 0;
        g_autofree char *octets = seed_file("tnef", seed, &length);
        g_autoptr(GString) told = g_string_new(NULL);
        g_assert_cmpuint(tnef_walk(bytes_of(octets, length), tnef_tell, told), ==, PROBLEM_NONE);
        g_assert_cmpstr(told->str, ==, members);
        const char *type = NULL;
        g_assert_cmpuint(sniff_format(bytes_of(octets, length), NULL, &type), ==, FORMAT_TNEF);
}

static void
test_tnef_members(void)
{
        expect_members("features.dat", "text body.html (UTF-8) =<p>D\xC5\xB5r</p>\n"
                                       "long name.txt () =first words\nshort.txt () =second words\n"
                                       "mail a mail () =\ntext a mail!body.txt (UTF-8) =second text\n"
                                       "a mail!deep.txt () =deep words\nattachment 4 () =no name\n");
        expect_members("pages.dat", "text body.txt (CP1250) =\x8E"
                                    "lu\x9D\n\xC5\xA0"
                                    "ek.txt () =words\n");
        expect_members("rtf.dat", "text body.rtf () ={\\rtf1\\ansi\\deff0{\\fonttbl{\\f0 Arial;}}words words "
                                  "words\\par }\n");
        expect_members("file.dat", "order.txt () =The court orders\n");
}

static void
test_tnef_deep(void)
{
        expect_members("deep.dat",
                       "text body.txt (UTF-8) =text 3\nmail mail 3 () =\ntext mail 3!body.txt (UTF-8) =text 2\n"
                       "mail mail 3!mail 2 () =\ntext mail 3!mail 2!body.txt (UTF-8) =text 1\n"
                       "mail mail 3!mail 2!mail 1 () too_deep=\n");
}

static void
test_tnef_cut(void)
{
        gsize length = 0;
        g_autofree char *octets = seed_file("tnef", "features.dat", &length);
        for (gsize keep = 0; keep < length; keep += 7) {
                g_autofree char *copy = g_memdup2(octets, keep);
                g_autoptr(GString) told = g_string_new(NULL);
                const Problem problem = tnef_walk(bytes_of(copy, keep), tnef_tell, told);
                /* cut within an attribute, the file says so */
                if (keep < 15)
                        g_assert_cmpuint(problem, ==, PROBLEM_CORRUPT);
        }
}

int
main(int argc, char **argv)
{
        g_test_init(&argc, &argv, NULL);
        pipeline_init();
        g_test_add_func("/tnef/members", test_tnef_members);
        g_test_add_func("/tnef/deep", test_tnef_deep);
        g_test_add_func("/tnef/cut", test_tnef_cut);
        return g_test_run();
}
