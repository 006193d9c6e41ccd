/* Connections to the register, kept between requests. Any thread. */
#ifndef WEB_SITE_POOL_H
#define WEB_SITE_POOL_H

#include "db/db.h"

/* One that no request uses, or a new one. conninfo: of the configuration. */
Db *site_pool_take(const char *conninfo, GError **error);
/* A second one for the same request, for what can be asked beside; NULL when there is none to spare: nobody waits for it. */
Db *site_pool_take_beside(const char *conninfo);
void site_pool_give(Db *db);
/* Closes one that is lost; NULL is nothing. */
void site_pool_drop(Db *db);
/* Closes all; no request is being answered any more. */
void site_pool_end(void);

#endif
