/* lint-as: daemon/kind.c */
void
kind_run(void)
{
        FAILPOINT("nobody-knows-this");
}
