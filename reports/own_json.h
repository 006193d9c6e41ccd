/* jansson's values cleaned up at the end of scope. */
#ifndef REPORTS_OWN_JSON_H
#define REPORTS_OWN_JSON_H

#include <glib.h>
#include <jansson.h>

typedef json_t OwnedJson;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OwnedJson, json_decref)

#endif
