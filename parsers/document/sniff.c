#include "parsers/document/sniff.h"

#include "parsers/document/archive.h"
#include "parsers/document/ole.h"
#include "parsers/mail/header.h"
#include "parsers/mail/signed_content.h"

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

/* Pictures by their first octets: signature, where it stands, media type. */
static const char *
sniff_picture(Bytes head)
{
        static const struct {
                unsigned at;
                const char *mark;
                unsigned length;
                const char *media_type;
        } marks[] = {
                { 0, "\xFF\xD8\xFF", 3, "image/jpeg" },
                { 0, "\x89PNG\r\n\x1A\n", 8, "image/png" },
                { 0, "GIF8", 4, "image/gif" },
                { 0, "II*\0", 4, "image/tiff" },
                { 0, "MM\0*", 4, "image/tiff" },
                { 8, "WEBP", 4, "image/webp" },
                { 4, "ftypheic", 8, "image/heic" },
                { 4, "ftypheix", 8, "image/heic" },
                { 4, "ftypmif1", 8, "image/heif" },
                { 4, "ftypmsf1", 8, "image/heif" },
                { 4, "ftypavif", 8, "image/avif" },
                { 4, "jP  \r\n\x87\n", 8, "image/jp2" },
                { 0, "\x97JB2\r\n\x1A\n", 8, "image/x-jbig2" },
        };
        for (unsigned i = 0; i < G_N_ELEMENTS(marks); i++)
                if (head.length >= marks[i].at + marks[i].length &&
                    memcmp(head.data + marks[i].at, marks[i].mark, marks[i].length) == 0)
                        return marks[i].media_type;
        /* BM is two letters of many texts: the header's reserved octets are zero */
        if (head.length > 54 && bytes_starts(head, "BM") && memcmp(head.data + 6, "\0\0\0\0", 4) == 0)
                return "image/bmp";
        return NULL;
}

static bool
sniff_names_hold(const GPtrArray *names, const char *prefix)
{
        for (unsigned i = 0; i < names->len; i++)
                if (g_str_has_prefix(g_ptr_array_index(names, i), prefix))
                        return true;
        return false;
}

static Format
sniff_zip(Bytes bytes)
{
        static const char odt[] = "mimetypeapplication/vnd.oasis.opendocument.text";
        const Bytes head = bytes_of(bytes.data, MIN(bytes.length, 200));
        if (bytes_find(head, bytes_of_string(odt), 0) >= 0)
                return FORMAT_ODT;
        if (bytes_find(head, bytes_of_string("mimetypeapplication/vnd."), 0) >= 0)
                return FORMAT_UNKNOWN;
        g_autoptr(GPtrArray) names = archive_names(bytes);
        if (sniff_names_hold(names, "word/"))
                return FORMAT_DOCX;
        if (sniff_names_hold(names, "xl/") || sniff_names_hold(names, "ppt/") || sniff_names_hold(names, "visio/"))
                return FORMAT_UNKNOWN;
        return sniff_names_hold(names, "[Content_Types].xml") ? FORMAT_DOCX : FORMAT_ZIP;
}

/* True when a stream's name stands somewhere in a compound file whose table of contents is damaged. */
static bool
sniff_names_stream(Bytes bytes, const char *name)
{
        g_autofree gunichar2 *wide = g_utf8_to_utf16(name, -1, NULL, NULL, NULL);
        return bytes_find(bytes, bytes_of(wide, 2 * strlen(name)), 0) >= 0;
}

static Format
sniff_ole(Bytes bytes)
{
        static const struct {
                const char *stream;
                Format format;
        } kinds[] = {
                { "EncryptedPackage", FORMAT_ENCRYPTED_OFFICE },
                { "WordDocument", FORMAT_DOC },
                { "__properties_version1.0", FORMAT_OUTLOOK_MSG },
        };
        g_autoptr(Ole) ole = ole_new(bytes);
        for (unsigned i = 0; i < G_N_ELEMENTS(kinds); i++)
                if (ole == NULL ? sniff_names_stream(bytes, kinds[i].stream) : ole_has(ole, kinds[i].stream))
                        return kinds[i].format;
        return ole == NULL ? FORMAT_DAMAGED_OLE : FORMAT_OLE;
}

static bool
sniff_ends(const char *name, const char *const ends[])
{
        g_autofree char *lower = name == NULL ? NULL : g_ascii_strdown(name, -1);
        for (unsigned i = 0; lower != NULL && ends[i] != NULL; i++)
                if (g_str_has_suffix(lower, ends[i]))
                        return true;
        return false;
}

/* Messages that are locked or signed and came as text, or that only their sender's word tells. */
static Format
sniff_secured(Bytes bytes, const MimePart *part)
{
        static const char *const signed_ends[] = { ".p7m", ".p7s", ".p7c", ".p7b", NULL };
        static const char *const pgp_ends[] = { ".pgp", ".gpg", NULL };
        const char *type = part == NULL || part->media_type == NULL ? "" : part->media_type;
        const char *name = part == NULL ? NULL : part->filename;
        if (bytes_starts(bytes, "-----BEGIN PGP MESSAGE-----"))
                return FORMAT_PGP;
        if (bytes_starts(bytes, "-----BEGIN PKCS7-----") || bytes_starts(bytes, "-----BEGIN CMS-----") ||
            (bytes_starts(bytes, "MI") && (strstr(type, "pkcs7") != NULL || sniff_ends(name, signed_ends))))
                return FORMAT_SIGNED;
        /* a packet of the session key: tag 1, in the old form or the new */
        const bool is_packet = bytes.length > 2 && (bytes.data[0] == 0x84 || bytes.data[0] == 0x85 ||
                                                    bytes.data[0] == 0x8C || bytes.data[0] == 0xC1);
        return is_packet && (g_str_equal(type, "application/pgp-encrypted") || sniff_ends(name, pgp_ends))
                   ? FORMAT_PGP
                   : FORMAT_UNKNOWN;
}

/* A mail attached as a file: three of the fields that every mail has, the first line among them. */
static bool
sniff_is_mail(Bytes bytes, const MimePart *part)
{
        static const char *const fields[] = { "From",       "To",       "Subject",      "Date",
                                              "Message-ID", "Received", "MIME-Version", "Return-Path" };
        if (part == NULL || part->is_message || (!part->is_attachment && g_str_has_prefix(part->media_type, "text/")))
                return false;
        const uint8_t *end = memchr(bytes.data, '\n', MIN(bytes.length, SNIFF_HEAD));
        if (end == NULL || memchr(bytes.data, ':', (size_t) (end - bytes.data)) == NULL)
                return false;
        g_autoptr(HeaderBlock) header = header_block_new(bytes_of(bytes.data, MIN(bytes.length, 16 * SNIFF_HEAD)));
        unsigned found = 0;
        Bytes value;
        for (unsigned i = 0; i < G_N_ELEMENTS(fields); i++)
                found += header_block_find(header, fields[i], &value);
        return found >= 3;
}

/* Archives and packed files by their first octets. */
static Format
sniff_packed(Bytes head)
{
        static const struct {
                const char *mark;
                Format format;
        } marks[] = {
                { "7z\xBC\xAF\x27\x1C", FORMAT_SEVEN_ZIP },
                { "Rar!\x1A\x07", FORMAT_RAR },
                { "\x1F\x8B\x08", FORMAT_GZIP },
                { "\xFD\x37zXZ", FORMAT_XZ },
        };
        for (unsigned i = 0; i < G_N_ELEMENTS(marks); i++)
                if (bytes_starts(head, marks[i].mark))
                        return marks[i].format;
        /* BZh and a digit are letters of many texts */
        if (head.length > 10 && bytes_starts(head, "BZh") && memcmp(head.data + 4, "1AY&SY", 6) == 0)
                return FORMAT_BZIP2;
        return head.length > 262 && memcmp(head.data + 257, "ustar", 5) == 0 ? FORMAT_TAR : FORMAT_UNKNOWN;
}

static Format
sniff_by_signature(Bytes bytes, Bytes head)
{
        if (bytes_starts(head, "PK\003\004") || bytes_starts(head, "PK\005\006"))
                return sniff_zip(bytes);
        const Format packed = sniff_packed(head);
        if (packed != FORMAT_UNKNOWN)
                return packed;
        if (bytes_starts(head, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"))
                return sniff_ole(bytes);
        if (bytes_starts(head, "{\\rtf"))
                return FORMAT_RTF;
        if (bytes_starts(head, "\x78\x9F\x3E\x22"))
                return FORMAT_TNEF;
        if (bytes_starts(head, "\x76\xE8\x04\x60\xC4\x11\xE3\x86"))
                return FORMAT_RIGHTS_MANAGED;
        if (signed_content_is(head))
                return FORMAT_SIGNED;
        if (sniff_picture(head) != NULL)
                return FORMAT_IMAGE;
        /* last: a PDF may have junk before its header, and others may hold a PDF */
        return bytes_find(bytes_of(head.data, MIN(head.length, SNIFF_PDF_HEAD)), bytes_of_string("%PDF-"), 0) >= 0
                   ? FORMAT_PDF
                   : FORMAT_UNKNOWN;
}

static Format
sniff_by_text(Bytes bytes, Bytes head, const MimePart *part)
{
        const Format secured = sniff_secured(head, part);
        if (secured != FORMAT_UNKNOWN)
                return secured;
        const bool is_text = sniff_is_text(head);
        if (part != NULL && part->is_attachment && g_str_equal(part->media_type, "multipart/signed"))
                return FORMAT_MAIL; /* Outlook keeps a signed mail whole, as an attachment of itself */
        if (is_text && sniff_is_mail(bytes, part))
                return FORMAT_MAIL;
        if (bytes_starts(head, "<?xml") &&
            bytes_find(head, bytes_of_string("application/vnd.oasis.opendocument.text\""), 0) > 0)
                return FORMAT_FLAT_ODT;
        if (sniff_is_html(head) || (part != NULL && g_strcmp0(part->media_type, "text/html") == 0 && is_text))
                return FORMAT_HTML;
        return is_text || sniff_is_utf16(head) || (part != NULL && g_str_has_prefix(part->media_type, "text/"))
                   ? FORMAT_TEXT
                   : FORMAT_UNKNOWN;
}

Format
sniff_format(Bytes bytes, const MimePart *part, const char **ret_media_type)
{
        const Bytes head = bytes_of(bytes.data, MIN(bytes.length, SNIFF_HEAD));
        Format format = bytes.length == 0 ? FORMAT_EMPTY : sniff_by_signature(bytes, head);
        if (format == FORMAT_UNKNOWN && !bytes_starts(head, "PK\003\004"))
                format = sniff_by_text(bytes, head, part);
        *ret_media_type = format_media_type(format);
        if (format == FORMAT_IMAGE)
                *ret_media_type = sniff_picture(head);
        if (**ret_media_type != '\0')
                return format;
        const char *word = cookie == NULL ? NULL : magic_buffer(cookie, bytes.data, bytes.length);
        *ret_media_type = word == NULL ? "application/octet-stream" : word;
        /* drawings of programs ("image/vnd.dwg") are no pictures that anybody could show */
        if (word != NULL && g_str_has_prefix(word, "image/") && !g_str_has_prefix(word, "image/vnd.") &&
            !g_str_has_prefix(word, "image/svg"))
                format = FORMAT_IMAGE;
        return format;
}
