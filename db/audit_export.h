/* Rows of the audit as they leave the program: for an access request, or for whoever looks into what somebody did. */
#ifndef DB_AUDIT_EXPORT_H
#define DB_AUDIT_EXPORT_H

/* told: what audit_store_show() gave. The rows as a table for a spreadsheet, the newest first, or as JSON as they stand. New string. */
char *audit_export_csv(const char *told);
char *audit_export_json(const char *told);

#endif
