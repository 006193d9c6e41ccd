#include "parsers/document/sniff.h"

#include <magic.h>
#include <string.h>

enum { SNIFF_HEAD = 4096, SNIFF_PDF_HEAD = 1024 };

static magic_t cookie;

void
sniff_init(void)
{
        if (cookie != NULL)
                return;
        cookie = magic_open(MAGIC_MIME_TYPE | MAGIC_NO_CHECK_COMPRESS | MAGIC_NO_CHECK_TAR | MAGIC_NO_CHECK_ELF |
                            MAGIC_NO_CHECK_CDF);
        if (cookie != NULL && magic_load(cookie, NULL) != 0) {
                magic_close(cookie);
                cookie = NULL;
        }
}

/* Octets without NUL and with few controls: somebody's text, in whatever character set. */
static bool
sniff_is_text(Bytes head)
{
        size_t odd = 0;
        for (size_t i = 0; i < head.length; i++) {
                const uint8_t octet = head.data[i];
                if (octet == 0)
                        return false;
                odd +=
                    octet < 0x20 && octet != '\t' && octet != '\n' && octet != '\r' && octet != '\f' && octet != 0x1B;
        }
        return odd * 50 <= head.length;
}

static bool
sniff_is_utf16(Bytes head)
{
        return head.length >= 4 &&
               ((head.data[0] == 0xFF && head.data[1] == 0xFE) || (head.data[0] == 0xFE && head.data[1] == 0xFF));
}

static bool
sniff_is_html(Bytes head)
{
        static const char *const marks[] = { "<!doctype html", "<html", "<head", "<body", "<table",
                                             "<div",           "<meta", "<p>",   "<p ",   "<span" };
        g_autofree char *lower = g_ascii_strdown((const char *) head.data, (gssize) head.length);
        const char *at = lower;
        if (g_str_has_prefix(at, "\xEF\xBB\xBF"))
                at += 3;
        at += strspn(at, " \t\r\n");
        if (g_str_has_prefix(at, "<?xml") || g_str_has_prefix(at, "<!--"))
                return strstr(at, "<html") != NULL;
        for (unsigned i = 0; i < G_N_ELEMENTS(marks); i++)
                if (g_str_has_prefix(at, marks[i]))
                        return true;
        return false;
}

Format
sniff_format(Bytes bytes, const char *declared, const char **ret_media_type)
{
        const Bytes head = bytes_of(bytes.data, MIN(bytes.length, SNIFF_HEAD));
        Format format = FORMAT_UNKNOWN;
        if (bytes.length == 0)
                format = FORMAT_EMPTY;
        else if (bytes_find(bytes_of(head.data, MIN(head.length, SNIFF_PDF_HEAD)), bytes_of_string("%PDF-"), 0) >= 0)
                format = FORMAT_PDF;
        else if (sniff_is_html(head) || (g_strcmp0(declared, "text/html") == 0 && sniff_is_text(head)))
                format = FORMAT_HTML;
        else if (sniff_is_text(head) || sniff_is_utf16(head))
                format = FORMAT_TEXT;
        *ret_media_type = format_media_type(format);
        if (format == FORMAT_UNKNOWN && cookie != NULL) {
                const char *word = magic_buffer(cookie, bytes.data, bytes.length);
                if (word != NULL)
                        *ret_media_type = word;
        }
        return format;
}
