/* What must hold between the settings of a group, beyond the type and range of each. */
#ifndef CONFIG_CONFIG_CHECK_H
#define CONFIG_CONFIG_CHECK_H

#include "config/config.h"

typedef struct {
        const char *key; /* within the group, "oauth.token_url" for an inner one */
        const char *reason;
} ConfigFault;

/* These fill in a port that was left out. False with the first fault. */
bool config_check_mailbox(ConfigMailbox *mailbox, ConfigFault *ret_fault);
bool config_check_smtp(ConfigSmtp *smtp, ConfigFault *ret_fault);
/* The group called name of the others. */
bool config_check_rest(const Config *config, const char *name, ConfigFault *ret_fault);

#endif
