#include "db/strip.h"

static const char STRIP[] = "queue_strip";

static Parameters
strip_parameters(const char *person, unsigned target_hours)
{
        Parameters parameters = { 0 };
        parameters_text(&parameters, person);
        parameters_number(&parameters, target_hours);
        return parameters;
}

PGresult *
strip_behind(Db *db, const Statement *first, const char *person, unsigned target_hours, GError **error)
{
        const Parameters parameters = strip_parameters(person, target_hours);
        const Statement strip = { STRIP, &parameters };
        return statement_run_ahead(db, first, &strip, error);
}

PGresult *
strip_take(Db *db, const char *person, unsigned target_hours, GError **error)
{
        const Parameters parameters = strip_parameters(person, target_hours);
        return db_then(db) != NULL ? statement_then(db, error) : statement_run(db, STRIP, &parameters, error);
}
