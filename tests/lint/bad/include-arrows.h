/* lint-as: base/kind.h */
#ifndef BASE_KIND_H
#define BASE_KIND_H

#include "register/field.h"

#endif
