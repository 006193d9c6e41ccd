/* lint-as: daemon/kind.c */
void
kind_run(const char *subject)
{
        log_event(EVENT_STARTED, "subject", subject, NULL);
}
