#include "reports/trend.h"

#include "reports/period.h"

#include <math.h>

enum { WIDTH = 720, HEIGHT = 250, LEFT = 42, RIGHT = 24, TOP = 34, BOTTOM = 40, TICKS = 4, LABELS = 12, FIGURES = 16 };

typedef struct {
        xmlNode *svg;
        double top;   /* value of the highest line */
        double pitch; /* from bar to bar */
} Trend;

static xmlNode *trend_add(xmlNode *parent, const char *name, const char *text, ...) G_GNUC_NULL_TERMINATED;

/* An element with attributes: name, value, ..., NULL. */
static xmlNode *
trend_add(xmlNode *parent, const char *name, const char *text, ...)
{
        xmlNode *node = own_xml_add(parent, name, text);
        va_list attributes;
        va_start(attributes, text);
        for (const char *key; (key = va_arg(attributes, const char *)) != NULL;)
                own_xml_set(node, key, va_arg(attributes, const char *));
        va_end(attributes);
        return node;
}

static void
trend_number(xmlNode *node, const char *name, double value)
{
        char text[G_ASCII_DTOSTR_BUF_SIZE];
        own_xml_set(node, name, g_ascii_formatd(text, sizeof text, "%.1f", value));
}

static double
trend_y(const Trend *trend, double value)
{
        return HEIGHT - BOTTOM - value / trend->top * (HEIGHT - BOTTOM - TOP);
}

/* The next of 4, 8, 20, 40, 80, 200 ...: four lines with whole numbers. */
static double
trend_top(double highest)
{
        static const double steps[] = { 1, 2, 5 };
        for (double scale = 1;; scale *= 10)
                for (unsigned i = 0; i < G_N_ELEMENTS(steps); i++)
                        if (highest <= TICKS * steps[i] * scale)
                                return TICKS * steps[i] * scale;
}

static double
trend_value(json_t *row, const char *key)
{
        return (double) json_integer_value(json_object_get(row, key));
}

static void
trend_text(xmlNode *svg, double x, double y, const char *anchor, const char *text)
{
        xmlNode *node = trend_add(svg, "text", text, "text-anchor", anchor, "font-size", "11", "fill", "#0b0c0c", NULL);
        trend_number(node, "x", x);
        trend_number(node, "y", y);
}

static void
trend_axis(const Trend *trend)
{
        for (unsigned i = 0; i <= TICKS; i++) {
                const double value = trend->top * i / TICKS;
                xmlNode *line = trend_add(trend->svg, "line", NULL, "stroke", i == 0 ? "#0b0c0c" : "#b1b4b6", NULL);
                trend_number(line, "x1", LEFT);
                trend_number(line, "x2", WIDTH - RIGHT);
                trend_number(line, "y1", trend_y(trend, value));
                trend_number(line, "y2", trend_y(trend, value));
                g_autofree char *text = g_strdup_printf("%.0f", value);
                trend_text(trend->svg, LEFT - 6, trend_y(trend, value) + 4, "end", text);
        }
}

static void
trend_bar(const Trend *trend, double x, double from, double to, bool same)
{
        if (to <= from)
                return;
        xmlNode *bar =
            trend_add(trend->svg, "rect", NULL, "fill", same ? "#1d2a3a" : "#cfdcea", "stroke", "#1d2a3a", NULL);
        trend_number(bar, "x", x);
        trend_number(bar, "y", trend_y(trend, to));
        trend_number(bar, "width", trend->pitch * 0.7);
        trend_number(bar, "height", trend_y(trend, from) - trend_y(trend, to));
}

/* "3 Oct", and for months "Oct 2026". */
static char *
trend_label(const char *iso, const char *step)
{
        static const char months[][4] = { "",    "Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                          "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
        GDate day;
        if (!period_day(iso, &day))
                return g_strdup(iso);
        const char *month = months[g_date_get_month(&day)];
        if (g_str_equal(step, "month"))
                return g_strdup_printf("%s %u", month, (unsigned) g_date_get_year(&day));
        return g_strdup_printf("%u %s", (unsigned) g_date_get_day(&day), month);
}

static void
trend_legend(xmlNode *svg)
{
        static const struct {
                const char *text;
                const char *fill;
                int x;
        } items[] = { { "Same sender again", "#1d2a3a", LEFT },
                      { "The same order by another sender", "#cfdcea", LEFT + 150 } };
        for (unsigned i = 0; i < G_N_ELEMENTS(items); i++) {
                xmlNode *mark = trend_add(svg, "rect", NULL, "fill", items[i].fill, "stroke", "#1d2a3a", "width", "11",
                                          "height", "11", "y", "6", NULL);
                trend_number(mark, "x", items[i].x);
                trend_text(svg, items[i].x + 17, 16, "start", items[i].text);
        }
}

void
trend_draw(xmlNode *parent, json_t *rows, const char *step)
{
        const size_t count = json_array_size(rows);
        g_autofree char *box = g_strdup_printf("0 0 %d %d", WIDTH, HEIGHT);
        g_autofree char *title = g_strdup_printf("Orders submitted again, by %s", step);
        xmlNode *svg = trend_add(parent, "svg", NULL, "viewBox", box, "role", "img", "aria-label", title, "font-family",
                                 "Arial, sans-serif", "xmlns", "http://www.w3.org/2000/svg", NULL);
        (void) own_xml_add(svg, "title", title);
        double highest = 0;
        size_t i;
        json_t *row;
        json_array_foreach(rows, i, row) highest =
            fmax(highest, trend_value(row, "same_sender") + trend_value(row, "other_sender"));
        const Trend trend = { svg, trend_top(highest), (double) (WIDTH - LEFT - RIGHT) / (double) MAX(count, 1) };
        trend_axis(&trend);
        const size_t every = (count + LABELS - 1) / LABELS;
        json_array_foreach(rows, i, row)
        {
                const double same = trend_value(row, "same_sender"), other = trend_value(row, "other_sender");
                const double x = LEFT + trend.pitch * ((double) i + 0.15),
                             middle = LEFT + trend.pitch * ((double) i + 0.5);
                trend_bar(&trend, x, 0, same, true);
                trend_bar(&trend, x, same, same + other, false);
                if (i % every == 0) {
                        g_autofree char *label = trend_label(json_string_value(json_object_get(row, "day")), step);
                        trend_text(svg, middle, HEIGHT - BOTTOM + 18, "middle", label);
                }
                if (count <= FIGURES) {
                        g_autofree char *figure = g_strdup_printf("%.0f", same + other);
                        trend_text(svg, middle, trend_y(&trend, same + other) - 5, "middle", figure);
                }
        }
        trend_legend(svg);
}
