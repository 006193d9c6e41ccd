#include "parsers/listing.h"

#include <string.h>

bool
listing_is_body(const MimePart *part, Format format)
{
        if (part->is_text)
                return format_reader(format) != NULL;
        return !part->is_attachment && part->filename == NULL && !part->is_related &&
               g_str_has_prefix(part->media_type, "text/") && (format == FORMAT_TEXT || format == FORMAT_HTML);
}

const char *
listing_media_type(const MimePart *part, Format format, const char *sniffed)
{
        const bool declared = part->media_type != NULL && part->media_type[0] != '\0';
        if (format == FORMAT_TEXT && declared &&
            (g_str_has_prefix(part->media_type, "text/") || g_str_has_prefix(part->media_type, "message/")))
                return part->media_type;
        if (part->is_message)
                return "message/rfc822";
        /* a signature alone is no less a message of this format */
        if ((format == FORMAT_UNKNOWN || format == FORMAT_EMPTY || format == FORMAT_SIGNED) && declared &&
            !g_str_equal(part->media_type, "application/octet-stream"))
                return part->media_type;
        return format == FORMAT_EMPTY ? "application/octet-stream" : sniffed;
}

/* True when the sender named a kind of file that these octets are not: what came is not what was sent. Word saves HTML
 * under its own names, so that is left alone. */
static bool
listing_is_not_what_it_says(const MimePart *part, Format format)
{
        static const char *const types[] = { "application/pdf", "application/zip", NULL };
        static const char *const word_types[] = { "application/msword", "application/rtf", "text/rtf", NULL };
        static const char *const ends[] = { ".pdf", ".docx", ".docm", ".odt", ".zip",  ".7z",  ".rar", ".gz",
                                            ".jpg", ".jpeg", ".png",  ".tif", ".tiff", ".msg", NULL };
        static const char *const word_ends[] = { ".doc", ".rtf", NULL };
        if (format != FORMAT_TEXT && format != FORMAT_UNKNOWN && format != FORMAT_HTML)
                return false;
        const char *type = part->media_type == NULL ? "" : part->media_type;
        const char *dot = part->filename == NULL ? NULL : strrchr(part->filename, '.');
        g_autofree char *end = g_ascii_strdown(dot == NULL ? "" : dot, -1);
        if (g_strv_contains(types, type) || g_strv_contains(ends, end))
                return true;
        if (format == FORMAT_HTML)
                return false;
        return g_strv_contains(word_types, type) || g_strv_contains(word_ends, end) ||
               (g_str_has_prefix(type, "image/") && format == FORMAT_TEXT);
}

Problem
listing_problem(const MimePart *part, Format format)
{
        const bool attached = part->is_attachment || part->filename != NULL || strchr(part->path, '!') != NULL;
        /* formats that tell by themselves whether their end is there need no guess from the encoding */
        const bool tells =
            format == FORMAT_PDF || format == FORMAT_DOCX || format == FORMAT_ODT || format == FORMAT_ZIP;
        if (part->problem != PROBLEM_NONE && !(part->problem == PROBLEM_CORRUPT && tells))
                return part->problem;
        if (format == FORMAT_EMPTY)
                return attached && !part->is_message ? PROBLEM_CORRUPT : PROBLEM_NONE;
        if (format == FORMAT_ENCRYPTED_OFFICE || format == FORMAT_PGP || format == FORMAT_RIGHTS_MANAGED)
                return PROBLEM_ENCRYPTED;
        if (format == FORMAT_DAMAGED_OLE || listing_is_not_what_it_says(part, format))
                return PROBLEM_CORRUPT;
        const bool is_signature = part->media_type != NULL && g_str_has_suffix(part->media_type, "-signature");
        if ((format == FORMAT_UNKNOWN || format == FORMAT_OLE) && !is_signature)
                return PROBLEM_UNSUPPORTED;
        return PROBLEM_NONE;
}
