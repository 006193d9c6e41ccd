/* lint-as: tests/unit/kind.c */
static const char kind_address[] = "somebody@some-firm.co.uk";
