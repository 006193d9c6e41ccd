#include "parsers/document/pdf_recover.h"

#include "base/limits.h"

#include <gio/gio.h>
#include <string.h>

/* Octets of an object in which its type stands; objects looked at; digits of an object's number. */
enum { RECOVER_HEAD = 8192, RECOVER_OBJECTS = 200000, RECOVER_DIGITS = 7, RECOVER_LOCK = 512 };

typedef struct {
        guint number;
        size_t at;   /* of what follows "obj"; 0 for one that was compressed */
        Bytes head;  /* its beginning, at most to where a stream starts */
        bool packed; /* in Recovery.unpacked */
} RecoveredObject;

typedef struct {
        Bytes bytes;
        GArray *objects;      /* of RecoveredObject, in the order of the file */
        GHashTable *latest;   /* number to index + 1 of the last object with it */
        GPtrArray *unpacked;  /* of GByteArray: what compressed objects lie in */
        size_t unpacked_left; /* octets */
} Recovery;

static void
recovery_clear(Recovery *recovery)
{
        g_array_unref(recovery->objects);
        g_hash_table_unref(recovery->latest);
        g_ptr_array_unref(recovery->unpacked);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Recovery, recovery_clear)

static bool
recover_is_space(uint8_t octet)
{
        return octet == ' ' || octet == '\n' || octet == '\r' || octet == '\t' || octet == '\f' || octet == 0;
}

static bool
recover_is_regular(uint8_t octet)
{
        return !recover_is_space(octet) && strchr("()<>[]{}/%", octet) == NULL;
}

static Bytes
recover_part(Bytes bytes, size_t from, size_t length)
{
        from = MIN(from, bytes.length);
        return bytes_of(bytes.data + from, MIN(length, bytes.length - from));
}

/* Where the value of the key starts; -1 when the key is not there. */
static ssize_t
recover_value(Bytes head, const char *key)
{
        const size_t length = strlen(key);
        ssize_t at = -1;
        for (size_t from = 0; (at = bytes_find(head, bytes_of_string(key), from)) >= 0; from = (size_t) at + 1) {
                size_t end = (size_t) at + length;
                if (end < head.length && recover_is_regular(head.data[end]))
                        continue;
                while (end < head.length && recover_is_space(head.data[end]))
                        end++;
                return (ssize_t) end;
        }
        return -1;
}

static bool
recover_has_type(Bytes head, const char *name)
{
        const ssize_t at = recover_value(head, "/Type");
        const size_t length = strlen(name), end = (size_t) at + 1 + length;
        return at >= 0 && end <= head.length && head.data[at] == '/' && memcmp(head.data + at + 1, name, length) == 0 &&
               (end == head.length || !recover_is_regular(head.data[end]));
}

/* The number at the offset; -1 when there is none. */
static gint64
recover_number(Bytes bytes, size_t at)
{
        gint64 value = 0;
        size_t digits = 0;
        for (; at < bytes.length && g_ascii_isdigit((char) bytes.data[at]) && digits < 10; at++, digits++)
                value = 10 * value + (bytes.data[at] - '0');
        return digits == 0 ? -1 : value;
}

/* The head of the object whose contents start at the offset: to its end, its stream or the limit. */
static Bytes
recover_head(Bytes bytes, size_t at)
{
        Bytes head = recover_part(bytes, at, RECOVER_HEAD);
        static const char *const ends[] = { "endobj", "stream" };
        for (unsigned i = 0; i < G_N_ELEMENTS(ends); i++) {
                const ssize_t end = bytes_find(head, bytes_of_string(ends[i]), 0);
                if (end >= 0)
                        head.length = (size_t) end;
        }
        return head;
}

static void
recover_add(Recovery *recovery, const RecoveredObject *object)
{
        if (recovery->objects->len >= RECOVER_OBJECTS)
                return;
        g_array_append_val(recovery->objects, *object);
        g_hash_table_insert(recovery->latest, GUINT_TO_POINTER(object->number),
                            GUINT_TO_POINTER(recovery->objects->len));
}

/* The number before "G obj" at the offset of " obj"; -1 when these are other words. */
static gint64
recover_number_before(Bytes bytes, size_t at)
{
        size_t start = at;
        while (start > 0 && g_ascii_isdigit((char) bytes.data[start - 1]))
                start--;
        if (start == at)
                return -1;
        size_t end = start;
        while (end > 0 && recover_is_space(bytes.data[end - 1]))
                end--;
        size_t first = end;
        while (first > 0 && end - first < RECOVER_DIGITS && g_ascii_isdigit((char) bytes.data[first - 1]))
                first--;
        return end == start || first == end ? -1 : recover_number(bytes, first);
}

/* Unpacks the stream that starts in the object; NULL when it does not hold the objects that it should. */
static GByteArray *
recover_inflate(Recovery *recovery, const RecoveredObject *object)
{
        const Bytes near = recover_part(recovery->bytes, object->at, RECOVER_HEAD);
        const ssize_t start = bytes_find(near, bytes_of_string("stream"), 0);
        if (start < 0)
                return NULL;
        size_t at = object->at + (size_t) start + strlen("stream");
        at += at < recovery->bytes.length && recovery->bytes.data[at] == '\r';
        at += at < recovery->bytes.length && recovery->bytes.data[at] == '\n';
        g_autoptr(GZlibDecompressor) inflate = g_zlib_decompressor_new(G_ZLIB_COMPRESSOR_FORMAT_ZLIB);
        g_autoptr(GByteArray) out = g_byte_array_new();
        GConverterResult result = G_CONVERTER_CONVERTED;
        while (result == G_CONVERTER_CONVERTED && recovery->unpacked_left > 0) {
                guint8 buffer[16384];
                gsize read = 0, written = 0;
                result =
                    g_converter_convert(G_CONVERTER(inflate), recovery->bytes.data + at, recovery->bytes.length - at,
                                        buffer, sizeof buffer, G_CONVERTER_NO_FLAGS, &read, &written, NULL);
                if (result == G_CONVERTER_ERROR)
                        break;
                at += read;
                written = MIN(written, recovery->unpacked_left);
                recovery->unpacked_left -= written;
                g_byte_array_append(out, buffer, (guint) written);
        }
        return g_steal_pointer(&out);
}

/* The objects of a compressed stream (ISO 32000 7.5.7): pairs of number and offset, then the objects. */
static void
recover_unpack(Recovery *recovery, const RecoveredObject *object)
{
        const ssize_t first_at = recover_value(object->head, "/First"), count_at = recover_value(object->head, "/N");
        const gint64 first = first_at < 0 ? -1 : recover_number(object->head, (size_t) first_at);
        const gint64 count = count_at < 0 ? -1 : recover_number(object->head, (size_t) count_at);
        if (first < 0 || count < 0 || bytes_find(object->head, bytes_of_string("/FlateDecode"), 0) < 0)
                return;
        GByteArray *octets = recover_inflate(recovery, object);
        if (octets == NULL)
                return;
        g_ptr_array_add(recovery->unpacked, octets);
        const Bytes plain = bytes_of(octets->data, octets->len);
        size_t at = 0;
        for (gint64 i = 0; i < count && at < plain.length; i++) {
                gint64 pair[2] = { -1, -1 };
                for (unsigned k = 0; k < G_N_ELEMENTS(pair); k++) {
                        while (at < plain.length && recover_is_space(plain.data[at]))
                                at++;
                        pair[k] = recover_number(plain, at);
                        while (at < plain.length && recover_is_regular(plain.data[at]))
                                at++;
                }
                if (pair[0] < 0 || pair[1] < 0 || first + pair[1] >= (gint64) plain.length)
                        return;
                const RecoveredObject inner = { .number = (guint) pair[0],
                                                .head =
                                                    recover_part(plain, (size_t) (first + pair[1]), RECOVER_HEAD * 8),
                                                .packed = true };
                recover_add(recovery, &inner);
        }
}

static void
recover_scan(Recovery *recovery, bool unpacks)
{
        static const char word[] = "obj";
        ssize_t at = -1;
        for (size_t from = 0; recovery->objects->len < RECOVER_OBJECTS &&
                              (at = bytes_find(recovery->bytes, bytes_of_string(word), from)) >= 0;) {
                from = (size_t) at + strlen(word);
                size_t before = (size_t) at;
                while (before > 0 && recover_is_space(recovery->bytes.data[before - 1]))
                        before--;
                const gint64 number = before == (size_t) at ? -1 : recover_number_before(recovery->bytes, before);
                if (number < 0)
                        continue;
                const RecoveredObject object = { .number = (guint) number,
                                                 .at = from,
                                                 .head = recover_head(recovery->bytes, from) };
                recover_add(recovery, &object);
                if (unpacks && recover_has_type(object.head, "ObjStm"))
                        recover_unpack(recovery, &object);
        }
}

/* How long the value that starts with one of "[", "<<" or a reference is; 0 when it does not end. */
static size_t
recover_value_length(Bytes head, size_t from)
{
        size_t at = from;
        int depth = 0;
        do {
                if (at >= head.length)
                        return 0;
                const uint8_t octet = head.data[at];
                depth += (octet == '[' || octet == '<') - (octet == ']' || octet == '>');
                at++;
                if (depth == 0 && (octet == 'R' || octet == ']' || octet == '>'))
                        return at - from;
        } while (depth > 0 || (at - from < 32 && at < head.length && head.data[at] != '/'));
        return 0;
}

/* Copies "key value" from the head when it is there. */
static void
recover_copy(GByteArray *out, Bytes head, const char *key)
{
        const ssize_t at = recover_value(head, key);
        const size_t length = at < 0 ? 0 : recover_value_length(head, (size_t) at);
        if (length == 0)
                return;
        g_byte_array_append(out, (const guint8 *) key, (guint) strlen(key));
        g_byte_array_append(out, (const guint8 *) " ", 1);
        g_byte_array_append(out, head.data + at, (guint) length);
        g_byte_array_append(out, (const guint8 *) "\n", 1);
}

static void G_GNUC_PRINTF(2, 3) recover_print(GByteArray *out, const char *format, ...)
{
        va_list arguments;
        va_start(arguments, format);
        g_autofree char *text = g_strdup_vprintf(format, arguments);
        va_end(arguments);
        g_byte_array_append(out, (const guint8 *) text, (guint) strlen(text));
}

static bool
recover_is_latest(const Recovery *recovery, guint index)
{
        const RecoveredObject *object = &g_array_index(recovery->objects, RecoveredObject, index);
        return GPOINTER_TO_UINT(g_hash_table_lookup(recovery->latest, GUINT_TO_POINTER(object->number))) == index + 1;
}

static Bytes
recover_latest(const Recovery *recovery, guint number)
{
        const guint index = GPOINTER_TO_UINT(g_hash_table_lookup(recovery->latest, GUINT_TO_POINTER(number)));
        return g_array_index(recovery->objects, RecoveredObject, index - 1).head;
}

/* What was compressed, as plain objects, of which damage may let each reach over many others. */
static void
recover_write_packed(const Recovery *recovery, GByteArray *out)
{
        const size_t most = out->len + 2 * (size_t) LIMIT_RECOVERED;
        for (guint i = 0; i < recovery->objects->len && out->len < most; i++) {
                const RecoveredObject *object = &g_array_index(recovery->objects, RecoveredObject, i);
                if (!object->packed || !recover_is_latest(recovery, i))
                        continue;
                /* to where the next one starts it goes too far, which no reader minds */
                const RecoveredObject *next =
                    i + 1 < recovery->objects->len ? &g_array_index(recovery->objects, RecoveredObject, i + 1) : NULL;
                size_t length = object->head.length;
                if (next != NULL && next->packed && next->head.data > object->head.data)
                        length = MIN(length, (size_t) (next->head.data - object->head.data));
                recover_print(out, "%u 0 obj\n", object->number);
                g_byte_array_append(out, object->head.data, (guint) length);
                recover_print(out, "\nendobj\n");
        }
}

/* The list of all pages, with what they inherit from the lists that were there. */
static void
recover_write_list(const Recovery *recovery, GByteArray *out, guint number, const GArray *pages)
{
        static const char *const inherited[] = { "/MediaBox", "/CropBox", "/Resources" };
        recover_print(out, "%u 0 obj\n<</Type/Pages/Count %u\n", number, pages->len);
        for (unsigned k = 0; k < G_N_ELEMENTS(inherited); k++)
                for (guint i = 0; i < recovery->objects->len; i++) {
                        const Bytes head = g_array_index(recovery->objects, RecoveredObject, i).head;
                        if (!recover_has_type(head, "Pages") || recover_value(head, inherited[k]) < 0)
                                continue;
                        recover_copy(out, head, inherited[k]);
                        break;
                }
        recover_print(out, "/Kids[");
        for (guint i = 0; i < pages->len; i++)
                recover_print(out, "%u 0 R\n", g_array_index(pages, guint, i));
        recover_print(out, "]>>\nendobj\n");
}

/* References in the list of kids; -1 when its end is not in the head. */
static gint64
recover_kids(Bytes head)
{
        const ssize_t at = recover_value(head, "/Kids");
        gint64 kids = 0;
        for (size_t i = (size_t) at + 1; at >= 0 && i < head.length; i++) {
                if (head.data[i] == ']')
                        return kids;
                kids += head.data[i] == 'R' && recover_is_space(head.data[i - 1]);
        }
        return -1;
}

static void
recovery_init(Recovery *recovery, Bytes bytes)
{
        recovery->bytes = bytes;
        recovery->objects = g_array_new(FALSE, FALSE, sizeof(RecoveredObject));
        recovery->latest = g_hash_table_new(NULL, NULL);
        recovery->unpacked = g_ptr_array_new_with_free_func((GDestroyNotify) g_byte_array_unref);
}

bool
pdf_recover_is_wanted(Bytes bytes)
{
        g_auto(Recovery) recovery = { .unpacked_left = 0 };
        recovery_init(&recovery, bytes);
        recover_scan(&recovery, false);
        for (guint i = 0; i < recovery.objects->len; i++) {
                const Bytes head = g_array_index(recovery.objects, RecoveredObject, i).head;
                const ssize_t at = recover_value(head, "/Count");
                const gint64 count = at < 0 ? -1 : recover_number(head, (size_t) at);
                if (count >= 0 && recover_has_type(head, "Pages") && recover_is_latest(&recovery, i) &&
                    count < recover_kids(head))
                        return true;
        }
        return false;
}

/* How the lost end said the file is locked. */
static void
recover_copy_lock(const Recovery *recovery, GByteArray *out)
{
        const ssize_t at = bytes_find(recovery->bytes, bytes_of_string("/Encrypt"), 0);
        if (at < 0)
                return;
        const size_t from = (size_t) at > RECOVER_LOCK ? (size_t) at - RECOVER_LOCK : 0;
        const Bytes around = recover_part(recovery->bytes, from, 2 * RECOVER_LOCK);
        recover_copy(out, around, "/Encrypt");
        recover_copy(out, around, "/ID");
}

GBytes *
pdf_recover(Bytes bytes)
{
        g_auto(Recovery) recovery = { .unpacked_left = LIMIT_RECOVERED };
        recovery_init(&recovery, bytes);
        recover_scan(&recovery, true);
        g_autoptr(GArray) pages = g_array_new(FALSE, FALSE, sizeof(guint));
        g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);
        guint most = 0;
        Bytes catalogue = { NULL, 0 };
        /* pages in the order in which they first came, each as it was last */
        for (guint i = 0; i < recovery.objects->len; i++) {
                const guint number = g_array_index(recovery.objects, RecoveredObject, i).number;
                const Bytes head = recover_latest(&recovery, number);
                most = MAX(most, number);
                if (!g_hash_table_add(seen, GUINT_TO_POINTER(number)))
                        continue;
                if (recover_has_type(head, "Page") && pages->len < LIMIT_PAGES)
                        g_array_append_val(pages, number);
                else if (recover_has_type(head, "Catalog"))
                        catalogue = head;
        }
        if (pages->len == 0)
                return NULL;
        GByteArray *out = g_byte_array_sized_new((guint) bytes.length + 4096);
        g_byte_array_append(out, bytes.data, (guint) bytes.length);
        recover_print(out, "\nendstream endobj\n");
        recover_write_packed(&recovery, out);
        recover_write_list(&recovery, out, most + 1, pages);
        recover_print(out, "%u 0 obj\n<</Type/Catalog/Pages %u 0 R\n", most + 2, most + 1);
        recover_copy(out, catalogue, "/AcroForm");
        recover_copy(out, catalogue, "/Names");
        recover_print(out, ">>\nendobj\ntrailer\n<</Size %u/Root %u 0 R\n", most + 3, most + 2);
        recover_copy_lock(&recovery, out);
        recover_print(out, ">>\nstartxref\n0\n%%%%EOF\n");
        return g_byte_array_free_to_bytes(out);
}
