#include "base/error.h"
#include "base/failpoint.h"
#include "db/entry_course.h"
#include "db/entry_reread.h"
#include "db/entry_write.h"
#include "db/message_store.h"
#include "db/statement.h"

/* Tries of the whole transaction: a group that reaches further than the keys of this message is met by locking more. */
enum { ENTRY_TRIES = 5 };

static bool
entry_inside(Db *db, EntryWrite *write, bool *ret_again, GError **error)
{
        *ret_again = false;
        if (!entry_write_begin(write, error))
                return false;
        if (write->again && !entry_reread_rows(write, ret_again, error))
                return false;
        if (*ret_again)
                return true;
        if (!entry_compare_load(write, ret_again, error))
                return false;
        if (*ret_again)
                return true;
        if ((!write->again && !entry_write_rows(write, error)) || !entry_compare_write(write, error) ||
            !entry_serve_write(write, error) || !entry_relate_write(write, error) ||
            !entry_course_write(db, write->claim->message_id, write->touched, error) ||
            !entry_search_write(write, error) || !entry_write_finish(write, error))
                return false;
        FAILPOINT("before-queued-commit");
        return statement_commit(db, error);
}

bool
entry_store_write(Db *db, const MessageClaim *claim, const Submission *submission, GError **error)
{
        bool locks[IDENTITY_LOCKS] = { false };
        for (unsigned try = 0; try < ENTRY_TRIES; try++) {
                g_autoptr(EntryWrite) write = entry_write_new(db, claim, submission);
                for (unsigned i = 0; i < IDENTITY_LOCKS; i++)
                        write->locks[i] = write->locks[i] || locks[i];
                bool again = false;
                const bool done = entry_inside(db, write, &again, error);
                if (done && !again)
                        return true;
                statement_rollback(db);
                if (!done)
                        return false;
                for (unsigned i = 0; i < IDENTITY_LOCKS; i++)
                        locks[i] = write->locks[i];
        }
        g_set_error_literal(error, CCOT_ERROR, CCOT_ERROR_RETRY,
                            "database: a group of copies keeps growing while it is read");
        return false;
}
