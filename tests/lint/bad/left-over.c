/* lint-as: base/kind.c */
/* TODO: the other kinds */
