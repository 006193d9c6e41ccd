#include "register/duplicate.h"

/* An order as the first row of the table below has it, in another message and another file each time. */
static Identity *
duplicate_order(gint64 number)
{
        Identity *identity = identity_new();
        identity->entry_id = identity->message_id = number;
        identity->message_sha256 = g_strdup_printf("message %d", (int) number);
        identity->document_sha256 = g_strdup_printf("file %d", (int) number);
        identity->body_sha256 = g_strdup_printf("body %d", (int) number);
        identity->rfc_message_id = g_strdup_printf("%d@solicitors.example", (int) number);
        identity->order_type = ORDER_TYPE_NON_MOLESTATION;
        identity->action = ACTION_MADE;
        identity_set(identity, FIELD_COURT, "Family Court at Medway");
        identity_set(identity, FIELD_CASE_NUMBER, "ME25F00123");
        identity_set(identity, FIELD_RESPONDENT, "Dean Marlow");
        identity_set(identity, FIELD_PROTECTED_PERSON, "Alicia Dobson");
        identity_set(identity, FIELD_MADE_ON, "2025-03-03");
        return identity;
}

static DuplicateLevel
duplicate_level(const Identity *a, const Identity *b)
{
        g_autoptr(DuplicateVerdict) there = duplicate_judge(a, b);
        g_autoptr(DuplicateVerdict) back = duplicate_judge(b, a);
        g_assert_cmpint(there->level, ==, back->level);
        g_assert_cmpuint(there->reasons->len > 0, ==, there->level > DUPLICATE_LEVEL_NONE);
        g_assert_true(there->score >= 0 && there->score <= 1);
        return there->level;
}

/* One field of the copy is changed (NULL: not stated); whether it still is the same order. */
static const struct {
        const char *name;
        Field field;
        const char *value;
        DuplicateLevel level;
} cases[] = {
        { "unchanged", FIELD_COURT, "In the Family Court sitting at Medway", DUPLICATE_LEVEL_SAME_ORDER },
        { "another end may be a variation", FIELD_EXPIRES_ON, "2026-06-03", DUPLICATE_LEVEL_POSSIBLE },
        { "a slip in the number", FIELD_CASE_NUMBER, "ME25F00124", DUPLICATE_LEVEL_POSSIBLE },
        { "another number", FIELD_CASE_NUMBER, "ME25F00987", DUPLICATE_LEVEL_POSSIBLE },
        { "a slip in a surname", FIELD_RESPONDENT, "Dean Marlowe", DUPLICATE_LEVEL_SAME_ORDER },
        { "another respondent", FIELD_RESPONDENT, "Paul Marlow", DUPLICATE_LEVEL_NONE },
        { "parties swapped", FIELD_RESPONDENT, "Alicia Dobson", DUPLICATE_LEVEL_NONE },
        { "one protected person more", FIELD_PROTECTED_PERSON, "Bea Dobson", DUPLICATE_LEVEL_POSSIBLE },
        { "another day", FIELD_MADE_ON, "2025-03-24", DUPLICATE_LEVEL_NONE },
        { "another court", FIELD_COURT, "Family Court at Luton", DUPLICATE_LEVEL_POSSIBLE },
        { "another date of birth", FIELD_RESPONDENT_DOB, "1958-05-04", DUPLICATE_LEVEL_NONE },
        { "varies another order", FIELD_TARGET_MADE_ON, "2025-02-01", DUPLICATE_LEVEL_NONE },
};

static void
test_identity_agrees(void)
{
        for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
                g_autoptr(Identity) a = duplicate_order(1);
                g_autoptr(Identity) b = duplicate_order(2);
                identity_set(a, FIELD_EXPIRES_ON, "2026-03-03");
                identity_set(a, FIELD_RESPONDENT_DOB, "1986-05-04");
                identity_set(a, FIELD_TARGET_MADE_ON, "2025-01-01");
                identity_set(b, cases[i].field, cases[i].value);
                if (duplicate_level(a, b) != cases[i].level)
                        g_error("%s", cases[i].name);
        }
}

/* A part that neither copy states: sure evidence is wanting, a person looks. */
static void
test_whole_identity_is_needed(void)
{
        static const struct {
                Field field;
                DuplicateLevel level;
        } parts[] = { { FIELD_COURT, DUPLICATE_LEVEL_POSSIBLE },
                      { FIELD_CASE_NUMBER, DUPLICATE_LEVEL_POSSIBLE },
                      { FIELD_MADE_ON, DUPLICATE_LEVEL_POSSIBLE },
                      { FIELD_RESPONDENT, DUPLICATE_LEVEL_POSSIBLE } };
        for (unsigned i = 0; i < G_N_ELEMENTS(parts); i++) {
                g_autoptr(Identity) a = duplicate_order(1);
                g_autoptr(Identity) b = duplicate_order(2);
                g_clear_pointer(&a->values[parts[i].field], g_free);
                g_clear_pointer(&b->values[parts[i].field], g_free);
                if (parts[i].field == FIELD_RESPONDENT) {
                        g_clear_pointer(&a->respondent, g_free);
                        g_clear_pointer(&b->respondent, g_free);
                }
                g_assert_cmpint(duplicate_level(a, b), ==, parts[i].level);
        }
        g_autoptr(Identity) a = duplicate_order(1);
        g_autoptr(Identity) b = duplicate_order(2);
        b->action = ACTION_VARIED;
        g_assert_cmpint(duplicate_level(a, b), ==, DUPLICATE_LEVEL_NONE);
        b->action = ACTION_MADE;
        b->order_type = ORDER_TYPE_OCCUPATION;
        g_assert_cmpint(duplicate_level(a, b), ==, DUPLICATE_LEVEL_NONE);
        a->order_type = b->order_type = ORDER_TYPE_UNCLASSIFIED;
        g_assert_cmpint(duplicate_level(a, b), ==, DUPLICATE_LEVEL_POSSIBLE);
        a->order_type = b->order_type = ORDER_TYPE_NON_MOLESTATION;
        b->draft = true;
        g_assert_cmpint(duplicate_level(a, b), ==, DUPLICATE_LEVEL_NONE);
}

static void
test_numbers_of_several_kinds(void)
{
        g_autoptr(Identity) a = duplicate_order(1);
        g_autoptr(Identity) b = duplicate_order(2);
        identity_set(a, FIELD_CASE_REFERENCE, "1707123456789012");
        identity_set(b, FIELD_CASE_NUMBER, "1707123456789012");
        g_assert_cmpint(duplicate_level(a, b), ==, DUPLICATE_LEVEL_SAME_ORDER);
        identity_set(b, FIELD_CASE_NUMBER, "ME25F00123");
        identity_set(b, FIELD_CASE_REFERENCE, "1707123456789999");
        g_assert_cmpint(duplicate_level(a, b), ==, DUPLICATE_LEVEL_POSSIBLE);
}

static void
test_same_file_and_message(void)
{
        g_autoptr(Identity) a = duplicate_order(1);
        g_autoptr(Identity) b = duplicate_order(2);
        g_free(b->document_sha256);
        b->document_sha256 = g_strdup(a->document_sha256);
        g_assert_cmpint(duplicate_level(a, b), ==, DUPLICATE_LEVEL_SAME_FILE);
        b->ordinal = 1; /* another order of the same file */
        identity_set(b, FIELD_MADE_ON, "2025-03-24");
        g_assert_cmpint(duplicate_level(a, b), ==, DUPLICATE_LEVEL_NONE);
        b->ordinal = 0;
        g_free(b->rfc_message_id);
        b->rfc_message_id = g_strdup(a->rfc_message_id);
        g_assert_cmpint(duplicate_level(a, b), ==, DUPLICATE_LEVEL_SAME_FILE); /* Message-ID alone says nothing */
        g_free(b->body_sha256);
        b->body_sha256 = g_strdup(a->body_sha256);
        g_assert_cmpint(duplicate_level(a, b), ==, DUPLICATE_LEVEL_SAME_MESSAGE);
        b->position = 1; /* the second order of that message is not the first one */
        g_assert_cmpint(duplicate_level(a, b), ==, DUPLICATE_LEVEL_SAME_FILE);
}

/* What a reader failed on in one of two files with the same words makes no other order; another place in the file does. */
static void
test_same_text(void)
{
        g_autoptr(Identity) a = duplicate_order(1);
        g_autoptr(Identity) b = duplicate_order(2);
        a->has_text = b->has_text = true;
        a->text.text = b->text.text = 42;
        identity_set(b, FIELD_MADE_ON, "2025-03-24");
        g_assert_cmpint(duplicate_level(a, b), ==, DUPLICATE_LEVEL_SAME_TEXT);
        b->ordinal = 1;
        g_assert_cmpint(duplicate_level(a, b), ==, DUPLICATE_LEVEL_NONE);
        b->ordinal = 0;
        b->text.text = 43;
        g_assert_cmpint(duplicate_level(a, b), ==, DUPLICATE_LEVEL_NONE);
}

/* Texts that have this share of their sketches in common; figures alike or not. */
static void
duplicate_give_texts(Identity *a, Identity *b, unsigned common, bool same_figures)
{
        a->has_text = b->has_text = true;
        a->text.text = 1;
        b->text.text = 2;
        a->text.figures = 3;
        b->text.figures = same_figures ? 3 : 4;
        for (unsigned i = 0; i < FINGERPRINT_SKETCH; i++) {
                a->text.sketch[i] = (guint16) i;
                b->text.sketch[i] = (guint16) (i < common ? i : i + 1000);
        }
}

/* Likeness of texts stands in for what was not read, and for nothing else. */
static void
test_alike_texts(void)
{
        static const struct {
                const char *name;
                Field field; /* what the copy says otherwise, or not at all */
                const char *value;
                unsigned common; /* of FINGERPRINT_SKETCH */
                bool same_figures;
                DuplicateLevel level;
        } rows[] = {
                { "number unread", FIELD_CASE_NUMBER, NULL, 20, false, DUPLICATE_LEVEL_POSSIBLE },
                { "number unread, texts alike", FIELD_CASE_NUMBER, NULL, 60, false, DUPLICATE_LEVEL_POSSIBLE },
                { "number unread, all figures too", FIELD_CASE_NUMBER, NULL, 60, true, DUPLICATE_LEVEL_SAME_ORDER },
                { "day unread, all figures too", FIELD_MADE_ON, NULL, 60, true, DUPLICATE_LEVEL_POSSIBLE },
                { "the next order of the case", FIELD_MADE_ON, "2025-03-24", 60, false, DUPLICATE_LEVEL_NONE },
                { "another day in spite of all figures", FIELD_MADE_ON, "2025-03-24", 64, true, DUPLICATE_LEVEL_NONE },
                { "another end", FIELD_EXPIRES_ON, "2026-06-03", 62, true, DUPLICATE_LEVEL_POSSIBLE },
                { "another respondent", FIELD_RESPONDENT, "Paul Marlow", 60, true, DUPLICATE_LEVEL_NONE },
                { "varies another order", FIELD_TARGET_MADE_ON, "2025-02-01", 60, true, DUPLICATE_LEVEL_NONE },
                { "texts differ, the identity is the same", FIELD_COUNT, NULL, 5, false, DUPLICATE_LEVEL_SAME_ORDER },
        };
        for (unsigned i = 0; i < G_N_ELEMENTS(rows); i++) {
                g_autoptr(Identity) a = duplicate_order(1);
                g_autoptr(Identity) b = duplicate_order(2);
                if (rows[i].field == FIELD_EXPIRES_ON)
                        identity_set(a, FIELD_EXPIRES_ON, "2026-03-03");
                if (rows[i].field == FIELD_TARGET_MADE_ON) {
                        a->action = b->action = ACTION_VARIED;
                        identity_set(a, FIELD_TARGET_MADE_ON, "2025-01-01");
                }
                if (rows[i].field != FIELD_COUNT)
                        g_clear_pointer(&b->values[rows[i].field], g_free);
                if (rows[i].value != NULL)
                        identity_set(b, rows[i].field, rows[i].value);
                if (rows[i].field == FIELD_RESPONDENT) {
                        g_free(b->respondent);
                        b->respondent = g_strdup(rows[i].value);
                }
                duplicate_give_texts(a, b, rows[i].common, rows[i].same_figures);
                if (duplicate_level(a, b) != rows[i].level)
                        g_test_fail_printf("%s", rows[i].name);
        }
        /* nothing but their texts */
        g_autoptr(Identity) a = identity_new();
        g_autoptr(Identity) b = identity_new();
        a->order_type = b->order_type = ORDER_TYPE_NON_MOLESTATION;
        a->action = b->action = ACTION_MADE;
        duplicate_give_texts(a, b, 64, true);
        g_assert_cmpint(duplicate_level(a, b), ==, DUPLICATE_LEVEL_NONE);
}

/* The words of an order and its cross-order may be the same; where they stand is not. */
static void
test_same_words_elsewhere(void)
{
        g_autoptr(Identity) a = duplicate_order(1);
        g_autoptr(Identity) b = duplicate_order(2);
        identity_set(b, FIELD_MADE_ON, "2025-03-24");
        duplicate_give_texts(a, b, FINGERPRINT_SKETCH / 2, true);
        b->text.text = a->text.text;
        g_assert_cmpint(duplicate_level(a, b), ==, DUPLICATE_LEVEL_NONE);
}

static void
test_differences_are_named(void)
{
        g_autoptr(Identity) a = duplicate_order(1);
        g_autoptr(Identity) b = duplicate_order(2);
        identity_set(a, FIELD_EXPIRES_ON, "2026-03-03");
        identity_set(b, FIELD_EXPIRES_ON, "2026-06-03");
        identity_set(b, FIELD_SERVED_ON, "2025-03-04");
        g_autoptr(DuplicateVerdict) verdict = duplicate_judge(a, b);
        g_assert_cmpuint(verdict->reasons->len, ==, 3);
        g_assert_cmpstr(g_ptr_array_index(verdict->reasons, 0), ==,
                        "same case number, court, respondent, protected people, date");
        g_assert_cmpstr(g_ptr_array_index(verdict->reasons, 1), ==, "expiry differs");
        g_assert_cmpstr(g_ptr_array_index(verdict->reasons, 2), ==, "only one states the date of service");
        g_assert_cmpfloat(verdict->score, <, 0.95);
}

int
main(int argc, char *argv[])
{
        g_test_init(&argc, &argv, NULL);
        g_test_add_func("/duplicate/identity", test_identity_agrees);
        g_test_add_func("/duplicate/whole", test_whole_identity_is_needed);
        g_test_add_func("/duplicate/numbers", test_numbers_of_several_kinds);
        g_test_add_func("/duplicate/file-and-message", test_same_file_and_message);
        g_test_add_func("/duplicate/same-text", test_same_text);
        g_test_add_func("/duplicate/alike-texts", test_alike_texts);
        g_test_add_func("/duplicate/same-words-elsewhere", test_same_words_elsewhere);
        g_test_add_func("/duplicate/differences", test_differences_are_named);
        return g_test_run();
}
