#include "register/telling.h"

#include "register/court_time.h"

#include <string.h>

/* A type's own words; what exactly is forbidden stands in its terms. */
static const char *
telling_verb(OrderType type)
{
        static const char *const verbs[] = {
                [ORDER_TYPE_NON_MOLESTATION] = "must not harm, harass or contact, as its terms say,",
                [ORDER_TYPE_RESTRAINING] = "must not do what its terms forbid towards",
                [ORDER_TYPE_OCCUPATION] = "must keep to what it says of the home of",
                [ORDER_TYPE_PROHIBITED_STEPS] = "must not take the steps it names concerning the family of",
                [ORDER_TYPE_STALKING_PROTECTION] = "must not stalk or do what its terms forbid towards",
                [ORDER_TYPE_FORCED_MARRIAGE_PROTECTION] =
                    "must not force into a marriage, or do what its terms forbid to,",
                [ORDER_TYPE_FGM_PROTECTION] = "must not do what its terms forbid to",
                [ORDER_TYPE_DOMESTIC_ABUSE_PROTECTION] = "must not abuse or do what its terms forbid towards",
                [ORDER_TYPE_INJUNCTION] = "must not do what its terms forbid towards",
                [ORDER_TYPE_UNCLASSIFIED] = "is bound by its terms towards",
        };
        return type < ORDER_TYPE_COUNT ? verbs[type] : verbs[ORDER_TYPE_UNCLASSIFIED];
}

static void
telling_names(GString *text, const GPtrArray *names)
{
        for (guint i = 0; names != NULL && i < names->len; i++)
                g_string_append_printf(text, "%s%s",
                                       i == 0                ? ""
                                       : i + 1 == names->len ? " and "
                                                             : ", ",
                                       (const char *) g_ptr_array_index(names, i));
}

char *
telling_direction(OrderType type, Action action, const char *respondent, const GPtrArray *people,
                  const GPtrArray *children)
{
        const bool named = respondent != NULL && *respondent != '\0';
        GString *text = g_string_new(action == ACTION_DISCHARGED ? "Says that this order is discharged: " : NULL);
        g_string_append_printf(text, "%s %s ", named ? respondent : "A respondent whose name could not be read",
                               telling_verb(type));
        const bool anybody = people != NULL && people->len > 0;
        if (anybody)
                telling_names(text, people);
        else
                g_string_append(text, "somebody whose name could not be read");
        if (children != NULL && children->len > 0) {
                g_string_append(text, children->len == 1 ? " (and child " : " (and children ");
                telling_names(text, children);
                g_string_append_c(text, ')');
        }
        return g_string_free(text, FALSE);
}

static char *
telling_day(const char *iso)
{
        LegalDate date;
        return iso != NULL && legal_date_from_iso(iso, &date) ? court_time_day(&date) : g_strdup("on a day not stated");
}

static bool
telling_proves(const TellingService *service)
{
        return !service->proposed && (service->outcome == OUTCOME_SERVED || service->outcome == OUTCOME_INFORMED ||
                                      service->outcome == OUTCOME_PRESENT_IN_COURT);
}

enum { TELLING_DAY = 10 }; /* characters of an ISO date */

/* After the day, or the minute, that is asked for. An hour that is not stated may be any of its day. */
static bool
telling_is_later(const TellingService *service, const char *on)
{
        if (on == NULL || service->served_on == NULL)
                return false;
        const int days = strncmp(service->served_on, on, TELLING_DAY);
        const bool minute = strlen(on) > TELLING_DAY && service->served_at != NULL;
        return days > 0 || (days == 0 && minute && strcmp(service->served_at, on + TELLING_DAY + 1) > 0);
}

/* Of two that prove it, the earlier one. */
static bool
telling_is_earlier(const TellingService *service, const TellingService *known)
{
        const int days = known == NULL ? -1 : g_strcmp0(service->served_on, known->served_on);
        return days < 0 ||
               (days == 0 && service->served_at != NULL && g_strcmp0(service->served_at, known->served_at) < 0);
}

static const TellingService *
telling_known(const GArray *services, const char *on)
{
        const TellingService *known = NULL;
        for (guint i = 0; i < services->len; i++) {
                const TellingService *service = &g_array_index(services, TellingService, i);
                if (telling_proves(service) && !telling_is_later(service, on) && telling_is_earlier(service, known))
                        known = service;
        }
        return known;
}

bool
telling_is_known(const GArray *services, const char *on)
{
        return telling_known(services, on) != NULL;
}

static void
telling_add_known(GString *text, const TellingService *service)
{
        g_autofree char *day = telling_day(service->served_on);
        g_string_append_printf(
            text, "%s %s%s%s%s%s",
            service->outcome == OUTCOME_SERVED     ? "SERVED"
            : service->outcome == OUTCOME_INFORMED ? "TOLD OF IT"
                                                   : "IN COURT WHEN IT WAS MADE",
            day, service->served_at == NULL ? "" : " ", service->served_at == NULL ? "" : service->served_at,
            service->served_by == NULL ? "" : ", by ", service->served_by == NULL ? "" : service->served_by);
}

char *
telling_service(const GArray *services, const char *on)
{
        const TellingService *known = telling_known(services, on);
        unsigned attempts = 0, proposals = 0, later = 0;
        for (guint i = 0; i < services->len; i++) {
                const TellingService *service = &g_array_index(services, TellingService, i);
                const bool is_later = telling_is_later(service, on);
                later += is_later && telling_proves(service);
                proposals += !is_later && service->proposed;
                attempts += !is_later && !service->proposed && !telling_proves(service);
        }
        GString *text = g_string_new(NULL);
        const bool minute = on != NULL && strlen(on) > TELLING_DAY;
        if (known != NULL) {
                telling_add_known(text, known);
                if (minute && known->served_at == NULL && known->served_on != NULL &&
                    strncmp(known->served_on, on, TELLING_DAY) == 0)
                        g_string_append_printf(text, "; the hour is not stated: NOT KNOWN WHETHER BEFORE %s",
                                               on + TELLING_DAY + 1);
        } else {
                g_string_append(text, on == NULL ? "NO PROOF OF SERVICE"
                                      : minute   ? "NO PROOF OF SERVICE BY THEN"
                                                 : "NO PROOF OF SERVICE BY THAT DAY");
        }
        if (known == NULL && later > 0)
                g_string_append(text, "; served later");
        if (known == NULL && attempts > 0)
                g_string_append_printf(text, "; %u attempt%s", attempts, attempts == 1 ? "" : "s");
        if (proposals > 0)
                g_string_append(text, "; a statement may belong to it, not yet checked");
        return g_string_free(text, FALSE);
}

char *
telling_state(EntryState state, bool draft, gint64 representative)
{
        GString *text = g_string_new(NULL);
        switch (state) {
        case ENTRY_STATE_VERIFIED:
                g_string_append(text, "verified");
                break;
        case ENTRY_STATE_REJECTED:
                g_string_append(text, "REJECTED: a person says that it is no order");
                break;
        case ENTRY_STATE_DUPLICATE:
                g_string_append(text, "copy");
                break;
        case ENTRY_STATE_PENDING:
        case ENTRY_STATE_COUNT:
        default:
                g_string_append(text, "NOT YET VERIFIED");
                break;
        }
        if (representative > 0)
                g_string_append_printf(text,
                                       state == ENTRY_STATE_DUPLICATE ? " of entry %" G_GINT64_FORMAT
                                                                      : ", probably a copy of entry %" G_GINT64_FORMAT,
                                       representative);
        if (draft)
                g_string_append(text, ", MARKED DRAFT");
        return g_string_free(text, FALSE);
}
