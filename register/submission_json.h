/* A Submission as JSON, schema 1 (contract.md 3), printed and read back with jansson.
 *
 * Beside contract.md 3 "message" carries: "body_sha256" (octets after the header block), "gateway" and "dmarc" (who wrote the topmost
 * Authentication-Results, and its word on DMARC; null when there is none) and "placeholder" (bool).
 * "message_id" and the other strings of "message" are null when absent. */
#ifndef REGISTER_SUBMISSION_JSON_H
#define REGISTER_SUBMISSION_JSON_H

#include "register/submission.h"

#include "base/bytes.h"

enum { SUBMISSION_SCHEMA = 1 };

/* JSON in one line with a line feed at its end; texts over the limits of base/limits.h are shortened. New string. */
char *submission_to_json(const Submission *submission);

/* Reads as strictly as if a stranger had written it: unknown keys, wrong types, words outside a vocabulary, values over
 * a limit, impossible dates and times, boxes outside the page, orders of documents that are not listed are
 * CCOT_ERROR_INPUT with the path of the offending key. Returns a new Submission. */
Submission *submission_from_json(Bytes json, GError **error);

#endif
