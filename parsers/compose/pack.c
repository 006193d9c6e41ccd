#include "parsers/compose/pack.h"

#include "base/error.h"

#include <string.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC(json_t, json_decref)

static const char pack_magic[] = "CCOTPACK1\n";

bool
pack_block(BytesCursor *blocks, Bytes *ret_block)
{
        const uint64_t length = bytes_u64le(blocks);
        if (blocks->failed || length > bytes_left(blocks))
                return false;
        *ret_block = bytes_take(blocks, (size_t) length);
        return true;
}

GByteArray *
pack_compose(Bytes input, GError **error)
{
        BytesCursor blocks = bytes_cursor(input);
        Bytes text = { 0 };
        const bool known = bytes_starts(input, pack_magic) && bytes_skip(&blocks, strlen(pack_magic));
        g_autoptr(json_t) told =
            known && pack_block(&blocks, &text) ? json_loadb((const char *) text.data, text.length, 0, NULL) : NULL;
        const char *file = json_string_value(json_object_get(told, "file"));
        if (g_strcmp0(file, "pdf") == 0)
                return paper_compose(told, &blocks, error);
        if (g_strcmp0(file, "zip") == 0)
                return bundle_compose(told, &blocks, error);
        g_set_error(error, CCOT_ERROR, CCOT_ERROR_INPUT, "pack: the input does not say what is to be made");
        return NULL;
}
