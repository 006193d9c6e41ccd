/* lint-as: base/kind.c */
static int kind_of(const char *text)
{
        return 0;
}
