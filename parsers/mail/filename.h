/* A sender's file name as a label that can harm nobody: one line, no folders, no control or direction marks. */
#ifndef PARSERS_MAIL_FILENAME_H
#define PARSERS_MAIL_FILENAME_H

/* New string; NULL for NULL and for a name of which nothing is left. */
char *filename_clean(const char *name);

#endif
