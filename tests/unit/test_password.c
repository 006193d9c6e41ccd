/* Which words of a mail are tried on a locked document. Everything in here is invented. */
#include "parsers/mail/password.h"

#include "base/limits.h"

#include <string.h>

typedef struct {
        const char *name;
        const char *text;
        const char *candidates; /* the first ones, with a blank-free "|" between; "" for none at all */
} Case;

static const Case cases[] = {
        { "colon", "Password: Xyz123", "Xyz123" },
        { "is", "The password is Marlow2025", "Marlow2025" },
        { "full-stop", "The password is Marlow2025.", "Marlow2025|Marlow2025." },
        { "own-mark", "password: Sealed!", "Sealed!|Sealed" },
        { "in-a-sentence", "Further to my last e-mail, the password is Blue-Heron7 and it opens both files.",
          "Blue-Heron7" },
        { "for-the-order", "The password for the attached order is Kx9#p2Lq", "Kx9#p2Lq" },
        { "to-open", "To open the attached use the code QX77-12 to unlock it", "QX77-12" },
        { "use", "Please use Harbour55 to open the PDF.", "Harbour55" },
        { "with", "You can open it with Harbour55.", "Harbour55" },
        { "protected-with", "The zip is protected with the password Harbour55", "Harbour55" },
        { "quoted", "The password is \"two words\".", "two words" },
        { "single-quotes", "Password is 'Elm.Row'", "Elm.Row" },
        { "typographic",
          "Password: \xE2\x80\x9C"
          "Elm1\xE2\x80\x9D",
          "Elm1" },
        { "next-line", "The password is:\n\nElm-Row-44\n\nRegards", "Elm-Row-44" },
        { "label-line", "Password\nElm-Row-44", "Elm-Row-44" },
        { "capitals", "PASSWORD: ELM44", "ELM44" },
        { "passcode", "passcode = 448812", "448812" },
        { "phrase", "Passphrase: correct horse battery", "correct|correct horse battery" },
        { "welsh", "Y cyfrinair yw Draig22", "Draig22" },
        { "dash", "Password - Elm44", "Elm44" },
        { "starred", "Password: *Elm44*", "Elm44" },
        { "two", "Password: Elm44\nZip password: Oak55", "Elm44|Oak55" },
        { "twice", "Password: Elm44\nThe password is Elm44", "Elm44" },
        { "birth", "The password is the respondent's date of birth.", "" },
        { "birth-format", "Password: DDMMYYYY", "" },
        { "birth-short", "Password: DOB", "" },
        { "hint", "The password is her surname in capitals.", "" },
        { "second-mail", "Order attached; the password comes in a second e-mail.", "" },
        { "will-follow", "The password will follow.", "" },
        { "separately", "The password is being sent separately.", "" },
        { "zipped", "Order zipped with a password.", "" },
        { "protected", "The attachment is password protected.", "" },
        { "telephone", "Please ring us for the password.", "" },
        { "penal", "Penal code and security are not passwords.", "" },
        { "postcode", "Our postcode is ME4 4DW", "" },
        { "none", "Please find attached the sealed order.", "" },
        { "too-short", "Password: ab", "" },
};

static void
test_case(gconstpointer data)
{
        const Case *given = data;
        g_autoptr(GPtrArray) found = password_candidates(given->text);
        g_auto(GStrv) wanted = g_strsplit(given->candidates, "|", -1);
        const unsigned count = g_strv_length(wanted);
        if (given->candidates[0] == '\0' && found->len > 0)
                g_error("%s: found %s", given->name, (const char *) g_ptr_array_index(found, 0));
        if (found->len < count && given->candidates[0] != '\0')
                g_error("%s: %u of %u found", given->name, found->len, count);
        for (unsigned i = 0; i < count && given->candidates[0] != '\0'; i++)
                g_assert_cmpstr(g_ptr_array_index(found, i), ==, wanted[i]);
}

static void
test_limit(void)
{
        g_autoptr(GString) text = g_string_new(NULL);
        for (unsigned i = 0; i < LIMIT_TOLD_PASSWORDS - 1; i++)
                g_string_append_printf(text, "Password: Elm%u\n", i + 100);
        g_autoptr(GPtrArray) below = password_candidates(text->str);
        g_assert_cmpuint(below->len, ==, LIMIT_TOLD_PASSWORDS - 1);
        g_string_append(text, "Password: Oak1\nPassword: Oak2\n");
        g_autoptr(GPtrArray) above = password_candidates(text->str);
        g_assert_cmpuint(above->len, ==, LIMIT_TOLD_PASSWORDS);
        g_assert_cmpstr(g_ptr_array_index(above, LIMIT_TOLD_PASSWORDS - 1), ==, "Oak1");
}

static void
test_length(void)
{
        g_autofree char *fits = g_strnfill(127, 'x'), *long_word = g_strnfill(128, 'x');
        g_autofree char *with = g_strconcat("Password: ", fits, NULL),
                        *without = g_strconcat("Password: ", long_word, NULL);
        g_autoptr(GPtrArray) one = password_candidates(with), none = password_candidates(without);
        g_assert_cmpuint(one->len, ==, 1);
        g_assert_cmpuint(none->len, ==, 0);
}

int
main(int argc, char **argv)
{
        g_test_init(&argc, &argv, NULL);
        for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
                g_autofree char *path = g_strdup_printf("/password/%s", cases[i].name);
                g_test_add_data_func(path, &cases[i], test_case);
        }
        g_test_add_func("/password/limit", test_limit);
        g_test_add_func("/password/length", test_length);
        return g_test_run();
}
