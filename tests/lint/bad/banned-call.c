/* lint-as: base/kind.c */
void
kind_copy(char *to, const char *from)
{
        strcpy(to, from);
}
