/* lint-as: base/kind.c */
int
sort_of(const char *text)
{
        return 0;
}
