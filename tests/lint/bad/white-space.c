/* lint-as: base/kind.c */
int kind_count;	
