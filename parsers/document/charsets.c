#include "parsers/document/charsets.h"

#include <glib.h>
#include <iconv.h>

/* What mail programs and word processors have written in the last thirty years. One open conversion each, for as long as
 * the process lives. */
static const char *const charsets[] = {
        "ISO-8859-1",   "ISO-8859-2",   "ISO-8859-3",   "ISO-8859-4",   "ISO-8859-5",    "ISO-8859-6",
        "ISO-8859-7",   "ISO-8859-8",   "ISO-8859-9",   "ISO-8859-10",  "ISO-8859-13",   "ISO-8859-14",
        "ISO-8859-15",  "ISO-8859-16",  "WINDOWS-1250", "WINDOWS-1251", "WINDOWS-1252",  "WINDOWS-1253",
        "WINDOWS-1254", "WINDOWS-1255", "WINDOWS-1256", "WINDOWS-1257", "WINDOWS-1258",  "WINDOWS-874",
        "KOI8-R",       "KOI8-U",       "KOI8-T",       "UTF-7",        "UTF-16",        "UTF-16LE",
        "UTF-16BE",     "UTF-32",       "UTF-32LE",     "UTF-32BE",     "UCS-2",         "UCS-4",
        "GB2312",       "GBK",          "GB18030",      "BIG5",         "BIG5-HKSCS",    "EUC-TW",
        "EUC-JP",       "SHIFT_JIS",    "CP932",        "ISO-2022-JP",  "ISO-2022-JP-2", "ISO-2022-JP-3",
        "ISO-2022-KR",  "ISO-2022-CN",  "EUC-KR",       "CP949",        "JOHAB",         "TIS-620",
        "MACINTOSH",    "MAC-CYRILLIC", "IBM437",       "IBM737",       "IBM775",        "IBM850",
        "IBM852",       "IBM855",       "IBM857",       "IBM858",       "IBM860",        "IBM861",
        "IBM862",       "IBM863",       "IBM864",       "IBM865",       "IBM866",        "IBM869",
        "IBM037",       "ARMSCII-8",    "GEORGIAN-PS",  "VISCII",       "PT154",
};

void
charsets_init(void)
{
        static GPtrArray *opened; /* never closed: closing lets go of the module */
        if (opened != NULL)
                return;
        opened = g_ptr_array_new();
        for (unsigned i = 0; i < G_N_ELEMENTS(charsets); i++) {
                g_ptr_array_add(opened, iconv_open("UTF-8", charsets[i]));
                /* the way out too: gmime and GLib convert through both directions */
                g_ptr_array_add(opened, iconv_open(charsets[i], "UTF-8"));
        }
}
