#include "daemon/uid_notes.h"

#include "base/clock.h"

static void
test_keys(void)
{
        g_autoptr(UidNotes) notes = uid_notes_new();
        UidNote *note = uid_notes_get(notes, 0, 100, 7);
        g_assert_true(uid_notes_find(notes, 0, 100, 7) == note);
        g_assert_true(uid_notes_get(notes, 0, 100, 7) == note);
        g_assert_null(uid_notes_find(notes, 1, 100, 7));
        g_assert_null(uid_notes_find(notes, 0, 101, 7));
        g_assert_null(uid_notes_find(notes, 0, 100, 8));
        uid_notes_forget(notes, 0, 100, 7);
        g_assert_null(uid_notes_find(notes, 0, 100, 7));
}

/* Two faults on one connection are one; the third connection is the last. */
static void
test_faults(void)
{
        g_autoptr(UidNotes) notes = uid_notes_new();
        UidNote *note = uid_notes_get(notes, 0, 1, 1);
        g_assert_false(uid_note_fault(note, 1, "first"));
        g_assert_false(uid_note_fault(note, 1, "first again"));
        g_assert_false(uid_note_fault(note, 2, "second"));
        g_assert_cmpint(note->refused_until, ==, 0);
        g_assert_true(uid_note_fault(note, 4, "third"));
        g_assert_cmpstr(note->reason, ==, "third");
        g_assert_cmpint(note->refused_until, >, clock_ticks() + 50 * 1000);
        g_assert_cmpint(note->refused_until, <, clock_ticks() + 80 * 1000);
        g_assert_true(uid_note_fault(note, 5, "still"));
        for (unsigned i = 6; i < 20; i++)
                g_assert_true(uid_note_fault(note, i, "poisoned"));
        g_assert_cmpint(note->refused_until, >, clock_ticks() + 14 * 60 * 1000);
        g_assert_cmpint(note->refused_until, <, clock_ticks() + 19 * 60 * 1000);
}

static void
test_due(void)
{
        g_autoptr(UidNotes) notes = uid_notes_new();
        const gint64 now = clock_ticks();
        g_assert_cmpint(uid_notes_due(notes), ==, G_MAXINT64);
        uid_notes_get(notes, 0, 1, 1)->waits_until = now - 5;
        g_assert_cmpint(uid_notes_due(notes), ==, G_MAXINT64);
        uid_notes_get(notes, 0, 1, 2)->waits_until = now + 90000;
        uid_notes_get(notes, 1, 1, 2)->waits_until = now + 60000;
        g_assert_cmpint(uid_notes_due(notes), ==, now + 60000);
        uid_notes_get(notes, 0, 1, 3)->refused_until = now + 30000;
        g_assert_cmpint(uid_notes_due(notes), ==, now + 30000);
}

int
main(int argc, char **argv)
{
        g_test_init(&argc, &argv, NULL);
        g_test_add_func("/uid-notes/keys", test_keys);
        g_test_add_func("/uid-notes/faults", test_faults);
        g_test_add_func("/uid-notes/due", test_due);
        return g_test_run();
}
