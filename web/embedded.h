/* Stylesheets and assets as they stand in web/, put into the program when it is built. */
#ifndef WEB_EMBEDDED_H
#define WEB_EMBEDDED_H

typedef struct {
        const char *name; /* file name, "queue.xsl"; NULL in the last row */
        const char *text;
} EmbeddedFile;

extern const EmbeddedFile embedded_pages[];
extern const EmbeddedFile embedded_assets[];

#endif
