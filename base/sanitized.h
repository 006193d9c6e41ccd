/* SANITIZED: 1 in a build under the address sanitizer, else 0. Such a build maps terabytes, its leak check traces its own process from a
 * clone and reads /proc: the walls leave open what it needs and only that. */
#ifndef BASE_SANITIZED_H
#define BASE_SANITIZED_H

#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED 1
#endif
#endif
#ifndef SANITIZED
#define SANITIZED 0
#endif

#endif
