/* What ccot-fetch keeps in mind about single UIDs while it lives: faults, waits, and mails left flagged. Everything that
 * must outlive it is intake's. Only UIDs with trouble get a note. */
#ifndef DAEMON_UID_NOTES_H
#define DAEMON_UID_NOTES_H

#include <glib.h>
#include <stdbool.h>

enum { UID_NOTE_FAULTS = 3 }; /* connections on which a UID may fail before it counts as not handed out */

typedef struct {
        unsigned faults;      /* connections on which it failed */
        unsigned connection;  /* the last of them */
        unsigned refusals;    /* rounds of faults that ended so */
        gint64 refused_until; /* ticks; until then it is not asked for again */
        gint64 waits_until;   /* ticks; then the folders are looked through again */
        bool flagged;         /* copied away and left flagged as deleted: not listed any more */
        char *reason;         /* of the last fault */
} UidNote;

typedef struct UidNotes UidNotes;
UidNotes *uid_notes_new(void);
void uid_notes_free(UidNotes *notes);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(UidNotes, uid_notes_free)

/* NULL when there is none. */
UidNote *uid_notes_find(UidNotes *notes, unsigned folder, guint32 uidvalidity, guint32 uid);
/* Made when there is none. */
UidNote *uid_notes_get(UidNotes *notes, unsigned folder, guint32 uidvalidity, guint32 uid);
/* The message was handed out or has gone. */
void uid_notes_forget(UidNotes *notes, unsigned folder, guint32 uidvalidity, guint32 uid);
/* Counts a fault once a connection. True when it was the last one allowed; the UID is then let alone for a while, a
 * minute at first and longer each time, and has one connection to fail on after that. */
bool uid_note_fault(UidNote *note, unsigned connection, const char *reason);
/* The earliest end of a wait or of a refusal that lies ahead, in ticks; G_MAXINT64 when nothing waits. */
gint64 uid_notes_due(UidNotes *notes);

#endif
