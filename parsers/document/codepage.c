#include "parsers/document/codepage.h"

#include <glib.h>

char *
codepage_charset(unsigned page)
{
        static const struct {
                unsigned page;
                const char *charset;
        } named[] = {
                { 874, "WINDOWS-874" },   { 932, "CP932" },         { 1200, "UTF-16LE" },      { 1201, "UTF-16BE" },
                { 1361, "JOHAB" },        { 10000, "MACINTOSH" },   { 10007, "MAC-CYRILLIC" }, { 20866, "KOI8-R" },
                { 20932, "EUC-JP" },      { 20936, "GB2312" },      { 21866, "KOI8-U" },       { 38598, "ISO-8859-8" },
                { 50220, "ISO-2022-JP" }, { 50221, "ISO-2022-JP" }, { 50222, "ISO-2022-JP" },  { 50225, "ISO-2022-KR" },
                { 50227, "ISO-2022-CN" }, { 51932, "EUC-JP" },      { 51936, "GB2312" },       { 51949, "EUC-KR" },
                { 54936, "GB18030" },     { 65000, "UTF-7" },       { 65001, "UTF-8" },
        };
        if (page == 0 || page == 20127)
                return NULL;
        for (unsigned i = 0; i < G_N_ELEMENTS(named); i++)
                if (named[i].page == page)
                        return g_strdup(named[i].charset);
        return page > 28590 && page <= 28605 ? g_strdup_printf("ISO-8859-%u", page - 28590)
                                             : g_strdup_printf("CP%u", page);
}
