#include "parsers/order/confidence.h"

#include <glib.h>

typedef struct {
        double from, to;
} Knot;

/* Recognised words: 832 values of 89 scans, faxes and photographs; right were 0.85 of the values with a word below 0.5,
 * 0.84 up to 0.7, 0.98 up to 0.85, 0.99 up to 0.95, all but one in 400 above. Certainties between the knots lie between. */
static const Knot certainty[] = { { 0, 0.84 },    { 0.5, 0.85 },  { 0.65, 0.89 }, { 0.75, 0.95 },
                                  { 0.85, 0.97 }, { 0.93, 0.99 }, { 0.97, 1 },    { 1, 1 } };

/* Weights: values of printed papers in layouts that the readers had not met before; those of 0.9 and more were right more
 * often than they said. */
static const Knot weight[] = { { 0, 0 },        { 0.8, 0.8 },    { 0.88, 0.9 }, { 0.92, 0.955 },
                               { 0.95, 0.975 }, { 0.97, 0.987 }, { 1, 0.995 } };

static double
confidence_between(const Knot *knots, guint count, double at)
{
        guint i = 1;
        while (i + 1 < count && knots[i].from < at)
                i++;
        const Knot *low = &knots[i - 1], *high = &knots[i];
        const double share = CLAMP((at - low->from) / (high->from - low->from), 0.0, 1.0);
        return low->to + share * (high->to - low->to);
}

double
confidence_of_certainty(double certain)
{
        return confidence_between(certainty, G_N_ELEMENTS(certainty), certain);
}

double
confidence_of_weight(double given)
{
        return confidence_between(weight, G_N_ELEMENTS(weight), given);
}
