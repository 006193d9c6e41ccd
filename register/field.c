#include "register/field.h"

static const struct {
        const char *name;
        const char *label;
        FieldKind kind;
        bool closed;
} fields[FIELD_COUNT] = {
#define OPEN                                     false
#define CLOSED                                   true
#define FIELD(suffix, name, kind, label, secret) [FIELD_##suffix] = { #name, label, FIELD_KIND_##kind, secret },
#include "register/field.def"
#undef FIELD
#undef CLOSED
#undef OPEN
};

const char *
field_name(Field field)
{
        return fields[field].name;
}

const char *
field_label(Field field)
{
        return fields[field].label;
}

FieldKind
field_kind(Field field)
{
        return fields[field].kind;
}

bool
field_is_closed(Field field)
{
        return fields[field].closed;
}

bool
field_is_list(Field field)
{
        const FieldKind kind = fields[field].kind;
        return kind == FIELD_KIND_PEOPLE || kind == FIELD_KIND_CHILDREN || kind == FIELD_KIND_LINES;
}

Field
field_from_name(const char *name)
{
        for (Field field = 0; field < FIELD_COUNT; field++)
                if (g_strcmp0(fields[field].name, name) == 0)
                        return field;
        return FIELD_COUNT;
}
