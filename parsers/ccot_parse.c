/* ccot-parse: one message on standard input, one answer on standard output; or many over descriptor 3 (--serve).
 * This process loads the libraries and decodes nothing; a confined child does (worker.h). */
#include "base/bytes.h"
#include "base/child.h"
#include "base/error.h"
#include "base/limits.h"
#include "base/own.h"
#include "parsers/passwords.h"
#include "parsers/serve.h"
#include "parsers/worker.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>

enum { STEP_SECONDS = 30, MESSAGE_SECONDS = 1800, MEMORY_MIB = 512, MAX_MESSAGES = 500 };
enum { PAGE_UNASKED = G_MININT };
enum { DPI = 110, DPI_LEAST = 10, DPI_MOST = 600, OCR_PROCESSES_MOST = 64, OCR_PROCESSES_UNASKED = 8 };

static const char ocr_languages[] = "eng+cym";
static const char language_letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_+";

typedef struct {
        gboolean json;
        gboolean serve;
        gboolean pack;
        gboolean version;
        int page;
        int words;
        int dpi;
        char *document;
        char *extract;
        char *text;
        int step_seconds;
        int message_seconds;
        int memory_mib;
        int ocr_processes;
        char *ocr_languages;
        int passwords_fd;
        int max_messages;
} Call;

static void
call_clear(Call *call)
{
        g_free(call->document);
        g_free(call->extract);
        g_free(call->text);
        g_free(call->ocr_languages);
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

/* What keeps pages from being read is told once; the answers say "unreadable". */
static void
complain(void)
{
        g_autoptr(GError) complaint = worker_complaint();
        if (complaint != NULL)
                fprintf(stderr, "ccot-parse: character recognition: %s\n", complaint->message);
}

/* A path may be "@N": it is read from descriptor N, so that a file name inside an archive stands in no argument. No path
 * that --json lists begins like that. NULL when it was read, else what is wrong. */
static const char *
call_read_path(char **path)
{
        guint64 fd = 0;
        if (*path == NULL || **path != '@')
                return NULL;
        g_autoptr(GByteArray) octets = NULL;
        if (g_ascii_string_to_unsigned(*path + 1, 10, STDERR_FILENO + 1, G_MAXINT, &fd, NULL))
                octets = bytes_read_all((int) fd, LIMIT_FRAME, NULL);
        if (octets == NULL)
                return "a path @N is read from descriptor N, 3 or more";
        g_free(*path);
        *path = g_strndup((const char *) octets->data, octets->len);
        return NULL;
}

/* NULL when the call makes sense, else what is wrong with it. */
static const char *
call_wrong(const Call *call)
{
        const bool page = call->page != PAGE_UNASKED, words = call->words != PAGE_UNASKED;
        if (call->json + call->serve + call->pack + (call->extract != NULL) + (call->text != NULL) + page + words != 1)
                return "just one of --json, --extract, --text, --page, --words, --pack and --serve is needed";
        if ((page && call->page < 1) || (words && call->words < 1))
                return "--page and --words count from 1";
        if ((page || words) != (call->document != NULL))
                return "--page and --words go together with --document";
        if (call->dpi < DPI_LEAST || call->dpi > DPI_MOST)
                return "--dpi is 10 to 600";
        if (call->step_seconds < 1 || call->step_seconds > 3600)
                return "--step-seconds is 1 to 3600";
        if (call->message_seconds < 1 || call->message_seconds > 86400)
                return "--message-seconds is 1 to 86400";
        if (call->ocr_processes < 0 || call->ocr_processes > OCR_PROCESSES_MOST)
                return "--ocr-processes is 0 to 64";
        if (call->passwords_fd != 0 && (call->passwords_fd <= STDERR_FILENO || call->serve))
                return "--passwords-fd is 3 or more, and not for --serve";
        if (call->memory_mib < 64 || call->memory_mib > 65536)
                return "--memory-mib is 64 to 65536";
        if (call->max_messages < 1)
                return "--max-messages is 1 or more";
        const char *languages = call->ocr_languages == NULL ? ocr_languages : call->ocr_languages;
        if (languages[0] == '\0' || languages[strspn(languages, language_letters)] != '\0')
                return "--ocr-languages are names such as eng+cym";
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
        g_autoptr(GPtrArray) passwords =
            call->passwords_fd == 0 ? passwords_new() : passwords_read(call->passwords_fd, &failure);
        if (passwords == NULL)
                return failed(failure);
        const Bytes message = bytes_of(input->data, input->len);
        g_auto(OwnedFd) file = -1;
        if (call->pack)
                file = worker_pack(message, limits, &failure);
        else if (call->json)
                file = worker_json(message, passwords, limits, &failure);
        else if (call->extract != NULL)
                file = worker_extract(message, passwords, call->extract, limits, &failure);
        else if (call->text != NULL)
                file = worker_text(message, passwords, call->text, limits, &failure);
        else if (call->words != PAGE_UNASKED)
                file = worker_words(message, passwords, call->document, (unsigned) call->words, limits, &failure);
        else
                file = worker_page(message, passwords, call->document, (unsigned) call->page, (unsigned) call->dpi,
                                   limits, &failure);
        complain();
        if (file >= 0)
                return print_file(file);
        return failure != NULL ? failed(failure) : EXIT_FAILED;
}

static WorkerLimits
limits_of(const Call *call)
{
        const unsigned processors = g_get_num_processors();
        return (WorkerLimits){ .step_seconds = (unsigned) call->step_seconds,
                               .message_seconds = (unsigned) call->message_seconds,
                               .memory_mib = (unsigned) call->memory_mib,
                               .ocr_processes = call->ocr_processes == 0 ? MIN(processors, OCR_PROCESSES_UNASKED)
                                                                         : (unsigned) call->ocr_processes,
                               .ocr_languages = call->ocr_languages != NULL ? call->ocr_languages : ocr_languages };
}

/* Reads the arguments into call; the exit status of wrong usage, or 0. */
static int
call_read(Call *call, int argc, char **argv)
{
        const GOptionEntry entries[] = {
                { "json", 0, 0, G_OPTION_ARG_NONE, &call->json, "Print what the message on standard input holds",
                  NULL },
                { "page", 0, 0, G_OPTION_ARG_INT, &call->page, "Write page N of a document as PNG", "N" },
                { "words", 0, 0, G_OPTION_ARG_INT, &call->words,
                  "Write the words of page N of a document with their places, as JSON", "N" },
                { "dpi", 0, 0, G_OPTION_ARG_INT, &call->dpi, "Resolution of the page (110)", "D" },
                /* paths are UTF-8 as --json writes them, whatever the locale says: they are taken as they stand */
                { "document", 0, 0, G_OPTION_ARG_FILENAME, &call->document, "The document's path, as --json lists it",
                  "PATH" },
                { "extract", 0, 0, G_OPTION_ARG_FILENAME, &call->extract, "Write a document's decoded octets", "PATH" },
                { "text", 0, 0, G_OPTION_ARG_FILENAME, &call->text,
                  "Write a document's text, a form feed between pages", "PATH" },
                { "pack", 0, 0, G_OPTION_ARG_NONE, &call->pack,
                  "Put a copy for an investigator together: standard input is as parsers/compose/pack.h says", NULL },
                { "passwords-fd", 0, 0, G_OPTION_ARG_INT, &call->passwords_fd,
                  "Try the passwords that open descriptor N gives, one a line", "N" },
                { "serve", 0, 0, G_OPTION_ARG_NONE, &call->serve, "Answer messages that come over descriptor 3", NULL },
                { "step-seconds", 0, 0, G_OPTION_ARG_INT, &call->step_seconds,
                  "Longest time for a message, or for a recognised page (30)", "S" },
                { "message-seconds", 0, 0, G_OPTION_ARG_INT, &call->message_seconds,
                  "Longest time for a message with all its recognised pages (1800)", "S" },
                { "memory-mib", 0, 0, G_OPTION_ARG_INT, &call->memory_mib, "Most memory for a message (512)", "M" },
                { "ocr-languages", 0, 0, G_OPTION_ARG_STRING, &call->ocr_languages,
                  "Languages of character recognition (eng+cym)", "L" },
                { "ocr-processes", 0, 0, G_OPTION_ARG_INT, &call->ocr_processes,
                  "Pages recognised side by side (one a processor)", "N" },
                { "max-messages", 0, 0, G_OPTION_ARG_INT, &call->max_messages,
                  "With --serve: end after N messages (500)", "N" },
                { "version", 0, 0, G_OPTION_ARG_NONE, &call->version, "Print the version", NULL },
                { NULL },
        };
        g_autoptr(GOptionContext) context = g_option_context_new("< message.eml");
        g_option_context_set_summary(context, "Reads one e-mail and says which court orders it holds.");
        g_option_context_add_main_entries(context, entries, NULL);
        g_autoptr(GError) failure = NULL;
        if (!g_option_context_parse(context, &argc, &argv, &failure))
                return usage(failure->message);
        if (call->version)
                return 0;
        if (argc > 1)
                return usage("the message is read from standard input; no further argument is taken");
        const char *wrong = call_wrong(call);
        if (wrong == NULL)
                wrong = call_read_path(&call->document);
        if (wrong == NULL)
                wrong = call_read_path(&call->extract);
        if (wrong == NULL)
                wrong = call_read_path(&call->text);
        return wrong == NULL ? 0 : usage(wrong);
}

/* A closed descriptor is given to the next file that is opened, which would be read as the message. */
static const char *
call_closed(void)
{
        if (fcntl(STDIN_FILENO, F_GETFD) < 0)
                return "standard input is closed";
        return fcntl(STDOUT_FILENO, F_GETFD) < 0 ? "standard output is closed" : NULL;
}

int
main(int argc, char **argv)
{
        g_auto(Call) call = { .page = PAGE_UNASKED,
                              .words = PAGE_UNASKED,
                              .dpi = DPI,
                              .step_seconds = STEP_SECONDS,
                              .message_seconds = MESSAGE_SECONDS,
                              .memory_mib = MEMORY_MIB,
                              .max_messages = MAX_MESSAGES };
        const int wrong = call_read(&call, argc, argv);
        if (wrong != 0)
                return wrong;
        if (call.version) {
                printf("ccot-parse %s\n", CCOT_VERSION);
                return 0;
        }
        const char *closed = call.serve ? NULL : call_closed();
        if (closed != NULL) {
                fprintf(stderr, "ccot-parse: %s\n", closed);
                return EXIT_FAILED;
        }
        g_autoptr(GError) failure = NULL;
        const WorkerLimits limits = limits_of(&call);
        if (!worker_init(&failure))
                return failed(failure);
        if (!call.serve)
                return answer_one(&call, &limits);
        return serve_run(CHILD_CHANNEL, &limits, (unsigned) call.max_messages, complain, &failure) ? 0
                                                                                                   : failed(failure);
}
