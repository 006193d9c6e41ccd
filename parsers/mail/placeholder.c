#include "parsers/mail/placeholder.h"

#include "base/text.h"
#include "parsers/order/reading.h"

#include <string.h>

/* A notice is short: longer text that holds the words is somebody's letter about them. */
enum { PLACEHOLDER_LENGTH = 3000 };

static const char *const phrases[] = {
#define PLACEHOLDER(phrase) phrase,
#include "register/placeholder.def"
#undef PLACEHOLDER
};

static bool
placeholder_says(const char *text)
{
        if (text == NULL || strlen(text) > PLACEHOLDER_LENGTH)
                return false;
        g_autofree char *folded = text_fold(text);
        g_strdelimit(folded, "_", ' ');
        for (unsigned i = 0; i < G_N_ELEMENTS(phrases); i++)
                if (strstr(folded, phrases[i]) != NULL)
                        return true;
        return false;
}

static bool
placeholder_is(const SourceDocument *source)
{
        if (placeholder_says(source->document->filename))
                return true;
        for (unsigned i = 0; i < source->document->text->len; i++)
                if (placeholder_says(g_ptr_array_index(source->document->text, i)))
                        return true;
        return false;
}

void
placeholder_mark(Submission *submission, const GPtrArray *sources)
{
        bool has_file = false;
        for (unsigned i = 0; i < sources->len; i++) {
                SourceDocument *source = g_ptr_array_index(sources, i);
                has_file = has_file || (!source->is_body && source->pages->len > 0 && !placeholder_is(source));
        }
        for (unsigned i = 0; i < sources->len; i++) {
                SourceDocument *source = g_ptr_array_index(sources, i);
                /* the words in the body count only where no file came along */
                if (source->is_forwarded || (source->is_body && has_file) || !placeholder_is(source))
                        continue;
                source->document->problem = PROBLEM_REMOTE_ONLY;
                submission->placeholder = true;
        }
}
