#include "db/migrate.h"

#include "base/digest.h"
#include "base/error.h"
#include "db/embedded.h"
#include "db/entry_course.h"
#include "db/entry_text.h"
#include "db/statement.h"
#include "register/boilerplate.h"

#include <string.h>

const char migrate_role_lines[] = "CREATE ROLE ccot_owner NOLOGIN;\n"
                                  "CREATE ROLE ccot_ingest LOGIN;\n"
                                  "CREATE ROLE ccot_web LOGIN;\n"
                                  "CREATE ROLE ccot_report LOGIN;\n"
                                  "CREATE ROLE ccot_admin LOGIN;\n"
                                  "CREATE ROLE ccot_reader LOGIN;\n";

static unsigned
migrate_number(const EmbeddedSql *migration)
{
        return (unsigned) g_ascii_strtoull(migration->name, NULL, 10);
}

static unsigned
migrate_last_number(void)
{
        unsigned last = 0;
        for (const EmbeddedSql *row = embedded_migrations; row->name != NULL; row++)
                last = MAX(last, migrate_number(row));
        return last;
}

/* Functions, views and grants are replaced together; this names their whole content, and the model of the fingerprints, so that
 * no program compares texts by another one than the register holds. */
static DigestHex
migrate_parts_digest(void)
{
        const EmbeddedSql *const tables[] = { embedded_functions, embedded_views };
        g_autoptr(DigestStream) stream = digest_stream_new();
        for (unsigned i = 0; i < G_N_ELEMENTS(tables); i++)
                for (const EmbeddedSql *row = tables[i]; row->name != NULL; row++) {
                        digest_stream_add(stream, bytes_of_string(row->name));
                        digest_stream_add(stream, bytes_of_string(row->sql));
                }
        digest_stream_add(stream, bytes_of_string(embedded_find(embedded_rights, "grants")));
        g_autofree char *model = g_strdup_printf("boilerplate %d", BOILERPLATE_MODEL);
        digest_stream_add(stream, bytes_of_string(model));
        return digest_stream_end(stream);
}

/* The digest recorded for a number; NULL without error when there is none. */
static bool
migrate_recorded(Db *db, unsigned number, char **ret_digest, GError **error)
{
        Parameters parameters = { 0 };
        parameters_number(&parameters, number);
        g_autoptr(PGresult) result = statement_run(db, "migration_recorded", &parameters, error);
        if (result == NULL)
                return false;
        *ret_digest = PQntuples(result) == 0 ? NULL : g_strdup(result_text(result, 0, 0));
        return true;
}

static bool
migrate_record(Db *db, unsigned number, const char *name, const char *digest, GError **error)
{
        Parameters parameters = { 0 };
        parameters_number(&parameters, number);
        parameters_text(&parameters, name);
        parameters_text(&parameters, digest);
        return statement_do(db, "migration_record", &parameters, NULL, error);
}

bool
migrate_check(Db *db, GError **error)
{
        const unsigned wanted = migrate_last_number();
        g_autoptr(GError) failure = NULL;
        g_autoptr(PGresult) result = statement_run(db, "migration_version", NULL, &failure);
        if (result == NULL && g_error_matches(failure, CCOT_ERROR, CCOT_ERROR_RETRY)) {
                g_propagate_error(error, g_steal_pointer(&failure));
                return false;
        }
        const gint64 found = result == NULL ? 0 : result_number(result, 0, 0);
        const DigestHex parts = migrate_parts_digest();
        if (found == wanted && g_strcmp0(result_text(result, 0, 1), parts.hex) == 0)
                return true;
        g_set_error(error, CCOT_ERROR, CCOT_ERROR_CONFIG,
                    "database: schema version is %" G_GINT64_FORMAT "%s, this program needs %u: run ccot migrate",
                    found, found == wanted ? " with other views" : "", wanted);
        return false;
}

static const char migrate_parts_name[] = "functions, views and grants";

/* Views of the version before would hold on to the columns that a migration takes away. That they are gone is remembered with it, so that
 * they come back though the next step fails. */
static bool
migrate_drop_views(Db *db, GError **error)
{
        return statement_do(db, "migration_drop_views", NULL, NULL, error) &&
               migrate_record(db, 0, migrate_parts_name, "none", error);
}

static bool
migrate_one(Db *db, const EmbeddedSql *migration, bool *ret_applied, GError **error)
{
        const unsigned number = migrate_number(migration);
        const DigestHex digest = digest_of(bytes_of_string(migration->sql));
        g_autofree char *recorded = NULL;
        if (!migrate_recorded(db, number, &recorded, error))
                return false;
        *ret_applied = recorded == NULL;
        if (recorded != NULL) {
                if (g_str_equal(recorded, digest.hex))
                        return true;
                g_set_error(error, CCOT_ERROR, CCOT_ERROR_CONFIG,
                            "database: migration %s differs from the one that was applied: this database belongs to "
                            "another build",
                            migration->name);
                return false;
        }
        return statement_begin(db, error) && migrate_drop_views(db, error) &&
               statement_script(db, migration->name, migration->sql, error) &&
               migrate_record(db, number, migration->name, digest.hex, error) && statement_commit(db, error);
}

static bool
migrate_parts(Db *db, bool *ret_renewed, GError **error)
{
        const DigestHex digest = migrate_parts_digest();
        g_autofree char *recorded = NULL;
        if (!migrate_recorded(db, 0, &recorded, error))
                return false;
        *ret_renewed = g_strcmp0(recorded, digest.hex) != 0;
        if (!*ret_renewed)
                return true;
        if (!statement_begin(db, error) || !statement_do(db, "migration_drop_views", NULL, NULL, error))
                return false;
        for (const EmbeddedSql *row = embedded_functions; row->name != NULL; row++)
                if (!statement_script(db, row->name, row->sql, error))
                        return false;
        for (const EmbeddedSql *row = embedded_views; row->name != NULL; row++)
                if (!statement_script(db, row->name, row->sql, error))
                        return false;
        return statement_script(db, "grants", embedded_find(embedded_rights, "grants"), error) &&
               migrate_record(db, 0, migrate_parts_name, digest.hex, error) && statement_commit(db, error);
}

static bool
migrate_all(Db *db, MigrateReport *report, GError **error)
{
        if (!statement_script(db, "set role", "SET ROLE ccot_owner", error) ||
            !statement_script(db, "bootstrap", embedded_find(embedded_rights, "bootstrap"), error))
                return false;
        for (const EmbeddedSql *row = embedded_migrations; row->name != NULL; row++) {
                bool applied = false;
                if (!migrate_one(db, row, &applied, error))
                        return false;
                report->applied += applied;
        }
        report->version = migrate_last_number();
        return entry_texts_renew(db, error) && migrate_parts(db, &report->renewed, error);
}

/* Whether this user can do the work: *ret_missing when roles are missing that it may not create. */
static bool
migrate_may(Db *db, bool *ret_may, bool *ret_missing, GError **error)
{
        g_autoptr(PGresult) result = statement_run(db, "migration_rights", NULL, error);
        if (result == NULL)
                return false;
        const bool creates = result_flag(result, 0, 0);
        const bool missing = result_flag(result, 0, 1);
        const bool owner = result_flag(result, 0, 2);
        const bool schema = result_flag(result, 0, 3);
        *ret_missing = missing && !creates;
        *ret_may = creates || (!missing && owner && schema);
        return true;
}

/* A connection that may migrate; NULL with *ret_missing or an error. */
static Db *
migrate_connect(const char *conninfo, MigrateReport *report, GError **error)
{
        static const char *const roles[] = { "ccot_admin", NULL };
        for (unsigned i = 0; i < G_N_ELEMENTS(roles); i++) {
                g_autoptr(GError) failure = NULL;
                g_autoptr(Db) db = db_connect(conninfo, roles[i], "ccot migrate", &failure);
                bool may = false;
                if (db != NULL && !migrate_may(db, &may, &report->roles_missing, error))
                        return NULL;
                if (may)
                        return g_steal_pointer(&db);
                const bool last = i + 1 == G_N_ELEMENTS(roles);
                if (last && failure != NULL) {
                        /* no user of this name: the roles were most likely never created */
                        report->roles_missing = failure->code == CCOT_ERROR_CONFIG;
                        g_propagate_error(error, g_steal_pointer(&failure));
                } else if (last) {
                        g_set_error_literal(error, CCOT_ERROR, CCOT_ERROR_CONFIG,
                                            "database: this user may neither create roles nor act as ccot_owner");
                        report->roles_missing = true;
                }
        }
        return NULL;
}

bool
migrate_run(const char *conninfo, MigrateReport *ret_report, GError **error)
{
        *ret_report = (MigrateReport){ 0 };
        g_autoptr(Db) db = migrate_connect(conninfo, ret_report, error);
        if (db == NULL)
                return false;
        return statement_do(db, "migration_lock", NULL, NULL, error) &&
               statement_script(db, "roles", embedded_find(embedded_rights, "roles"), error) &&
               migrate_all(db, ret_report, error) && entry_course_fill(db, error) &&
               statement_do(db, "migration_refresh", NULL, NULL, error);
}
