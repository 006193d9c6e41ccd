/* What the sender's own words ask staff to see at once. Boilerplate and quoted mail raise nothing. */
#ifndef PARSERS_ORDER_ALERT_H
#define PARSERS_ORDER_ALERT_H

#include "register/submission.h"

/* What came with the words. */
typedef struct {
        const char *subject; /* counts as the first sentence */
        const char *newest;  /* own_words_newest() of the body */
        /* what a mail that forwards another passes on; NULL: nothing. Breach, danger and unsafe contact are looked for
         * there too, where the sender adds next to nothing of his own. */
        const char *passed_on;
        const char *path;    /* of the body part */
        bool has_file;       /* a file came with the mail */
        unsigned files;      /* so many of them, or as many as the papers that were found in them; 0: not counted */
        bool is_notice;      /* the mail is a notice or holds a link to what did not come */
        bool is_recall_only; /* a machine wrote the mail: nothing but a recall counts */
} AlertWords;

/* Adds the alerts that the words raise, each kind once. */
void alert_read(Submission *submission, const AlertWords *words);
/* Compiles every pattern, before processes are forked. */
void alert_prepare(void);

#endif
