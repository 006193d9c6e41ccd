#include "daemon/imap_quota.h"

#include "daemon/folder_name.h"
#include "daemon/imap_session_inside.h"

typedef struct mailimap_quota_complete_data ImapQuotaAnswer;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ImapQuotaAnswer, mailimap_quota_complete_data_free)

bool
imap_quota_offered(ImapSession *session)
{
        return imap_session_has(session, "QUOTA");
}

/* What stops new mail: the annotations of other resources (RFC 9208 5) say nothing about that. */
static bool
quota_counts(const char *resource)
{
        return g_ascii_strcasecmp(resource, "STORAGE") == 0 || g_ascii_strcasecmp(resource, "MESSAGE") == 0;
}

static void
quota_fullest(const struct mailimap_quota_quota_data *root, ImapQuota *fullest)
{
        for (clistiter *at = root->quota_list == NULL ? NULL : clist_begin(root->quota_list); at != NULL;
             at = clist_next(at)) {
                const struct mailimap_quota_quota_resource *resource = clist_content(at);
                if (resource->resource_name == NULL || resource->limit == 0 || !quota_counts(resource->resource_name))
                        continue;
                /* both are below 2^32: the products fit */
                const bool fuller = fullest->limit == 0 || (guint64) resource->usage * fullest->limit >
                                                               fullest->used * (guint64) resource->limit;
                if (!fuller)
                        continue;
                g_autofree char *name = g_ascii_strup(resource->resource_name, -1);
                (void) g_strlcpy(fullest->resource, name, sizeof fullest->resource);
                fullest->used = resource->usage;
                fullest->limit = resource->limit;
        }
}

bool
imap_quota_ask(ImapSession *session, const char *folder, ImapQuota *ret_quota, GError **error)
{
        g_autofree char *name = folder_name_encode(folder);
        g_autoptr(ImapQuotaAnswer) answer = NULL;
        imap_session_begin(session, IMAP_ANSWER_OCTETS);
        const int result = mailimap_quota_getquotaroot(session->imap, name, &answer);
        if (!imap_session_judge(session, result, "GETQUOTAROOT", error))
                return false;
        ImapQuota fullest = { 0 };
        for (clistiter *at = answer == NULL || answer->quota_list == NULL ? NULL : clist_begin(answer->quota_list);
             at != NULL; at = clist_next(at))
                quota_fullest(clist_content(at), &fullest);
        *ret_quota = fullest;
        return true;
}
