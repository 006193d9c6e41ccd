/* Names: titles, aliases, order, lists, comparing. */
#include "register/person.h"

#include <string.h>

static const struct {
        const char *printed, *name, *aliases;
} people[] = {
        { "Mr DEAN MARLOW (also known as Dean Carter)", "DEAN MARLOW", "Dean Carter" },
        { "SMITH, John", "John SMITH", "" },
        { "SMITH John", "John SMITH", "" },
        { "Mr DE LA CRUZ Ana Maria", "Ana Maria DE LA CRUZ", "" },
        { "O'NEILL Siân", "Siân O'NEILL", "" },
        { "JP Dale", "JP Dale", "" },
        { "ANN BELL", "ANN BELL", "" },
        { "Ann BELL", "Ann BELL", "" },
        { "J. P. Dale", "J. P. Dale", "" },
        { "Mrs. Ann O'Neill", "Ann O'Neill", "" },
        { "Dr Zoe Bright", "Zoe Bright", "" },
        { "Robert \"Bobby\" Hale", "Robert Hale", "Bobby Hale" },
        { "Mr Robert 'Bobby' Hale", "Robert Hale", "Bobby Hale" },
        { "Robert Hale (Bobby)", "Robert Hale", "Bobby" },
        { "Robert \"Bobby Crowe\" Hale", "Robert Hale", "Bobby Crowe" },
        { "Robert O'Hale", "Robert O'Hale", "" },
        { "Ann Bell n\xC3\xA9"
          "e Crowe",
          "Ann Bell", "Crowe" },
        { "Joe Rudd a.k.a. Joey Rudd aka JR Smith", "Joe Rudd", "Joey Rudd|JR Smith" },
        { "Luc\xC3\xAD"
          "a de la Fuente",
          "Luc\xC3\xAD"
          "a de la Fuente",
          "" },
        { "Marie-Claire van der Berg", "Marie-Claire van der Berg", "" },
        { "Cher", "Cher", "" },
        { "Mr Md. Cy Islam Dale", "Md. Cy Islam Dale", "" },
        { "MOHD. CY DALE", "MOHD. CY DALE", "" },
        { "Ann Bell formerly Crowe", "Ann Bell", "Crowe" },
        { "unknown", NULL, "" },
        { "", NULL, "" },
};

static void
test_new(void)
{
        for (unsigned i = 0; i < G_N_ELEMENTS(people); i++) {
                g_autoptr(Person) person = person_new(people[i].printed);
                g_autofree char *aliases = NULL;
                if (person != NULL) {
                        g_ptr_array_add(person->aliases, NULL);
                        aliases = g_strjoinv("|", (char **) person->aliases->pdata);
                }
                if (g_strcmp0(person == NULL ? NULL : person->name, people[i].name) != 0 ||
                    (person != NULL && !g_str_equal(aliases, people[i].aliases))) {
                        g_test_message("%s read as \"%s\" aliases \"%s\"", people[i].printed,
                                       person == NULL ? "(none)" : person->name, aliases);
                        g_test_fail();
                }
        }
}

static void
check_list(const char *printed, const char *wanted)
{
        g_autoptr(GPtrArray) list = person_list(printed);
        GString *out = g_string_new(NULL);
        for (unsigned i = 0; i < list->len; i++)
                g_string_append_printf(out, "%s%s", i > 0 ? "|" : "",
                                       ((const Person *) g_ptr_array_index(list, i))->name);
        g_assert_cmpstr(out->str, ==, wanted);
        g_string_free(out, TRUE);
}

static void
test_list(void)
{
        check_list("(1) Ann Bell (2) Cy Dale", "Ann Bell|Cy Dale");
        check_list("Ann Bell and Cy Dale", "Ann Bell|Cy Dale");
        check_list("Ann Bell, Cy Dale and Di Ely", "Ann Bell|Cy Dale|Di Ely");
        check_list("Ann Bell; Cy Dale", "Ann Bell|Cy Dale");
        check_list("BELL, Ann", "Ann BELL");
        check_list("Ann Bell", "Ann Bell");
        check_list("", "");
}

static void
test_same(void)
{
        g_assert_true(person_same("SMITH John", "Mr John Smith"));
        g_assert_true(person_same("Zo\xC3\xAB O\xE2\x80\x99"
                                  "Brien",
                                  "Zoe O'Brien"));
        g_assert_false(person_same("John Smith", "Joan Smith"));
        g_assert_false(person_same("", ""));
}

static void
test_length(void)
{
        g_assert_cmpuint(person_name_length("Ann Bell is the"), ==, strlen("Ann Bell"));
        g_assert_cmpuint(person_name_length("the respondent"), ==, 0);
        g_assert_cmpuint(person_name_length("J. R. Hale, born"), ==, strlen("J. R. Hale"));
}

int
main(int argc, char **argv)
{
        g_test_init(&argc, &argv, NULL);
        g_test_add_func("/person/new", test_new);
        g_test_add_func("/person/list", test_list);
        g_test_add_func("/person/same", test_same);
        g_test_add_func("/person/length", test_length);
        return g_test_run();
}
