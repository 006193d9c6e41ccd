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

/* The references of those that are opened, or of those that are not, with their instants. */
static void
alarm_list(GString *body, const GArray *mails, bool opened)
{
        guint told = 0, left = 0;
        for (guint i = 0; i < mails->len; i++) {
                const AlarmMail *mail = &g_array_index(mails, AlarmMail, i);
                if (mail->opened != opened)
                        continue;
                if (told == TOLD_MOST) {
                        left++;
                        continue;
                }
                g_autofree char *reference = alarm_reference(mail);
                g_autofree char *raised = court_time_print(mail->raised_at / G_USEC_PER_SEC);
                g_string_append_printf(body, "  %s  %s %s\n", reference, opened ? "at" : "since", raised);
                told++;
        }
        if (left > 0)
                g_string_append_printf(body, "  and %u more\n", left);
}

static void
alarm_add_alerts(GString *body, const GArray *mails, guint count, unsigned minutes)
{
        g_autofree char *since = court_time_print(g_array_index(mails, AlarmMail, 0).raised_at / G_USEC_PER_SEC);
        g_string_append_printf(body, "%u %s in the register of civil court orders.\nThe oldest waits since %s.\n\n",
                               count, count == 1 ? "alert waits" : "alerts wait", since);
        alarm_list(body, mails, false);
        g_string_append_printf(body,
                               "\nSomebody may be in danger. Please open the register now, take the\n"
                               "alert and read it: this message says nothing of what is in it.\n\n"
                               "It is sent again every %u minutes until somebody has taken it.\n",
                               minutes);
}

static void
alarm_add_opened(GString *body, const GArray *mails, guint count, guint alerts)
{
        g_string_append_printf(body,
                               "%s%u %s in the register of civil court orders:\n"
                               "somebody broke its glass, or met it by a search.\n\n",
                               alerts > 0 ? "\n" : "", count,
                               count == 1 ? "notice of a restricted order" : "notices of restricted orders");
        alarm_list(body, mails, true);
        g_string_append(body, "\nA supervisor sees in the register who it was and why.\n");
}

Alarm
alarm_write(const GArray *mails, unsigned minutes)
{
        guint alerts = 0;
        for (guint i = 0; i < mails->len; i++)
                alerts += !g_array_index(mails, AlarmMail, i).opened;
        const guint opened = mails->len - alerts;
        GString *body = g_string_new(NULL);
        Alarm alarm = { .reference = alarm_reference(&g_array_index(mails, AlarmMail, 0)) };
        if (alerts > 0) {
                alarm.subject = g_strdup_printf("%u %s, nobody has taken %s: %s", alerts,
                                                alerts == 1 ? "alert waits" : "alerts wait",
                                                alerts == 1 ? "it" : "them", alarm.reference);
                alarm_add_alerts(body, mails, alerts, minutes);
        } else {
                alarm.subject = g_strdup_printf("A restricted order was opened or met: %s", alarm.reference);
        }
        if (opened > 0)
                alarm_add_opened(body, mails, opened, alerts);
        alarm.body = g_string_free(body, FALSE);
        return alarm;
}
