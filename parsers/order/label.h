/* Labels and their values as forms print them: "Judge: X", two cells of a row, a heading row above a row of values,
 * a label above its value. label.def, label_served.def and label_short.def have the words. */
#ifndef PARSERS_ORDER_LABEL_H
#define PARSERS_ORDER_LABEL_H

#include "parsers/order/view.h"

typedef enum {
        LABEL_COURT,
        LABEL_CASE,
        LABEL_FAMILYMAN,
        LABEL_URN,
        LABEL_PROTECTED,
        LABEL_SHIELDED,
        LABEL_RESPONDENT,
        LABEL_NAME,
        LABEL_ALIAS,
        LABEL_DOB,
        LABEL_RESPONDENT_DOB,
        LABEL_SKIP_DOB,
        LABEL_ADDRESS,
        LABEL_RESPONDENT_ADDRESS,
        LABEL_PROPERTY,
        LABEL_MADE,
        LABEL_HEARD,
        LABEL_JUDGE,
        LABEL_END,
        LABEL_ARREST_END,
        LABEL_ARREST,
        LABEL_NEXT,
        LABEL_NOTICE,
        LABEL_TITLE,
        LABEL_CHILDREN,
        LABEL_SERVED_PERSON,
        LABEL_SERVED_BY,
        LABEL_SERVED_DATE,
        LABEL_SERVED_TIME,
        LABEL_SERVED_PLACE,
        LABEL_SERVED_METHOD,
        LABEL_SERVED_DOCUMENT,
        LABEL_SERVED_OUTCOME,
        LABEL_BETWEEN,
        LABEL_SKIP,
        LABEL_COUNT
} LabelRole;

typedef enum {
        LABEL_COLON,  /* "Judge: X" or a colon and the next cell */
        LABEL_CELL,   /* the cell beside */
        LABEL_COLUMN, /* a row of labels above */
        LABEL_ROW,    /* a row of labels above, and a label at the left */
        LABEL_ABOVE,  /* alone on its line; the value is the line below */
        LABEL_INLINE, /* nothing but a blank between: "Indictment T20245756" */
} LabelForm;

typedef struct {
        LabelRole role;
        LabelForm form;
        size_t label;      /* where the label starts */
        size_t start, end; /* the value, lines that continue it included; start == end: the form leaves it blank */
        unsigned line;     /* of the label */
        bool weak;         /* no list has the label: its words alone say what it asks for */
} LabelHit;

/* All labels of the view in reading order, as GArray of LabelHit (g_array_unref). */
GArray *label_find(const View *view);
/* The longest label at text; its length in octets with plural or colon left out, 0 when there is none. */
size_t label_length(const char *text, LabelRole *ret_role);

#endif
