/* One order's text while its questions are answered: what every question of the page shares. */
#ifndef PARSERS_ORDER_ORDER_READING_H
#define PARSERS_ORDER_ORDER_READING_H

#include "parsers/order/label.h"
#include "parsers/order/view.h"
#include "register/legal_date.h"

typedef struct {
        const View *view;     /* this order's lines only */
        const GArray *labels; /* of LabelHit, on view */
        OrderType type;
        Action action;
        FieldValue **fields; /* FIELD_COUNT of them: an order's or a service's */
        bool ocr;            /* the text was read from a picture */
} OrderReading;

/* Gives the field its value unless it has one of at least that confidence. Takes value. */
void order_reading_set(OrderReading *reading, FieldValue *value);
bool order_reading_has(const OrderReading *reading, Field field);
/* A value at [start, end) of the view; nothing is set when the field is already as sure. */
void order_reading_put(OrderReading *reading, Field field, const char *value, size_t start, size_t end,
                       double confidence);
/* The date of a field that holds one. */
bool order_reading_date(const OrderReading *reading, Field field, LegalDate *ret_date);

/* The questions, in the order in which they are asked: later ones build on earlier answers. */
void court_read(OrderReading *reading);
void number_read(OrderReading *reading);
void parties_read(OrderReading *reading);
void judge_read(OrderReading *reading);
void dates_read(OrderReading *reading);
void hearing_read(OrderReading *reading);
void arrest_read(OrderReading *reading);
void terms_read(OrderReading *reading);

#endif
