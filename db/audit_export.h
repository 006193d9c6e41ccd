/* Rows of the audit as they leave the program: for an access request, or for whoever looks into what somebody did. */
#ifndef DB_AUDIT_EXPORT_H
#define DB_AUDIT_EXPORT_H

#include <stdbool.h>

/* told: what audit_store_show() gave. The rows as a table for a spreadsheet, the newest first, or as JSON as they stand. New string. */
char *audit_export_csv(const char *told);
char *audit_export_json(const char *told);
/* True when there were more rows than were asked for: such an export is not whole. */
bool audit_export_is_cut(const char *told);

#endif
