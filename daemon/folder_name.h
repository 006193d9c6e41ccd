/* Folder names on the wire: modified UTF-7 (RFC 3501 5.1.3). */
#ifndef DAEMON_FOLDER_NAME_H
#define DAEMON_FOLDER_NAME_H

/* From UTF-8; a new string. */
char *folder_name_encode(const char *name);

#endif
