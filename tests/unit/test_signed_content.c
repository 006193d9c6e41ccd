/* What stands inside an S/MIME signature comes out; what is locked or damaged has a name. The seeds of the fuzz target
 * are the samples; tests/support/make_seeds.py describes them. */
#include "base/limits.h"
#include "parsers/document/sniff.h"
#include "parsers/mail/signed_content.h"
#include "parsers/pipeline.h"
#include "seed_file.h"

#include <string.h>

#define ENTITY "Content-Type: text/plain; charset=utf-8\r\n\r\nsigned words\r\n"

static GByteArray *
signed_seed(const char *name)
{
        gsize length = 0;
        char *octets = seed_file("signed_content", name, &length);
        return g_byte_array_new_take((guint8 *) octets, length);
}

/* limit 0: as much as there is. */
static void
expect_content(const char *seed, size_t keep, size_t limit, const char *start, Problem problem)
{
        g_autoptr(GByteArray) octets = signed_seed(seed);
        const Bytes bytes = bytes_of(octets->data, keep == 0 ? octets->len : keep);
        g_autoptr(GByteArray) message = signed_content_unwrap(bytes);
        g_autoptr(GByteArray) content = NULL;
        g_assert_nonnull(message);
        const Problem found = signed_content_open(bytes_of(message->data, message->len),
                                                  limit == 0 ? LIMIT_DOCUMENT_BYTES : limit, &content);
        g_assert_cmpstr(vocabulary_word(VOCABULARY_PROBLEM, found), ==, vocabulary_word(VOCABULARY_PROBLEM, problem));
        g_assert_true((content == NULL) == (start == NULL));
        if (start != NULL)
                g_assert_true(content->len >= strlen(start) && memcmp(content->data, start, strlen(start)) == 0);
        const char *type = NULL;
        g_assert_cmpuint(sniff_format(bytes, NULL, &type), ==, FORMAT_SIGNED);
}

static void
test_signed_content(void)
{
        expect_content("whole.p7m", 0, 0, ENTITY, PROBLEM_NONE);
        expect_content("pieces.p7m", 0, 0, ENTITY ENTITY, PROBLEM_NONE);
        expect_content("armoured.pem", 0, 0, ENTITY, PROBLEM_NONE);
        expect_content("alone.p7s", 0, 0, NULL, PROBLEM_NONE);
        expect_content("enveloped.p7m", 0, 0, NULL, PROBLEM_ENCRYPTED);
        expect_content("compressed.p7m", 0, 0, NULL, PROBLEM_UNSUPPORTED);
}

static void
test_signed_content_bad(void)
{
        expect_content("pieces.p7m", 900, 0, ENTITY, PROBLEM_CORRUPT);
        expect_content("huge.p7m", 0, 0, NULL, PROBLEM_CORRUPT);
        expect_content("whole.p7m", 40, 0, NULL, PROBLEM_CORRUPT);
        expect_content("whole.p7m", 0, sizeof ENTITY - 1, ENTITY, PROBLEM_NONE);
        expect_content("whole.p7m", 0, sizeof ENTITY - 2, NULL, PROBLEM_TOO_LARGE);
        g_assert_null(signed_content_unwrap(bytes_of("", 0)));
        g_assert_null(signed_content_unwrap(bytes_of_string("MIIB but no more than words")));
        g_assert_null(signed_content_unwrap(bytes_of_string("-----BEGIN PKCS7-----\nnothing\n-----END PKCS7-----\n")));
}

/* A message of so many octets; its content is as long as a scan, longer than any object that libksba may ask memory for. */
static void
test_signed_content_large(void)
{
        static const guint8 head[] = { 0x30, 0x80, 0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x02,
                                       0xA0, 0x80, 0x30, 0x80, 0x02, 0x01, 0x01, 0x31, 0x0D, 0x30, 0x0B, 0x06, 0x09,
                                       0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01, 0x30, 0x80, 0x06, 0x09,
                                       0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x01, 0xA0, 0x80, 0x04, 0x83 };
        const guint size = 3 * 1024 * 1024;
        const guint8 length[] = { (guint8) (size >> 16), (guint8) (size >> 8), (guint8) size }, end[6] = { 0 };
        g_autoptr(GByteArray) message = g_byte_array_new();
        g_autoptr(GByteArray) content = NULL;
        g_byte_array_append(message, head, sizeof head);
        g_byte_array_append(message, length, sizeof length);
        g_byte_array_set_size(message, message->len + size);
        memset(message->data + sizeof head + sizeof length, 'w', size);
        g_byte_array_append(message, end, sizeof end);
        const Bytes bytes = bytes_of(message->data, message->len);
        g_assert_cmpint(signed_content_open(bytes, LIMIT_DOCUMENT_BYTES, &content), ==, PROBLEM_NONE);
        g_assert_nonnull(content);
        g_assert_cmpuint(content->len, ==, size);
        g_assert_cmpint(content->data[size - 1], ==, 'w');
}

static void
expect_format(const char *octets, size_t length, const char *media_type, const char *filename, Format format)
{
        const MimePart part = { .path = "1", .media_type = media_type, .filename = filename, .is_attachment = true };
        const char *type = NULL;
        g_assert_cmpuint(sniff_format(bytes_of(octets, length), &part, &type), ==, format);
}

static void
test_secured_formats(void)
{
        g_autoptr(GByteArray) armoured = signed_seed("armoured.pem");
        const char *base64 = strchr((const char *) armoured->data, '\n') + 1;
        expect_format(base64, 200, "application/octet-stream", "smime.P7M", FORMAT_SIGNED);
        expect_format(base64, 200, "application/x-pkcs7-mime", NULL, FORMAT_SIGNED);
        expect_format(base64, 200, "text/plain", "notes.txt", FORMAT_TEXT);
        static const char pgp[] = "-----BEGIN PGP MESSAGE-----\n\nhQEM\n";
        expect_format(pgp, sizeof pgp - 1, "text/plain", NULL, FORMAT_PGP);
        expect_format("\x85\x01\x0C\x03rest", 8, "application/octet-stream", "order.pdf.gpg", FORMAT_PGP);
        expect_format("\x85\x01\x0C\x03rest", 8, "application/octet-stream", "order.bin", FORMAT_UNKNOWN);
        expect_format("\x76\xE8\x04\x60\xC4\x11\xE3\x86", 8, "", NULL, FORMAT_RIGHTS_MANAGED);
}

int
main(int argc, char **argv)
{
        g_test_init(&argc, &argv, NULL);
        pipeline_init();
        g_test_add_func("/signed-content/content", test_signed_content);
        g_test_add_func("/signed-content/bad", test_signed_content_bad);
        g_test_add_func("/signed-content/large", test_signed_content_large);
        g_test_add_func("/sniff/secured", test_secured_formats);
        return g_test_run();
}
