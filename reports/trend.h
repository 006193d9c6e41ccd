/* The one picture of a report: how many orders were submitted again, by day, week or month, as stacked bars. Drawn so that it is read
 * in black and white as well: dark for the same sender, light with an edge for another. */
#ifndef REPORTS_TREND_H
#define REPORTS_TREND_H

#include "reports/own_json.h"
#include "reports/own_xml.h"

/* Adds an <svg> to parent. rows: objects with "day", "same_sender" and "other_sender". step: "day", "week" or "month". */
void trend_draw(xmlNode *parent, json_t *rows, const char *step);

#endif
