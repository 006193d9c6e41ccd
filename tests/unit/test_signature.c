/* What of a mail is its signature or a footer, and what people add below their names. */
#include "parsers/mail/own_words.h"
#include "parsers/mail/signature.h"
#include "parsers/order/announced.h"

typedef struct {
        const char *name;
        const char *body;
        const char *kept; /* the sentences that stay, "|" between */
} Case;

static const Case cases[] = {
        { "helpline-below-telephones",
          "All is well with her.\n\nVal\nIDVA\nT: 01632 960105 | DX 7105 Wold | www.haven.example\nOut of hours "
          "helpline for "
          "clients whose order has been broken: 07700 900105\n",
          "All is well with her.|Val|IDVA" },
        { "working-days-below-a-direct-line",
          "The order is attached to this.\n\nErrol\n\nDirect line 01632 960318\nMy working days are Monday to "
          "Wednesday. I send "
          "e-mail when it suits me.\n",
          "The order is attached to this.|Errol" },
        { "firm-below-the-closing",
          "We enclose the order for you.\n\nYours faithfully\nBell & Co\nOffices in two towns. We have not moved.\n",
          "We enclose the order for you." },
        { "added-below-the-name",
          "Please find the order with this.\n\nKind regards\nBev\n\nPS has anyone keyed the last one\n\nHe is outside "
          "her door.\n",
          "Please find the order with this.|PS has anyone keyed the last one|He is outside her door." },
        { "pronouns-add-nothing",
          "Please find the order with this.\n\nKind regards\nBev Hale (she/her)\nAny client who feels he or she is "
          "unsafe\n",
          "Please find the order with this." },
        { "head-of-the-paper",
          "Bell & Co\nTel: 01632 960105\n\nDear Team\n\nWe have heard nothing from you about the order.\n",
          "Bell & Co|Tel: 01632 960105|Dear Team|We have heard nothing from you about the order." },
        { "a-letter-below-the-signature",
          "Passing on what I got from the shop.\n\nKind regards\nBev\n\nDear Bev\n\nNobody came to the shop to collect "
          "it.\n",
          "Passing on what I got from the shop.|Kind regards|Bev|Dear Bev|Nobody came to the shop to collect it." },
        { "footers-anywhere",
          "If you have not heard from us within 14 days please ring. The order is attached. Our office hours are 9 to "
          "5.\n",
          "The order is attached." },
        { "behind-the-semicolon-of-a-footer",
          "The order is attached. It should reach you today. If it is not for you, do not act on it; please destroy it "
          "and ring us.\nOur response time is two days.\n",
          "The order is attached.|It should reach you today." },
        { "a-number-of-hers-is-no-signature",
          "Please ring our client today on this.\nMobile 07700 900111 is her own\nShe has it on silent.\n",
          "Please ring our client today on this.|Mobile 07700 900111 is her own|She has it on silent." },
        { "banner-over-words-without-a-blank-line",
          "CAUTION: This email originated from outside the force.\nDo not click links unless you know the sender.\nhe "
          "is at "
          "the back gate\n",
          "he is at the back gate" },
        { "disclaimer-under-words-without-a-blank-line",
          "He is at the back gate.\nThis email is confidential and may be\nprivileged.\n", "He is at the back gate." },
        { "banner-that-wraps",
          "[EXTERNAL] This email came from outside the organisation. Do not open\nattachments unless you trust it.\n",
          "" },
};

static void
test_case(gconstpointer data)
{
        const Case *given = data;
        g_autofree char *newest = own_words_newest(given->body);
        g_autoptr(GPtrArray) sentences = own_words_sentences(newest);
        signature_drop(sentences);
        g_autoptr(GString) kept = g_string_new(NULL);
        for (unsigned i = 0; i < sentences->len; i++)
                g_string_append_printf(kept, "%s%s", i > 0 ? "|" : "",
                                       ((const OwnSentence *) g_ptr_array_index(sentences, i))->said);
        g_assert_cmpstr(kept->str, ==, given->kept);
}

static void
test_announced(void)
{
        static const struct {
                const char *plain;
                unsigned count;
        } told[] = {
                { "two documents are attached to this email.", 2 },
                { "please find attached the following three pdfs", 3 },
                { "both files are attached.", 2 },
                { "two documents are attached as one pdf.", 0 },
                { "the two documents attached to my previous email", 0 },
                { "two documents will be attached to the next email.", 0 },
                { "the order is attached.", 0 },
                { "we again enclose the order and request that you confirm (a) its arrival and (b) its entry.", 0 },
                { "i attach both the sealed order and the process server's statement.", 2 },
                { "i attach the order, which both the judge and the clerk have signed.", 0 },
                { "he broke two windows and the order is attached.", 0 },
                { "please find attached (1) the sealed order and (2) the statement of service.", 2 },
                { "enclosed: (a) the order, (b) the certificate, (c) the plan.", 3 },
                { "attached is the order, see (1) the house and (2) paragraph 4.", 0 },
                { "(1) the order and (2) the statement were attached to my earlier email.", 0 },
        };
        for (unsigned i = 0; i < G_N_ELEMENTS(told); i++)
                g_assert_cmpuint(announced_count(told[i].plain, told[i].plain), ==, told[i].count);
}

int
main(int argc, char **argv)
{
        g_test_init(&argc, &argv, NULL);
        for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
                g_autofree char *path = g_strconcat("/signature/", cases[i].name, NULL);
                g_test_add_data_func(path, &cases[i], test_case);
        }
        g_test_add_func("/announced/count", test_announced);
        return g_test_run();
}
