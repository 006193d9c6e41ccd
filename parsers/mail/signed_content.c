#include "parsers/mail/signed_content.h"

#include "base/limits.h"

#include <ksba.h>
#include <string.h>

/* 1.2.840.113549.1.7, and 1.2.840.113549.1.9.16.1 for what was added later */
#define SIGNED_TYPES       "\x06\x09\x2A\x86\x48\x86\xF7\x0D\x01\x07"
#define SIGNED_LATER_TYPES "\x06\x0B\x2A\x86\x48\x86\xF7\x0D\x01\x09\x10\x01"

enum { SIGNED_HEAD = 24, SIGNED_STEPS = 10000, SIGNED_OBJECT = 1024 * 1024 };

typedef struct ksba_cms_s OwnedCms;
typedef struct ksba_reader_s OwnedReader;
typedef struct ksba_writer_s OwnedWriter;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OwnedCms, ksba_cms_release)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OwnedReader, ksba_reader_release)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OwnedWriter, ksba_writer_release)

typedef struct {
        GByteArray *octets;
        size_t limit;
        bool is_full;
} SignedSink;

typedef struct {
        Bytes bytes;
        size_t at;
} SignedSource;

bool
signed_content_is(Bytes bytes)
{
        const Bytes head = bytes_of(bytes.data, MIN(bytes.length, SIGNED_HEAD));
        if (head.length == 0 || head.data[0] != 0x30)
                return false;
        return bytes_find(head, bytes_of_string(SIGNED_TYPES), 0) > 0 ||
               bytes_find(head, bytes_of_string(SIGNED_LATER_TYPES), 0) > 0;
}

GByteArray *
signed_content_unwrap(Bytes bytes)
{
        static const char *const marks[] = { "-----BEGIN PKCS7-----", "-----BEGIN CMS-----", "MI" };
        GByteArray *out = g_byte_array_new();
        if (signed_content_is(bytes)) {
                g_byte_array_append(out, bytes.data, (guint) bytes.length);
                return out;
        }
        size_t start = 0;
        bool found = false;
        for (unsigned i = 0; i < G_N_ELEMENTS(marks) && !found; i++) {
                found = bytes_starts(bytes, marks[i]);
                start = found && marks[i][0] == '-' ? strlen(marks[i]) : 0;
        }
        const ssize_t end = found ? bytes_find(bytes, bytes_of_string("-----END"), start) : -1;
        gint state = 0;
        guint save = 0;
        if (found) {
                const size_t length = (end < 0 ? bytes.length : (size_t) end) - start;
                g_byte_array_set_size(out, (guint) (length / 4 * 3 + 3));
                const gsize got =
                    g_base64_decode_step((const char *) bytes.data + start, length, out->data, &state, &save);
                g_byte_array_set_size(out, (guint) got);
        }
        if (signed_content_is(bytes_of(out->data, out->len)))
                return out;
        g_byte_array_unref(out);
        return NULL;
}

/* libksba takes the length that an object states for the memory it needs. */
static void *
signed_content_allocate(size_t size)
{
        return size > SIGNED_OBJECT ? NULL : malloc(size);
}

static void *
signed_content_reallocate(void *memory, size_t size)
{
        return size > SIGNED_OBJECT ? NULL : realloc(memory, size);
}

void
signed_content_init(void)
{
        ksba_set_malloc_hooks(signed_content_allocate, signed_content_reallocate, free);
}

/* From where the octets are: the library's own reader of memory would first copy them, as one object. */
static int
signed_content_read(void *data, char *buffer, size_t length, size_t *ret_read)
{
        SignedSource *source = data;
        const size_t count = MIN(length, source->bytes.length - source->at);
        if (count == 0)
                return -1;
        memcpy(buffer, source->bytes.data + source->at, count);
        source->at += count;
        *ret_read = count;
        return 0;
}

static int
signed_content_write(void *data, const void *octets, size_t length)
{
        SignedSink *sink = data;
        if (length > sink->limit - sink->octets->len) {
                sink->is_full = true;
                return -1;
        }
        g_byte_array_append(sink->octets, octets, (guint) length);
        return 0;
}

static void
signed_content_hash(void *data, const void *octets, size_t length)
{
        /* libksba goes on only when somebody could compute the digest */
}

/* By the type that the octets begin with: what is locked, or of another kind, is not looked into. */
static Problem
signed_content_problem(Bytes bytes)
{
        static const struct {
                const char *type;
                Problem problem;
        } types[] = {
                { SIGNED_TYPES "\x02", PROBLEM_NONE },
                { SIGNED_TYPES "\x03", PROBLEM_ENCRYPTED },
                { SIGNED_TYPES "\x06", PROBLEM_ENCRYPTED },
                { SIGNED_LATER_TYPES "\x17", PROBLEM_ENCRYPTED },
        };
        const Bytes head = bytes_of(bytes.data, MIN(bytes.length, SIGNED_HEAD));
        for (unsigned i = 0; i < G_N_ELEMENTS(types); i++)
                if (bytes_find(head, bytes_of_string(types[i].type), 0) > 0)
                        return types[i].problem;
        return PROBLEM_UNSUPPORTED;
}

/* Steps until the content has been written. */
static Problem
signed_content_run(OwnedCms *cms, const SignedSink *sink)
{
        ksba_stop_reason_t reason = KSBA_SR_NONE;
        for (unsigned step = 0; step < SIGNED_STEPS; step++) {
                if (ksba_cms_parse(cms, &reason) != 0)
                        return sink->is_full ? PROBLEM_TOO_LARGE : PROBLEM_CORRUPT;
                /* behind the content stand certificates and signatures */
                if (reason == KSBA_SR_END_DATA || reason == KSBA_SR_READY || reason == KSBA_SR_DETACHED_DATA)
                        return PROBLEM_NONE;
        }
        return PROBLEM_CORRUPT;
}

Problem
signed_content_open(Bytes bytes, size_t limit, GByteArray **ret_content)
{
        const Problem kind = signed_content_problem(bytes);
        g_autoptr(OwnedCms) cms = NULL;
        g_autoptr(OwnedReader) reader = NULL;
        g_autoptr(OwnedWriter) writer = NULL;
        g_autoptr(GByteArray) octets = g_byte_array_new();
        SignedSink sink = { .octets = octets, .limit = limit };
        SignedSource source = { .bytes = bytes };
        if (kind != PROBLEM_NONE)
                return kind;
        if (ksba_cms_new(&cms) != 0 || ksba_reader_new(&reader) != 0 || ksba_writer_new(&writer) != 0 ||
            ksba_reader_set_cb(reader, signed_content_read, &source) != 0 ||
            ksba_writer_set_cb(writer, signed_content_write, &sink) != 0 ||
            ksba_cms_set_reader_writer(cms, reader, writer) != 0)
                return PROBLEM_CORRUPT;
        ksba_cms_set_hash_function(cms, signed_content_hash, NULL);
        const Problem problem = signed_content_run(cms, &sink);
        if (octets->len > 0)
                *ret_content = g_steal_pointer(&octets);
        return problem;
}
