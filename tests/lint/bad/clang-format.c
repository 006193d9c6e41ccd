/* lint-as: base/kind.c */
int kind_of( void ){return 0;}
