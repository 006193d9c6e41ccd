#include "web/page_words.h"

#include "base/clock.h"
#include "register/court_time.h"
#include "register/field.h"
#include "register/vocabulary.h"
#include "web/own_xml.h"

#include <libxml/xpathInternals.h>
#include <libxslt/extensions.h>
#include <string.h>

#define WORDS_ROW(list, type) [VOCABULARY_##list] = #list,
static const char *const words_lists[] = { VOCABULARIES(WORDS_ROW) };
#undef WORDS_ROW

static bool
words_arguments(xmlXPathParserContextPtr context, int given, int wanted)
{
        if (given != wanted)
                xmlXPathSetArityError(context);
        return given == wanted;
}

static void
words_return(xmlXPathParserContextPtr context, const char *text)
{
        xmlXPathReturnString(context, xmlStrdup((const xmlChar *) text));
}

static void
words_label(xmlXPathParserContextPtr context, int count)
{
        if (!words_arguments(context, count, 2))
                return;
        g_auto(OwnedXmlText) word = xmlXPathPopString(context);
        g_auto(OwnedXmlText) list = xmlXPathPopString(context);
        g_autofree char *upper = g_ascii_strup((const char *) list, -1);
        for (unsigned i = 0; i < G_N_ELEMENTS(words_lists); i++) {
                if (!g_str_equal(words_lists[i], upper))
                        continue;
                const unsigned value = vocabulary_value((Vocabulary) i, (const char *) word);
                words_return(context, value < vocabulary_size((Vocabulary) i) ? vocabulary_label((Vocabulary) i, value)
                                                                              : (const char *) word);
                return;
        }
        words_return(context, (const char *) word);
}

char *
page_words_day(const char *text)
{
        LegalDate date;
        return legal_date_from_iso(text, &date) ? court_time_day(&date) : g_strdup(text);
}

/* A moment as it was last asked for: a row says one in three ways, and all rows say theirs beside the same now. */
typedef struct {
        char *text;  /* as the register prints it */
        char *print; /* as people read it; NULL: it is no moment */
        Instant instant;
} Moment;

static void
moment_free(gpointer data)
{
        Moment *moment = data;
        g_free(moment->text);
        g_free(moment->print);
        g_free(moment);
}

static GPrivate words_asked = G_PRIVATE_INIT(moment_free), words_now = G_PRIVATE_INIT(moment_free);

static Moment *
moment_of_thread(GPrivate *place)
{
        if (g_private_get(place) == NULL)
                g_private_set(place, g_new0(Moment, 1));
        return g_private_get(place);
}

/* Database times have a space and a short offset; both forms are read. Stays until the next is asked for. */
static const Moment *
moment_read(const char *text)
{
        Moment *moment = moment_of_thread(&words_asked);
        if (moment->text != NULL && g_str_equal(moment->text, text))
                return moment;
        g_autoptr(GTimeZone) utc = g_time_zone_new_utc();
        g_autoptr(GDateTime) time = g_date_time_new_from_iso8601(text, utc);
        g_free(moment->text);
        g_free(moment->print);
        moment->text = g_strdup(text);
        moment->instant = time == NULL ? 0 : g_date_time_to_unix(time) * G_USEC_PER_SEC;
        moment->print = time == NULL ? NULL : court_time_print(moment->instant / G_USEC_PER_SEC);
        return moment;
}

/* The minute in which this is asked. */
static const Moment *
moment_now(void)
{
        Moment *moment = moment_of_thread(&words_now);
        const Instant now = clock_now(), minute = now - now % (60 * G_USEC_PER_SEC);
        if (moment->print != NULL && moment->instant == minute)
                return moment;
        g_free(moment->print);
        moment->instant = minute;
        moment->print = court_time_print(minute / G_USEC_PER_SEC);
        return moment;
}

char *
page_words_instant(const char *text)
{
        const Moment *moment = moment_read(text);
        return g_strdup(moment->print == NULL ? text : moment->print);
}

char *
page_words_moment(const char *text)
{
        const Moment *asked = moment_read(text);
        if (asked->print == NULL)
                return g_strdup(text);
        /* day of the week, day, month, year with a comma, time */
        g_auto(GStrv) parts = g_strsplit(asked->print, " ", 0), today = g_strsplit(moment_now()->print, " ", 0);
        if (g_strv_length(parts) != 5 || g_strv_length(today) != 5)
                return g_strdup(asked->print);
        const bool same_year = g_str_equal(parts[3], today[3]);
        const bool same_day = same_year && g_str_equal(parts[2], today[2]) && g_str_equal(parts[1], today[1]);
        return same_day ? g_strdup_printf("today %s", parts[4])
                        : g_strdup_printf("%s %s %.3s%s%.4s %s", parts[0], parts[1], parts[2], same_year ? "" : " ",
                                          same_year ? "" : parts[3], parts[4]);
}

char *
page_words_clock(const char *text)
{
        const Moment *moment = moment_read(text);
        const char *print = moment->print == NULL ? text : moment->print;
        const char *clock = strrchr(print, ' ');
        return g_strdup(clock == NULL ? print : clock + 1);
}

char *
page_words_age(const char *text)
{
        const Moment *moment = moment_read(text);
        if (moment->print == NULL)
                return g_strdup("");
        const gint64 minutes = MAX(0, (clock_now() - moment->instant) / (60 * G_USEC_PER_SEC));
        const gint64 hours = minutes / 60, days = hours / 24;
        return days > 1    ? g_strdup_printf("%" G_GINT64_FORMAT " days", days)
               : hours > 9 ? g_strdup_printf("%" G_GINT64_FORMAT " h", hours)
               : hours > 0 ? g_strdup_printf("%" G_GINT64_FORMAT " h %" G_GINT64_FORMAT " min", hours, minutes % 60)
                           : g_strdup_printf("%" G_GINT64_FORMAT " min", minutes);
}

char *
page_words_field(const char *name)
{
        const Field field = field_from_name(name);
        return g_strdup(field < FIELD_COUNT ? field_label(field) : name);
}

/* The functions of one text, by name. */
static const struct {
        const char *name;
        char *(*words)(const char *text);
} words_functions[] = { { "day", page_words_day },     { "instant", page_words_instant },
                        { "clock", page_words_clock }, { "moment", page_words_moment },
                        { "age", page_words_age },     { "field", page_words_field } };

static void
words_call(xmlXPathParserContextPtr context, int count)
{
        if (!words_arguments(context, count, 1))
                return;
        g_auto(OwnedXmlText) text = xmlXPathPopString(context);
        for (unsigned i = 0; i < G_N_ELEMENTS(words_functions); i++) {
                if (!g_str_equal(words_functions[i].name, (const char *) context->context->function))
                        continue;
                g_autofree char *words = words_functions[i].words((const char *) text);
                words_return(context, words);
                return;
        }
}

void
page_words_init(void)
{
        const xmlChar *space = (const xmlChar *) PAGE_WORDS_NAMESPACE;
        (void) xsltRegisterExtModuleFunction((const xmlChar *) "label", space, words_label);
        for (unsigned i = 0; i < G_N_ELEMENTS(words_functions); i++)
                (void) xsltRegisterExtModuleFunction((const xmlChar *) words_functions[i].name, space, words_call);
}
