/* FIPS 180-4 examples and the limits of the hexadecimal shape. */
#include "base/digest.h"

#include <string.h>

static const struct {
        const char *text;
        const char *hex;
} vectors[] = {
        { "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" },
        { "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" },
        { "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
          "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1" },
        { "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopq"
          "rstu",
          "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1" },
};

static void
test_vectors(void)
{
        for (unsigned i = 0; i < G_N_ELEMENTS(vectors); i++) {
                const DigestHex digest = digest_of(bytes_of_string(vectors[i].text));
                g_assert_cmpstr(digest.hex, ==, vectors[i].hex);
        }
}

static void
test_million(void)
{
        g_autofree char *thousand = g_strnfill(1000, 'a');
        g_autoptr(DigestStream) stream = digest_stream_new();
        for (unsigned i = 0; i < 1000; i++)
                digest_stream_add(stream, bytes_of_string(thousand));
        const DigestHex digest = digest_stream_end(stream);
        g_assert_cmpstr(digest.hex, ==, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

static void
test_pieces(void)
{
        for (unsigned i = 0; i < G_N_ELEMENTS(vectors); i++) {
                g_autoptr(DigestStream) stream = digest_stream_new();
                for (const char *at = vectors[i].text; *at != '\0'; at++) {
                        digest_stream_add(stream, bytes_of(at, 1));
                        digest_stream_add(stream, bytes_of(at, 0));
                }
                const DigestHex digest = digest_stream_end(stream);
                g_assert_cmpstr(digest.hex, ==, vectors[i].hex);
        }
}

static void
test_shape(void)
{
        char text[DIGEST_HEX + 2];
        memset(text, 'a', sizeof text);
        text[DIGEST_HEX] = '\0';
        g_assert_true(digest_is_hex(text));
        text[DIGEST_HEX - 1] = 'A';
        g_assert_false(digest_is_hex(text));
        text[DIGEST_HEX - 1] = 'g';
        g_assert_false(digest_is_hex(text));
        text[DIGEST_HEX - 1] = '\0';
        g_assert_false(digest_is_hex(text));
        memset(text, 'a', sizeof text);
        text[DIGEST_HEX + 1] = '\0';
        g_assert_false(digest_is_hex(text));
        g_assert_false(digest_is_hex(""));
        g_assert_false(digest_is_hex(NULL));
}

static void
test_key(void)
{
        /* the first eight octets of the digest of nothing, as a negative number */
        g_assert_cmpint(digest_key(bytes_of(NULL, 0)), ==, (gint64) 0xe3b0c44298fc1c14ULL);
        g_assert_cmpint(digest_key(bytes_of(NULL, 0)), <, 0);
        g_assert_cmpint(digest_key(bytes_of_string("abc")), ==, (gint64) 0xba7816bf8f01cfeaULL);
}

int
main(int argc, char **argv)
{
        g_test_init(&argc, &argv, NULL);
        g_test_add_func("/digest/fips-180-4", test_vectors);
        g_test_add_func("/digest/a-million-letters", test_million);
        g_test_add_func("/digest/pieces-equal-the-whole", test_pieces);
        g_test_add_func("/digest/shape", test_shape);
        g_test_add_func("/digest/key", test_key);
        return g_test_run();
}
