/* lint-as: daemon/kind.c */
void
kind_run(void)
{
        log_event(EVENT_NOBODY_KNOWS_THIS, NULL);
}
