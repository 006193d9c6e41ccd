#include "parsers/mail/address.h"

#include "base/limits.h"
#include "base/text.h"
#include "parsers/mail/header.h"
#include "parsers/mail/own_gmime.h"

#include <string.h>

enum {
        ADDRESS_VALUE = 8192,
        ADDRESS_LONGEST = 998, /* a line of a mail (RFC 5322, 2.1.1): nobody can be written to beyond it */
};

static char *
address_line(const char *text)
{
        if (text == NULL)
                return NULL;
        g_autofree char *clean = text_clean(text, ADDRESS_VALUE);
        g_autofree char *line = text_one_line(clean);
        return line[0] == '\0' ? NULL : g_steal_pointer(&line);
}

static InternetAddress *
address_mailbox(InternetAddressList *list, unsigned depth)
{
        const int count = list == NULL || depth > 4 ? 0 : internet_address_list_length(list);
        for (int i = 0; i < count; i++) {
                InternetAddress *address = internet_address_list_get_address(list, i);
                if (INTERNET_ADDRESS_IS_MAILBOX(address))
                        return address;
                InternetAddress *member =
                    address_mailbox(internet_address_group_get_members(INTERNET_ADDRESS_GROUP(address)), depth + 1);
                if (member != NULL)
                        return member;
        }
        return NULL;
}

void
address_first(Bytes value, char **ret_name, char **ret_address)
{
        *ret_name = NULL;
        *ret_address = NULL;
        const Bytes kept = bytes_of(value.data, MIN(value.length, ADDRESS_VALUE));
        g_autofree char *text = text_from_bytes(kept, NULL, ADDRESS_VALUE, NULL);
        g_autofree char *line = text_one_line(text);
        g_autoptr(InternetAddressList) list = internet_address_list_parse(NULL, line);
        InternetAddress *address = address_mailbox(list, 0);
        if (address == NULL) {
                *ret_name = address_line(line);
                return;
        }
        *ret_name = address_line(internet_address_get_name(address));
        *ret_address = address_line(internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(address)));
        if (*ret_address != NULL && strlen(*ret_address) > ADDRESS_LONGEST)
                g_clear_pointer(ret_address, g_free);
}
