/* What the sender's own words ask staff to see at once. Boilerplate and quoted mail raise nothing. */
#ifndef PARSERS_ORDER_ALERT_H
#define PARSERS_ORDER_ALERT_H

#include "parsers/order/view.h"

/* Adds the alerts that the newest part of the mail raises, each kind once. has_attachment: a file came with the mail. */
void alert_read(Submission *submission, const View *newest, const char *path, bool has_attachment);
/* The sender says that the order also went to another part of the police. *ret gets the words (g_free), when wanted. */
bool elsewhere_said(const View *newest, char **ret);
/* The text above quoted mail, signatures' disclaimers and forwarded headers: new string. */
char *alert_newest(const char *text);

#endif
