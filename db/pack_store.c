#include "db/pack_store.h"

#include "base/digest.h"
#include "base/error.h"
#include "base/limits.h"
#include "db/search_answer.h"
#include "db/statement.h"

G_DEFINE_AUTOPTR_CLEANUP_FUNC(json_t, json_decref)

static const char *const pack_files[] = { [PACK_PAPER] = "paper", [PACK_ORIGINALS] = "originals" };

/* The one cell of a result as JSON, its member "told" as answers tell orders. New string; NULL for null. */
static char *
pack_told(const PGresult *result)
{
        const char *text = result_text(result, 0, 0);
        g_autoptr(json_t) told = text == NULL ? NULL : json_loads(text, 0, NULL);
        if (told == NULL)
                return NULL;
        json_object_set_new(told, "told", search_answer_order(json_object_get(told, "told"), NULL));
        return json_dumps(told, JSON_COMPACT);
}

bool
pack_store_form(Db *db, const char *person, gint64 entry_id, char **ret_json, GError **error)
{
        Parameters parameters = { 0 };
        parameters_text(&parameters, person);
        parameters_number(&parameters, entry_id);
        g_autoptr(PGresult) result = statement_run(db, "pack_form", &parameters, error);
        if (result == NULL)
                return false;
        *ret_json = pack_told(result);
        return true;
}

static char *
pack_numbers(const GArray *papers)
{
        g_autoptr(GString) numbers = g_string_new("{");
        for (guint i = 0; i < papers->len; i++)
                g_string_append_printf(numbers, "%s%" G_GINT64_FORMAT, i == 0 ? "" : ",",
                                       g_array_index(papers, gint64, i));
        g_string_append_c(numbers, '}');
        return g_string_free(g_steal_pointer(&numbers), FALSE);
}

bool
pack_store_make(Db *db, const PackAsk *ask, gint64 *ret_pack, char **ret_why, GError **error)
{
        g_autofree char *papers = pack_numbers(ask->papers);
        Parameters parameters = { 0 };
        parameters_text(&parameters, ask->person);
        parameters_number(&parameters, ask->entry_id);
        parameters_text(&parameters, papers);
        parameters_text(&parameters, ask->recipient);
        parameters_text(&parameters, ask->address);
        parameters_text(&parameters, ask->unit);
        parameters_text(&parameters, ask->crime);
        parameters_text(&parameters, ask->purpose);
        parameters_text(&parameters, ask->kept);
        parameters_number(&parameters, LIMIT_PACK_PAGES / 2);
        g_autoptr(PGresult) result = statement_run(db, "pack_make", &parameters, error);
        if (result == NULL)
                return false;
        const char *answer = result_text(result, 0, 0);
        guint64 number = 0;
        if (answer == NULL || !g_ascii_string_to_unsigned(answer, 10, 1, G_MAXINT64, &number, NULL))
                *ret_why = g_strdup(answer);
        *ret_pack = (gint64) number;
        return true;
}

bool
pack_store_tell(Db *db, const char *person, gint64 pack_id, char **ret_json, GError **error)
{
        Parameters parameters = { 0 };
        parameters_text(&parameters, person);
        parameters_number(&parameters, pack_id);
        g_autoptr(PGresult) result = statement_run(db, "pack_tell", &parameters, error);
        if (result == NULL)
                return false;
        *ret_json = pack_told(result);
        return true;
}

static void
pack_source_free(gpointer data)
{
        PackSource *source = data;
        document_source_free(source->source);
        g_free(source);
}

bool
pack_store_open(Db *db, const char *person, gint64 pack_id, PackFile file, GPtrArray **ret_sources, GError **error)
{
        Parameters parameters = { 0 };
        parameters_text(&parameters, person);
        parameters_number(&parameters, pack_id);
        parameters_text(&parameters, pack_files[file]);
        g_autoptr(PGresult) result = statement_run(db, "pack_open", &parameters, error);
        if (result == NULL)
                return false;
        *ret_sources = g_ptr_array_new_with_free_func(pack_source_free);
        for (int row = 0; row < PQntuples(result); row++) {
                PackSource *paper = g_new0(PackSource, 1);
                DocumentSource *source = g_new0(DocumentSource, 1);
                paper->document_id = result_number(result, row, 0);
                paper->source = source;
                source->message_id = result_number(result, row, 1);
                source->path = g_strdup(result_text(result, row, 2));
                source->kind = (DocumentKind) vocabulary_value(VOCABULARY_DOCUMENT_KIND, result_text(result, row, 3));
                source->pages = (unsigned) result_number(result, row, 4);
                source->number = (unsigned) result_number(result, row, 5) + 1;
                source->media_type = g_strdup(result_text(result, row, 6));
                source->passwords = g_strdup(result_text(result, row, 7));
                g_ptr_array_add(*ret_sources, paper);
        }
        return true;
}

bool
pack_store_handed(Db *db, const char *person, gint64 pack_id, PackFile file, GBytes *octets, GError **error)
{
        gsize size = 0;
        const void *data = g_bytes_get_data(octets, &size);
        const DigestHex digest = digest_of(bytes_of(data, size));
        Parameters parameters = { 0 };
        parameters_text(&parameters, person);
        parameters_number(&parameters, pack_id);
        parameters_text(&parameters, pack_files[file]);
        parameters_number(&parameters, (gint64) size);
        parameters_text(&parameters, digest.hex);
        g_autoptr(PGresult) result = statement_run(db, "pack_handed", &parameters, error);
        if (result == NULL)
                return false;
        if (result_flag(result, 0, 0))
                return true;
        g_set_error_literal(error, CCOT_ERROR, CCOT_ERROR_RETRY, "database: a copy has gone while it was made");
        return false;
}
