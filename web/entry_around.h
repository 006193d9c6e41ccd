/* What stands around an entry: who sent it, its copies that bring nothing, the orders it acts on and with which effect, what it waits
 * for, and in whose hands it is. Made of what register_store_said() and register_store_around() tell. Pure. */
#ifndef WEB_ENTRY_AROUND_H
#define WEB_ENTRY_AROUND_H

#include <jansson.h>
#include <stdbool.h>

/* Adds to view: "sender" {"address", "kind", "domain", "proof" (what our gateway found of it: "passed", "failed", "open", "none"),
 * "since", "mails", "fresh", "apart" (orders sent by somebody else)}, "plain" (copies that
 * bring nothing, each with its version), "together" (copies that one person decided on at once: "decided_by", "decided_at", "copies" with their versions), "acts" (each with the order as it is and what would become of it), "chooses" (that its order
 * is not found), "waits" (each with "late"), "letter" (a mail that asks the sender), "claim" own, other or free. person: who looks. today: ISO. */
void entry_around(json_t *view, const json_t *entry, const char *person, const char *today);
/* The decision is neither taken back nor settled by a later one of that kind about it. */
bool entry_around_stands(const json_t *entry, const json_t *decision, const char *by_kind);

#endif
