/* lint-as: register/kind.c */
void
kind_tell(void)
{
        g_warning("bad kind");
}
