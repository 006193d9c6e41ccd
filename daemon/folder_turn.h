/* One folder's turn in the cycle of daemon/protocol.h: select, list, and work off what intake says about it. */
#ifndef DAEMON_FOLDER_TURN_H
#define DAEMON_FOLDER_TURN_H

#include "daemon/fetch_channel.h"
#include "daemon/uid_notes.h"

typedef struct {
        const char *name;
        unsigned index; /* 0 is the inbox */
        bool foreign;   /* a target folder: listed for the reconciliation, read after a restore, never moved from */
        GArray *rows;   /* of ImapListed, ascending: the last listing of this connection; NULL before */
        guint32 uidvalidity;
} FetchFolder;

/* What the turns of one mailbox share. */
typedef struct {
        const ConfigMailbox *config;
        FetchChannel *channel;
        const ImapWake *wake;
        UidNotes *notes;
        ImapSession *session;
        unsigned connection; /* its number */
        bool plain_list;     /* this server's sizes and dates broke the listing: UIDs alone */
        bool paused;         /* PAUSE was the last word of PAUSE and RESUME */
        bool again;          /* the cycle is to start again at once */
        bool quit;           /* QUIT, or nobody is there any more */
        bool progress;       /* a message was handed out, moved or refused */
} FetchContext;

typedef enum {
        TURN_DONE,
        TURN_STOPPED, /* see paused, again and quit */
        TURN_RETRY,   /* some UIDs were not handed out: again on a new connection */
        TURN_LOST,    /* with error: the connection is of no use any more */
        TURN_MISSING, /* with error: the folder does not open */
} FolderTurn;

FolderTurn folder_turn(FetchContext *context, FetchFolder *folder, GError **error);

/* Reads what intake has said; words for a folder are dropped, but that a late MOVE starts a new cycle. */
void fetch_context_listen(FetchContext *context);

#endif
