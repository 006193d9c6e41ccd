/* lint-as: daemon/kind.h */
#define LIMIT_KINDS 5U
