/* lint-as: daemon/work.c */
#include <libpq-fe.h>
