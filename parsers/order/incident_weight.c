#include "parsers/order/incident_weight.h"

#include "parsers/order/incident_feature.h"

typedef struct {
        IncidentWeight weight;
        int value;
        const char *features; /* "|" between */
} Row;

static const Row rows[] = {
#define WEIGHT(weight, value, features) { INCIDENT_WEIGHT_##weight, value, features },
#include "parsers/order/incident_weight.def"
#undef WEIGHT
};

static GHashTable *
incident_weight_table(IncidentWeight weight)
{
        static GHashTable *tables[INCIDENT_WEIGHTS];
        if (tables[weight] != NULL)
                return tables[weight];
        tables[weight] = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
        for (unsigned i = 0; i < G_N_ELEMENTS(rows); i++) {
                if (rows[i].weight != weight)
                        continue;
                g_auto(GStrv) features = g_strsplit(rows[i].features, "|", -1);
                for (unsigned k = 0; features[k] != NULL; k++)
                        (void) g_hash_table_insert(tables[weight], g_strdup(features[k]),
                                                   GINT_TO_POINTER(rows[i].value));
        }
        return tables[weight];
}

int
incident_weigh(IncidentWeight weight, const GPtrArray *sentences, unsigned at, bool has_file)
{
        GHashTable *table = incident_weight_table(weight);
        g_autoptr(GPtrArray) features = incident_features(sentences, at, has_file);
        int sum = 0;
        for (unsigned i = 0; i < features->len; i++)
                sum += GPOINTER_TO_INT(g_hash_table_lookup(table, g_ptr_array_index(features, i)));
        return sum;
}

void
incident_weight_prepare(void)
{
        for (unsigned i = 0; i < INCIDENT_WEIGHTS; i++)
                (void) incident_weight_table((IncidentWeight) i);
}
