#include "parsers/order/tick_box.h"

#include <glib.h>
#include <string.h>

static const struct {
        const char *box;
        bool ticked;
        bool typed; /* on a keyboard: a box only in front of a word, with nothing before it that it could belong to */
} boxes[] = {
        { "\xE2\x98\x91", true, false },  { "\xE2\x98\x92", true, false }, { "\xE2\x98\x90", false, false },
        { "\xE2\x96\xA1", false, false }, { "[X]", true, true },           { "[x]", true, true },
        { "[ ]", false, true },
};

size_t
tick_box_at(const char *text, const char *at, bool *ret_ticked)
{
        for (unsigned i = 0; i < G_N_ELEMENTS(boxes); i++) {
                const size_t length = strlen(boxes[i].box);
                if (strncmp(at, boxes[i].box, length) != 0)
                        continue;
                const bool apart = at == text || strchr(" \t\n", at[-1]) != NULL;
                if (boxes[i].typed &&
                    !(apart && at[length] == ' ' && g_unichar_isalpha(g_utf8_get_char(at + length + 1))))
                        return 0;
                *ret_ticked = boxes[i].ticked;
                return length;
        }
        return 0;
}

bool
tick_box_is_used(const char *text)
{
        for (unsigned i = 0; i < G_N_ELEMENTS(boxes); i++) {
                bool ticked = false;
                for (const char *at = boxes[i].ticked ? strstr(text, boxes[i].box) : NULL; at != NULL;
                     at = strstr(at + 1, boxes[i].box)) {
                        if (tick_box_at(text, at, &ticked) > 0)
                                return true;
                }
        }
        return false;
}
