/* The words of the alarm that somebody may be in danger: how many mails wait, under which of our references, and since when. It goes to
 * an address that is read day and night, and says no name, no place and no word of a mail. */
#ifndef REGISTER_ALARM_H
#define REGISTER_ALARM_H

#include "base/clock.h"

#include <glib.h>
#include <stdbool.h>

typedef struct {
        gint64 message_id;
        Instant received_at;
        Instant raised_at;
        bool opened; /* a restricted order of it was opened, or met by a search; else an alert waits */
} AlarmMail;

typedef struct {
        char *reference; /* of the oldest */
        char *subject;
        char *body; /* 7 bits, lines ended by \n */
} Alarm;
void alarm_clear(Alarm *alarm);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Alarm, alarm_clear)

/* mails: of AlarmMail, at least one: alerts, oldest first, then what was opened. minutes: after which alerts are told again. */
Alarm alarm_write(const GArray *mails, unsigned minutes);

#endif
