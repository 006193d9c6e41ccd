#include "parsers/mail/logo.h"

#include "parsers/order/pattern.h"
#include "parsers/order/view.h"

enum { LOGO_OCTETS = 20000 };

bool
logo_is(const SubmissionDocument *document)
{
        static const char *const types[] = { "image/png", "image/gif",  "image/jpeg",    "image/jpg",
                                             "image/bmp", "image/webp", "image/svg+xml", NULL };
        static Pattern name = { .text = "(?i)^(?:image\\d*|img\\d{0,3}|logo|sig|signature|banner|icon|footer|header|"
                                        "facebook|twitter|linkedin|instagram|x|outlook-\\w*|att\\d+|inline|crest|badge|"
                                        "accreditation|lexcel|[\\w-]*(?:logo|sig|signature|banner|icon|footer)[\\w-]*|"
                                        "~wrd\\w*|part\\d[\\w.-]*)(?:[ _-]?\\d+)?\\.\\w{2,5}$" };
        if (document->media_type == NULL || document->size >= LOGO_OCTETS ||
            !g_strv_contains(types, document->media_type))
                return false;
        return document->filename == NULL || pattern_in(&name, document->filename);
}
