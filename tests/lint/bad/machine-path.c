/* lint-as: tests/unit/kind.c */
static const char kind_path[] = "/home/somebody/ccot";
