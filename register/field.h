/* The fields of an order (contract.md 3), generated from field.def. */
#ifndef REGISTER_FIELD_H
#define REGISTER_FIELD_H

#include <glib.h>
#include <stdbool.h>

typedef enum {
        FIELD_KIND_TEXT,
        FIELD_KIND_NUMBER_KEY,
        FIELD_KIND_PERSON,
        FIELD_KIND_DATE,
        FIELD_KIND_END,
        FIELD_KIND_TIME,
        FIELD_KIND_FLAG,
        FIELD_KIND_PEOPLE,
        FIELD_KIND_CHILDREN,
        FIELD_KIND_LINES,
} FieldKind;

typedef enum {
#define FIELD(suffix, name, kind, label, secret) FIELD_##suffix,
#include "register/field.def"
#undef FIELD
        FIELD_COUNT
} Field;

const char *field_name(Field field);
const char *field_label(Field field);
FieldKind field_kind(Field field);
/* True when plain readers of the database may not see it. */
bool field_is_closed(Field field);
/* True for kinds whose value is a list. */
bool field_is_list(Field field);
/* FIELD_COUNT when no field has that name. */
Field field_from_name(const char *name);

#endif
