#include "bench/invented.h"

#include "bench/invented.def"

typedef struct {
        const char *text;
        unsigned weight;
} Weighted;

typedef struct {
        const char *court;
        const char *letters;
} Place;

#define INVENTED_WEIGHTED(text, weight) { text, weight },
#define INVENTED_TEXT(text)             text,

static const Weighted invented_surnames[] = { INVENTED_SURNAMES(INVENTED_WEIGHTED) };
static const Weighted invented_firsts[] = { INVENTED_FIRSTS(INVENTED_WEIGHTED) };
static const char *const invented_heads[] = { INVENTED_HEADS(INVENTED_TEXT) };
static const char *const invented_tails[] = { INVENTED_TAILS(INVENTED_TEXT) };
static const char *const invented_terms[] = { INVENTED_TERMS(INVENTED_TEXT) };
static const Place invented_places[] = { INVENTED_PLACES(INVENTED_WEIGHTED) };

/* SplitMix64 (Steele, Lea, Flood 2014): small, and the same on every machine. */
static guint64
invented_next(Invented *stream)
{
        stream->state += 0x9e3779b97f4a7c15ULL;
        guint64 mixed = stream->state;
        mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9ULL;
        mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111ebULL;
        return mixed ^ (mixed >> 31);
}

Invented
invented_stream(guint64 seed, guint64 number)
{
        Invented stream = { seed };
        stream.state = invented_next(&stream) ^ number;
        stream.state = invented_next(&stream);
        return stream;
}

unsigned
invented_below(Invented *stream, unsigned limit)
{
        return (unsigned) (invented_next(stream) % limit);
}

bool
invented_chance(Invented *stream, unsigned percent)
{
        return invented_below(stream, 100) < percent;
}

static const char *
invented_weighted(Invented *stream, const Weighted *list, gsize length)
{
        unsigned total = 0;
        for (gsize i = 0; i < length; i++)
                total += list[i].weight;
        unsigned at = invented_below(stream, total);
        gsize i = 0;
        for (; at >= list[i].weight; i++)
                at -= list[i].weight;
        return list[i].text;
}

/* Six surnames in ten are among the common ones. */
static char *
invented_surname(Invented *stream)
{
        if (invented_chance(stream, 60))
                return g_strdup(invented_weighted(stream, invented_surnames, G_N_ELEMENTS(invented_surnames)));
        const char *head = invented_heads[invented_below(stream, G_N_ELEMENTS(invented_heads))];
        return g_strconcat(head, invented_tails[invented_below(stream, G_N_ELEMENTS(invented_tails))], NULL);
}

char *
invented_person(Invented *stream)
{
        const char *first = invented_weighted(stream, invented_firsts, G_N_ELEMENTS(invented_firsts));
        const bool middle = invented_chance(stream, 35);
        const char *second = invented_weighted(stream, invented_firsts, G_N_ELEMENTS(invented_firsts));
        g_autofree char *surname = invented_surname(stream);
        return g_strconcat(first, middle ? " " : "", middle ? second : "", " ", surname, NULL);
}

void
invented_case(Invented *stream, unsigned year, char **ret_court, char **ret_number)
{
        const Place *place = &invented_places[invented_below(stream, G_N_ELEMENTS(invented_places))];
        *ret_court = g_strdup_printf("Family Court at %s", place->court);
        *ret_number = g_strdup_printf("%s%02uF%05u", place->letters, year % 100, invented_below(stream, 100000));
}

const char *
invented_term(Invented *stream)
{
        return invented_terms[invented_below(stream, G_N_ELEMENTS(invented_terms))];
}

char *
invented_address(Invented *stream)
{
        const unsigned house = 1 + invented_below(stream, 180);
        const char *road = invented_heads[invented_below(stream, G_N_ELEMENTS(invented_heads))];
        const char *town = invented_tails[invented_below(stream, G_N_ELEMENTS(invented_tails))];
        return g_strdup_printf("%u %sley Road, Wes%s, ME97 %uBB", house, road, town, 1 + invented_below(stream, 9));
}
