#include "parsers/order/tick_box.h"

#include <glib.h>
#include <string.h>

static const char empty[] = "\xE2\x98\x90";
static const char *const ticked[] = { "\xE2\x98\x91", "\xE2\x98\x92" };

bool
tick_box_is_used(const char *text)
{
        for (unsigned i = 0; i < G_N_ELEMENTS(ticked); i++) {
                if (strstr(text, ticked[i]) != NULL)
                        return true;
        }
        return false;
}

bool
tick_box_is_ticked(const char *at)
{
        for (unsigned i = 0; i < G_N_ELEMENTS(ticked); i++) {
                if (strncmp(at, ticked[i], strlen(ticked[i])) == 0)
                        return true;
        }
        return false;
}

bool
tick_box_is_empty(const char *at)
{
        return strncmp(at, empty, strlen(empty)) == 0;
}
