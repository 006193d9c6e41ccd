/* What is read back before an entry goes on the register: a wrong thing is heard in a sentence that is not seen in a form. Pure. */
#ifndef WEB_ENTRY_SENTENCE_H
#define WEB_ENTRY_SENTENCE_H

#include <jansson.h>

/* "You put on the register: non-molestation order (made), Medway ..., no proof of service." Of an order that acts on others, a sentence
 * more for each. entry: as register_store_said() and register_store_around() tell it. New string. */
char *entry_sentence(const json_t *entry);

#endif
