/* lint-as: base/deep.c */
void
deep_run(void)
{
        if (deep)
                if (deep)
                        if (deep)
                                if (deep)
                                        if (deep)
                                                deep_step();
}
