#include "register/power.h"

#include <string.h>

static Power
power_of_type(OrderType type)
{
        static const Power powers[ORDER_TYPE_COUNT] = {
                [ORDER_TYPE_NON_MOLESTATION] = POWER_NON_MOLESTATION,
                [ORDER_TYPE_RESTRAINING] = POWER_RESTRAINING,
                [ORDER_TYPE_OCCUPATION] = POWER_OCCUPATION,
                [ORDER_TYPE_PROHIBITED_STEPS] = POWER_PROHIBITED_STEPS,
                [ORDER_TYPE_STALKING_PROTECTION] = POWER_STALKING_PROTECTION,
                [ORDER_TYPE_FORCED_MARRIAGE_PROTECTION] = POWER_FORCED_MARRIAGE_PROTECTION,
                [ORDER_TYPE_FGM_PROTECTION] = POWER_FGM_PROTECTION,
                [ORDER_TYPE_DOMESTIC_ABUSE_PROTECTION] = POWER_DOMESTIC_ABUSE_PROTECTION,
                [ORDER_TYPE_INJUNCTION] = POWER_INJUNCTION,
                [ORDER_TYPE_UNCLASSIFIED] = POWER_UNCLASSIFIED,
        };
        return type < ORDER_TYPE_COUNT ? powers[type] : POWER_UNCLASSIFIED;
}

/* Breach of these is a crime by statute, with or without a power of arrest attached. */
static bool
power_is_statutory(OrderType type)
{
        return type != ORDER_TYPE_OCCUPATION && type != ORDER_TYPE_PROHIBITED_STEPS && type != ORDER_TYPE_INJUNCTION &&
               type != ORDER_TYPE_UNCLASSIFIED && type < ORDER_TYPE_COUNT;
}

static Power
power_main(const PowerFacts *facts)
{
        if (facts->undertaking)
                return POWER_UNDERTAKING;
        /* a prohibited steps order can carry none */
        if (!facts->attached || power_is_statutory(facts->type) || facts->type == ORDER_TYPE_PROHIBITED_STEPS)
                return power_of_type(facts->type);
        const bool over =
            facts->attached_end != NULL && facts->on != NULL && strcmp(facts->on, facts->attached_end) > 0;
        return over ? POWER_ATTACHED_OVER : POWER_ATTACHED;
}

unsigned
power_list(const PowerFacts *facts, Power ret_powers[POWER_MOST])
{
        unsigned count = 0;
        if (facts->discharges) {
                if (!facts->verified)
                        ret_powers[count++] = POWER_UNVERIFIED;
                ret_powers[count++] = POWER_DISCHARGE;
                return count;
        }
        if (facts->status == STATUS_ENDED || facts->status == STATUS_NOT_YET) {
                ret_powers[count++] = facts->status == STATUS_ENDED ? POWER_ENDED : POWER_NOT_YET;
                return count;
        }
        if (!facts->verified)
                ret_powers[count++] = POWER_UNVERIFIED;
        if (facts->status != STATUS_IN_FORCE)
                ret_powers[count++] = POWER_CHECK;
        if (!facts->known)
                ret_powers[count++] = POWER_UNSERVED;
        ret_powers[count++] = power_main(facts);
        return count;
}
