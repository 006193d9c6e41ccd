#include "register/alarm.h"

#include "register/court_time.h"
#include "register/reference.h"

enum { TOLD_MOST = 20 };

void
alarm_clear(Alarm *alarm)
{
        g_clear_pointer(&alarm->reference, g_free);
        g_clear_pointer(&alarm->subject, g_free);
        g_clear_pointer(&alarm->body, g_free);
}

/* The year in which the mail came is London's (register/reference). */
static char *
alarm_reference(const AlarmMail *mail)
{
        g_autoptr(GTimeZone) london = g_time_zone_new_identifier("Europe/London");
        g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc(mail->received_at / G_USEC_PER_SEC);
        g_autoptr(GDateTime) day = london == NULL ? g_date_time_ref(utc) : g_date_time_to_timezone(utc, london);
        const Reference reference = { (unsigned) g_date_time_get_year(day), mail->message_id };
        return reference_print(reference);
}

Alarm
alarm_write(const GArray *mails, unsigned minutes)
{
        const AlarmMail *first = &g_array_index(mails, AlarmMail, 0);
        g_autofree char *since = court_time_print(first->raised_at / G_USEC_PER_SEC);
        GString *body = g_string_new(NULL);
        Alarm alarm = { .reference = alarm_reference(first) };
        const char *alerts = mails->len == 1 ? "alert waits" : "alerts wait";
        alarm.subject = g_strdup_printf("%u %s, nobody has taken %s: %s", mails->len, alerts,
                                        mails->len == 1 ? "it" : "them", alarm.reference);
        g_string_append_printf(body, "%u %s in the register of civil court orders.\nThe oldest waits since %s.\n\n",
                               mails->len, alerts, since);
        for (guint i = 0; i < mails->len && i < TOLD_MOST; i++) {
                const AlarmMail *mail = &g_array_index(mails, AlarmMail, i);
                g_autofree char *reference = alarm_reference(mail);
                g_autofree char *raised = court_time_print(mail->raised_at / G_USEC_PER_SEC);
                g_string_append_printf(body, "  %s  since %s\n", reference, raised);
        }
        if (mails->len > TOLD_MOST)
                g_string_append_printf(body, "  and %u more\n", mails->len - TOLD_MOST);
        g_string_append_printf(body,
                               "\nSomebody may be in danger. Please open the register now, take the\n"
                               "alert and read it: this message says nothing of what is in it.\n\n"
                               "It is sent again every %u minutes until somebody has taken it.\n",
                               minutes);
        alarm.body = g_string_free(body, FALSE);
        return alarm;
}
