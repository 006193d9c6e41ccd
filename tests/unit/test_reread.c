#include "register/reread.h"

#include <string.h>

/* An order as a line: path, ordinal, type, number, respondent, day; "-" is not stated. Held ones end in "!" when decided. */
typedef struct {
        Identity *identity;
        char *path;
        bool decided;
} Line;

static void
line_clear(gpointer data)
{
        Line *line = data;
        identity_free(line->identity);
        g_free(line->path);
}

static GArray *
lines_of(const char *text)
{
        GArray *lines = g_array_new(FALSE, FALSE, sizeof(Line));
        g_array_set_clear_func(lines, line_clear);
        g_auto(GStrv) rows = g_strsplit(text, "; ", -1);
        for (unsigned i = 0; rows[i] != NULL && *rows[i] != '\0'; i++) {
                g_auto(GStrv) words = g_strsplit(rows[i], " ", -1);
                Line line = { identity_new(), g_strdup(words[0]), g_strv_length(words) > 6 };
                line.identity->ordinal = (unsigned) g_ascii_strtoull(words[1], NULL, 10);
                line.identity->order_type = g_str_equal(words[2], "nmo")   ? ORDER_TYPE_NON_MOLESTATION
                                            : g_str_equal(words[2], "occ") ? ORDER_TYPE_OCCUPATION
                                                                           : ORDER_TYPE_UNCLASSIFIED;
                line.identity->action = ACTION_MADE;
                static const Field fields[] = { FIELD_CASE_NUMBER, FIELD_RESPONDENT, FIELD_MADE_ON };
                for (unsigned k = 0; k < G_N_ELEMENTS(fields); k++)
                        if (!g_str_equal(words[3 + k], "-")) {
                                g_strdelimit(words[3 + k], "_", ' ');
                                identity_set(line.identity, fields[k], words[3 + k]);
                        }
                g_array_append_val(lines, line);
        }
        return lines;
}

static RereadOrder *
lines_orders(const GArray *lines)
{
        RereadOrder *orders = g_new0(RereadOrder, lines->len + 1);
        for (unsigned i = 0; i < lines->len; i++) {
                const Line *line = &g_array_index(lines, Line, i);
                orders[i] = (RereadOrder){ line->identity, line->path, line->decided };
        }
        return orders;
}

#define A "ME25F00123 Dean_Marlow 2025-03-03"
#define B "ME25F00777 Paul_Hughes 2025-06-20"

static const struct {
        const char *name;
        const char *held;
        const char *read;
        const char *pairs; /* by read order: number of the held one, or - */
} cases[] = {
        { "nothing changed", "2 0 nmo " A, "2 0 nmo " A, "0" },
        { "a field was misread", "2 0 nmo " A, "2 0 nmo ME25F00123 Dean_Marlow 2025-03-08", "0" },
        { "everything was misread and nobody has decided", "2 0 occ " B, "2 0 nmo " A, "0" },
        { "everything is other than what was decided: another order", "2 0 occ " B " !", "2 0 nmo " A, "-" },
        { "one part is other than what was decided: the same, with a difference", "2 0 nmo " A " !",
          "2 0 nmo ME25F00123 Dean_Marlow 2025-03-08", "0" },
        { "another order is found before it in its document", "2 0 nmo " A " !", "2 0 nmo " B "; 2 1 nmo " A, "- 0" },
        { "an occupation order is found before it", "2 0 nmo " A, "2 0 occ " A "; 2 1 nmo " A, "- 0" },
        { "the first of two is no longer read", "2 0 occ " A "; 2 1 nmo " A, "2 0 nmo " A, "1" },
        { "both in another order", "2 0 nmo " A "; 2 1 nmo " B, "2 0 nmo " B "; 2 1 nmo " A, "1 0" },
        { "twice the same stays in place", "2 0 nmo " A "; 2 1 nmo " A, "2 0 nmo " A "; 2 1 nmo " A, "0 1" },
        { "found in another part of the mail", "1 0 nmo " A, "2 0 nmo " A, "0" },
        { "another order in another part", "1 0 nmo " A, "2 0 nmo " B, "-" },
        { "nothing was read of it before", "2 0 - - - -", "2 0 nmo " A, "0" },
        { "nothing is read of it now", "2 0 nmo " A " !", "2 0 - - - -", "0" },
        { "no order is read any more", "2 0 nmo " A, "", "" },
        { "there was none", "", "2 0 nmo " A, "-" },
        { "one more in another document", "2 0 nmo " A, "2 0 nmo " A "; 3 0 nmo " A, "0 -" },
};

static void
test_pairs(void)
{
        for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
                g_autoptr(GArray) held = lines_of(cases[i].held);
                g_autoptr(GArray) read = lines_of(cases[i].read);
                g_autofree RereadOrder *old = lines_orders(held);
                g_autofree RereadOrder *fresh = lines_orders(read);
                g_autofree int *pairs = g_new(int, read->len + 1);
                reread_pair(old, held->len, fresh, read->len, pairs);
                g_autoptr(GString) text = g_string_new(NULL);
                for (unsigned k = 0; k < read->len; k++)
                        if (pairs[k] == REREAD_NONE)
                                g_string_append_printf(text, "%s-", k > 0 ? " " : "");
                        else
                                g_string_append_printf(text, "%s%d", k > 0 ? " " : "", pairs[k]);
                if (!g_str_equal(text->str, cases[i].pairs))
                        g_error("%s: %s, not %s", cases[i].name, text->str, cases[i].pairs);
        }
}

/* Five hundred orders in one mail, one of them new in front: each is found again. */
static void
test_many(void)
{
        enum { MANY = 500 };
        g_autoptr(GString) before = g_string_new(NULL);
        g_autoptr(GString) after = g_string_new("2 0 occ ME25F00777 Paul_Hughes 2025-06-20");
        for (unsigned i = 0; i < MANY; i++) {
                g_string_append_printf(before, "%s2 %u nmo ME25F%05u Dean_Marlow 2025-03-03", i > 0 ? "; " : "", i, i);
                g_string_append_printf(after, "; 2 %u nmo ME25F%05u Dean_Marlow 2025-03-03", i + 1, i);
        }
        g_autoptr(GArray) held = lines_of(before->str);
        g_autoptr(GArray) read = lines_of(after->str);
        g_autofree RereadOrder *old = lines_orders(held);
        g_autofree RereadOrder *fresh = lines_orders(read);
        g_autofree int *pairs = g_new(int, read->len + 1);
        reread_pair(old, held->len, fresh, read->len, pairs);
        g_assert_cmpint(pairs[0], ==, REREAD_NONE);
        for (int i = 0; i < MANY; i++)
                g_assert_cmpint(pairs[i + 1], ==, i);
}

int
main(int argc, char **argv)
{
        g_test_init(&argc, &argv, NULL);
        g_test_add_func("/reread/pairs", test_pairs);
        g_test_add_func("/reread/many", test_many);
        return g_test_run();
}
