#include "db/document_store.h"

#include "db/statement.h"

#include <string.h>

void
document_source_free(DocumentSource *source)
{
        if (source == NULL)
                return;
        g_free(source->path);
        g_free(source->media_type);
        if (source->passwords != NULL)
                explicit_bzero(source->passwords, strlen(source->passwords));
        g_free(source->passwords);
        g_free(source);
}

bool
document_store_open(Db *db, const char *person, gint64 document_id, DocumentPurpose purpose, const char *note,
                    DocumentSource **ret_source, GError **error)
{
        Parameters parameters = { 0 };
        parameters_text(&parameters, person);
        parameters_number(&parameters, document_id);
        parameters_text(&parameters, purpose == DOCUMENT_DISCLOSE ? "disclose" : "consult");
        parameters_text(&parameters, note);
        g_autoptr(PGresult) result = statement_run(db, "document_open", &parameters, error);
        if (result == NULL)
                return false;
        *ret_source = NULL;
        if (PQntuples(result) == 0)
                return true;
        DocumentSource *source = g_new0(DocumentSource, 1);
        source->message_id = result_number(result, 0, 0);
        source->path = g_strdup(result_text(result, 0, 1));
        source->kind = (DocumentKind) vocabulary_value(VOCABULARY_DOCUMENT_KIND, result_text(result, 0, 2));
        source->pages = (unsigned) result_number(result, 0, 3);
        source->number = (unsigned) result_number(result, 0, 4) + 1;
        source->media_type = g_strdup(result_text(result, 0, 5));
        source->shut = result_flag(result, 0, 6);
        source->passwords = g_strdup(result_text(result, 0, 7));
        *ret_source = source;
        return true;
}

bool
document_store_unseal(Db *db, const char *person, gint64 document_id, const char *reason, bool *ret_opened,
                      GError **error)
{
        Parameters parameters = { 0 };
        parameters_text(&parameters, person);
        parameters_number(&parameters, document_id);
        parameters_text(&parameters, reason);
        g_autoptr(PGresult) result = statement_run(db, "document_unseal", &parameters, error);
        if (result == NULL)
                return false;
        *ret_opened = result_flag(result, 0, 0);
        return true;
}
