/* ccot-parse: one message on standard input, one answer on standard output; or many over descriptor 3 (--serve).
 * This process loads the libraries and decodes nothing; a confined child does (worker.h). */
#include "base/bytes.h"
#include "base/child.h"
#include "base/error.h"
#include "base/limits.h"
#include "base/own.h"
#include "parsers/serve.h"
#include "parsers/worker.h"

#include <stdio.h>
#include <string.h>

enum { STEP_SECONDS = 30, MEMORY_MIB = 512, MAX_MESSAGES = 500, DPI = 110, DPI_LEAST = 10, DPI_MOST = 600 };

typedef struct {
        gboolean json;
        gboolean serve;
        gboolean version;
        int page;
        int dpi;
        char *document;
        char *extract;
        int step_seconds;
        int memory_mib;
        int max_messages;
} Call;

static void
call_clear(Call *call)
{
        g_free(call->document);
        g_free(call->extract);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Call, call_clear)

static int
usage(const char *reason)
{
        fprintf(stderr, "ccot-parse: %s (ccot-parse --help)\n", reason);
        return EXIT_USAGE;
}

static int
failed(const GError *failure)
{
        fprintf(stderr, "ccot-parse: %s\n", failure->message);
        return EXIT_FAILED;
}

/* NULL when the call makes sense, else what is wrong with it. */
static const char *
call_wrong(const Call *call)
{
        if (call->json + call->serve + (call->extract != NULL) + (call->page != 0) != 1)
                return "one of --json, --extract, --page and --serve is needed";
        if (call->page < 0)
                return "--page counts from 1";
        if ((call->page != 0) != (call->document != NULL))
                return "--page and --document go together";
        if (call->dpi < DPI_LEAST || call->dpi > DPI_MOST)
                return "--dpi is 10 to 600";
        if (call->step_seconds < 1 || call->step_seconds > 3600)
                return "--step-seconds is 1 to 3600";
        if (call->memory_mib < 64 || call->memory_mib > 16384)
                return "--memory-mib is 64 to 16384";
        if (call->max_messages < 1)
                return "--max-messages is 1 or more";
        return NULL;
}

/* Copies the memory file to standard output. */
static int
print_file(int file)
{
        uint8_t buffer[65536];
        g_autoptr(GError) failure = NULL;
        if (lseek(file, 0, SEEK_SET) != 0)
                return EXIT_FAILED;
        for (;;) {
                const ssize_t got = read(file, buffer, sizeof buffer);
                if (got <= 0)
                        return got == 0 ? 0 : EXIT_FAILED;
                if (!bytes_write_all(STDOUT_FILENO, bytes_of(buffer, (size_t) got), &failure))
                        return failed(failure);
        }
}

static int
answer_one(const Call *call, const WorkerLimits *limits)
{
        g_autoptr(GError) failure = NULL;
        g_autoptr(GByteArray) input = bytes_read_all(STDIN_FILENO, LIMIT_MESSAGE_BYTES, &failure);
        if (input == NULL)
                return failed(failure);
        const Bytes message = bytes_of(input->data, input->len);
        g_auto(OwnedFd) file = -1;
        if (call->json)
                file = worker_json(message, limits, &failure);
        else if (call->extract != NULL)
                file = worker_extract(message, call->extract, limits, &failure);
        else
                file =
                    worker_page(message, call->document, (unsigned) call->page, (unsigned) call->dpi, limits, &failure);
        if (file >= 0)
                return print_file(file);
        return failure != NULL ? failed(failure) : EXIT_FAILED;
}

int
main(int argc, char **argv)
{
        g_auto(Call)
            call = { .dpi = DPI, .step_seconds = STEP_SECONDS, .memory_mib = MEMORY_MIB, .max_messages = MAX_MESSAGES };
        const GOptionEntry entries[] = {
                { "json", 0, 0, G_OPTION_ARG_NONE, &call.json, "Print what the message on standard input holds", NULL },
                { "page", 0, 0, G_OPTION_ARG_INT, &call.page, "Write page N of a document as PNG", "N" },
                { "dpi", 0, 0, G_OPTION_ARG_INT, &call.dpi, "Resolution of the page (110)", "D" },
                { "document", 0, 0, G_OPTION_ARG_STRING, &call.document, "The document's path, as --json lists it",
                  "PATH" },
                { "extract", 0, 0, G_OPTION_ARG_STRING, &call.extract, "Write a document's decoded octets", "PATH" },
                { "serve", 0, 0, G_OPTION_ARG_NONE, &call.serve, "Answer messages that come over descriptor 3", NULL },
                { "step-seconds", 0, 0, G_OPTION_ARG_INT, &call.step_seconds, "Longest time for a message (30)", "S" },
                { "memory-mib", 0, 0, G_OPTION_ARG_INT, &call.memory_mib, "Most memory for a message (512)", "M" },
                { "max-messages", 0, 0, G_OPTION_ARG_INT, &call.max_messages,
                  "With --serve: end after N messages (500)", "N" },
                { "version", 0, 0, G_OPTION_ARG_NONE, &call.version, "Print the version", NULL },
                { NULL },
        };
        g_autoptr(GOptionContext) context = g_option_context_new("< message.eml");
        g_option_context_set_summary(context, "Reads one e-mail and says which court orders it holds.");
        g_option_context_add_main_entries(context, entries, NULL);
        g_autoptr(GError) failure = NULL;
        if (!g_option_context_parse(context, &argc, &argv, &failure))
                return usage(failure->message);
        if (call.version) {
                printf("ccot-parse %s\n", CCOT_VERSION);
                return 0;
        }
        if (argc > 1)
                return usage("the message is read from standard input; no further argument is taken");
        const char *wrong = call_wrong(&call);
        if (wrong != NULL)
                return usage(wrong);
        const WorkerLimits limits = { .step_seconds = (unsigned) call.step_seconds,
                                      .memory_mib = (unsigned) call.memory_mib };
        if (!worker_init(&failure))
                return failed(failure);
        if (!call.serve)
                return answer_one(&call, &limits);
        return serve_run(CHILD_CHANNEL, &limits, (unsigned) call.max_messages, &failure) ? 0 : failed(failure);
}
