/* lint-as: base/kind.h */
#ifndef KIND_H
#define KIND_H
#endif
