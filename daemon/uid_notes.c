#include "daemon/uid_notes.h"

#include "base/clock.h"

/* A server's bad minute costs a mail a minute, a poisoned one is asked for every quarter of an hour. */
enum { REFUSED_FIRST_MS = 60 * 1000, REFUSED_CAP_MS = 15 * 60 * 1000 };

typedef struct {
        guint32 folder;
        guint32 uidvalidity;
        guint32 uid;
} Key;

struct UidNotes {
        GHashTable *table; /* Key* -> UidNote* */
};

static guint
notes_hash(gconstpointer key)
{
        const Key *k = key;
        return (k->folder * 31 + k->uidvalidity) * 31 + k->uid;
}

static gboolean
notes_equal(gconstpointer a, gconstpointer b)
{
        const Key *one = a;
        const Key *other = b;
        return one->uid == other->uid && one->folder == other->folder && one->uidvalidity == other->uidvalidity;
}

static void
notes_free_one(gpointer data)
{
        UidNote *note = data;
        g_free(note->reason);
        g_free(note);
}

UidNotes *
uid_notes_new(void)
{
        UidNotes *notes = g_new0(UidNotes, 1);
        notes->table = g_hash_table_new_full(notes_hash, notes_equal, g_free, notes_free_one);
        return notes;
}

void
uid_notes_free(UidNotes *notes)
{
        if (notes == NULL)
                return;
        g_hash_table_unref(notes->table);
        g_free(notes);
}

UidNote *
uid_notes_find(UidNotes *notes, unsigned folder, guint32 uidvalidity, guint32 uid)
{
        const Key key = { folder, uidvalidity, uid };
        return g_hash_table_lookup(notes->table, &key);
}

UidNote *
uid_notes_get(UidNotes *notes, unsigned folder, guint32 uidvalidity, guint32 uid)
{
        UidNote *note = uid_notes_find(notes, folder, uidvalidity, uid);
        if (note != NULL)
                return note;
        const Key key = { folder, uidvalidity, uid };
        note = g_new0(UidNote, 1);
        g_hash_table_insert(notes->table, g_memdup2(&key, sizeof key), note);
        return note;
}

void
uid_notes_forget(UidNotes *notes, unsigned folder, guint32 uidvalidity, guint32 uid)
{
        const Key key = { folder, uidvalidity, uid };
        (void) g_hash_table_remove(notes->table, &key);
}

bool
uid_note_fault(UidNote *note, unsigned connection, const char *reason)
{
        if (note->faults == 0 || note->connection != connection)
                note->faults++;
        note->connection = connection;
        g_free(note->reason);
        note->reason = g_strdup(reason);
        if (note->faults < UID_NOTE_FAULTS)
                return false;
        note->refused_until = clock_ticks() + clock_backoff_ms(++note->refusals, REFUSED_FIRST_MS, REFUSED_CAP_MS);
        note->faults = UID_NOTE_FAULTS - 1; /* another try costs one connection, not three */
        return true;
}

gint64
uid_notes_due(UidNotes *notes)
{
        const gint64 now = clock_ticks();
        gint64 due = G_MAXINT64;
        GHashTableIter at;
        gpointer value;
        g_hash_table_iter_init(&at, notes->table);
        while (g_hash_table_iter_next(&at, NULL, &value)) {
                const UidNote *note = value;
                if (note->waits_until > now)
                        due = MIN(due, note->waits_until);
                if (note->refused_until > now)
                        due = MIN(due, note->refused_until);
        }
        return due;
}
