#include "db/entry_write.h"

bool
entry_compare(EntryWrite *write, bool *ret_again, GError **error)
{
        (void) write;
        (void) error;
        *ret_again = false;
        return true;
}
