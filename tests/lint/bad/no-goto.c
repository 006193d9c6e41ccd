/* lint-as: base/kind.c */
int
kind_of(void)
{
        goto out;
out:
        return 0;
}
