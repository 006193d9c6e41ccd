/* The mails that sentence_weight.def is fitted to: those of test_alert.c and more of their kind. Each row has the kinds of all
 * that it says, but for missing_attachment where a file came. */
#ifndef TESTS_UNIT_WEIGHED_MAIL_H
#define TESTS_UNIT_WEIGHED_MAIL_H

#include "parsers/mail/own_words.h"

#include <stdbool.h>
#include <string.h>

typedef struct {
        const char *expected; /* kinds, as test_alert.c has them */
        bool has_file;
        const char *subject;
        const char *body;
} WeighedMail;

static const WeighedMail weighed_mails[] = {
#define WEIGHED_MAIL(expected, has_file, subject, body) { expected, has_file, subject, body },
#include "tests/unit/weighed_mail_breach_1.def"
#include "tests/unit/weighed_mail_breach_2.def"
#include "tests/unit/weighed_mail_danger.def"
#include "tests/unit/weighed_mail_letter_1.def"
#include "tests/unit/weighed_mail_letter_2.def"
#include "tests/unit/weighed_mail_letter_3.def"
#include "tests/unit/weighed_mail_letter_4.def"
#include "tests/unit/weighed_mail_letter_5.def"
#include "tests/unit/weighed_mail_mixed_1.def"
#include "tests/unit/weighed_mail_mixed_2.def"
#include "tests/unit/weighed_mail_mixed_3.def"
#include "tests/unit/weighed_mail_near_breach.def"
#include "tests/unit/weighed_mail_near_chaser.def"
#include "tests/unit/weighed_mail_near_danger.def"
#include "tests/unit/weighed_mail_near_none.def"
#include "tests/unit/weighed_mail_near_other.def"
#include "tests/unit/weighed_mail_near_retraction.def"
#include "tests/unit/weighed_mail_none_1.def"
#include "tests/unit/weighed_mail_none_10.def"
#include "tests/unit/weighed_mail_none_11.def"
#include "tests/unit/weighed_mail_none_2.def"
#include "tests/unit/weighed_mail_none_3.def"
#include "tests/unit/weighed_mail_none_4.def"
#include "tests/unit/weighed_mail_none_5.def"
#include "tests/unit/weighed_mail_none_6.def"
#include "tests/unit/weighed_mail_none_7.def"
#include "tests/unit/weighed_mail_none_8.def"
#include "tests/unit/weighed_mail_none_9.def"
#include "tests/unit/weighed_mail_notice_1.def"
#include "tests/unit/weighed_mail_notice_2.def"
#include "tests/unit/weighed_mail_notice_3.def"
#include "tests/unit/weighed_mail_notice_4.def"
#include "tests/unit/weighed_mail_post_1.def"
#include "tests/unit/weighed_mail_post_2.def"
#include "tests/unit/weighed_mail_post_3.def"
#include "tests/unit/weighed_mail_post_4.def"
#include "tests/unit/weighed_mail_post_none_1.def"
#include "tests/unit/weighed_mail_post_none_2.def"
#include "tests/unit/weighed_mail_post_none_3.def"
#include "tests/unit/weighed_mail_post_none_4.def"
#include "tests/unit/weighed_mail_said_1.def"
#include "tests/unit/weighed_mail_said_2.def"
#include "tests/unit/weighed_mail_said_3.def"
#include "tests/unit/weighed_mail_said_4.def"
#include "tests/unit/weighed_mail_said_5.def"
#include "tests/unit/weighed_mail_said_6.def"
#include "tests/unit/weighed_mail_said_7.def"
#include "tests/unit/weighed_mail_said_8.def"
#include "tests/unit/weighed_mail_voice_breach.def"
#include "tests/unit/weighed_mail_voice_breach_2.def"
#include "tests/unit/weighed_mail_voice_breach_3.def"
#include "tests/unit/weighed_mail_voice_chaser.def"
#include "tests/unit/weighed_mail_voice_chaser_2.def"
#include "tests/unit/weighed_mail_voice_danger.def"
#include "tests/unit/weighed_mail_voice_danger_2.def"
#include "tests/unit/weighed_mail_voice_none.def"
#include "tests/unit/weighed_mail_voice_none_2.def"
#include "tests/unit/weighed_mail_voice_none_3.def"
#include "tests/unit/weighed_mail_voice_other.def"
#include "tests/unit/weighed_mail_voice_other_2.def"
#include "tests/unit/weighed_mail_voice_other_3.def"
#include "tests/unit/weighed_mail_voice_request.def"
#include "tests/unit/weighed_mail_voice_request_2.def"
#include "tests/unit/weighed_mail_voice_retraction.def"
#include "tests/unit/weighed_mail_way_breach.def"
#include "tests/unit/weighed_mail_way_breach_2.def"
#include "tests/unit/weighed_mail_way_breach_3.def"
#include "tests/unit/weighed_mail_way_breach_4.def"
#include "tests/unit/weighed_mail_way_chaser.def"
#include "tests/unit/weighed_mail_way_chaser_2.def"
#include "tests/unit/weighed_mail_way_danger.def"
#include "tests/unit/weighed_mail_way_danger_2.def"
#include "tests/unit/weighed_mail_way_elsewhere.def"
#include "tests/unit/weighed_mail_way_ordinary.def"
#include "tests/unit/weighed_mail_way_ordinary_2.def"
#include "tests/unit/weighed_mail_way_request.def"
#include "tests/unit/weighed_mail_way_request_2.def"
#include "tests/unit/weighed_mail_way_retraction.def"
#include "tests/unit/weighed_mail_way_retraction_2.def"
#include "tests/unit/weighed_mail_week_1.def"
#include "tests/unit/weighed_mail_week_10.def"
#include "tests/unit/weighed_mail_week_11.def"
#include "tests/unit/weighed_mail_week_12.def"
#include "tests/unit/weighed_mail_week_13.def"
#include "tests/unit/weighed_mail_week_14.def"
#include "tests/unit/weighed_mail_week_15.def"
#include "tests/unit/weighed_mail_week_16.def"
#include "tests/unit/weighed_mail_week_17.def"
#include "tests/unit/weighed_mail_week_18.def"
#include "tests/unit/weighed_mail_week_2.def"
#include "tests/unit/weighed_mail_week_3.def"
#include "tests/unit/weighed_mail_week_4.def"
#include "tests/unit/weighed_mail_week_5.def"
#include "tests/unit/weighed_mail_week_6.def"
#include "tests/unit/weighed_mail_week_7.def"
#include "tests/unit/weighed_mail_week_8.def"
#include "tests/unit/weighed_mail_week_9.def"
#undef WEIGHED_MAIL
#define ALERT_CASE(expected, subject, body) { expected, false, subject, body },
#include "tests/unit/alert_case.def"
#include "tests/unit/alert_none.def"
#undef ALERT_CASE
#define ALERT_LETTER(expected, has_file, subject, body) { expected, has_file, subject, body },
#include "tests/unit/alert_letter.def"
#undef ALERT_LETTER
#define ALERT_MAIL(name, expected, has_file, subject, body) { expected, has_file, subject, body },
#include "tests/unit/alert_mail_none.def"
#include "tests/unit/alert_mail_other.def"
#include "tests/unit/alert_mail_quiet.def"
#include "tests/unit/alert_mail_report.def"
#undef ALERT_MAIL
};

static inline bool
weighed_mail_is(const WeighedMail *mail, const char *kind)
{
        return strstr(mail->expected, kind) != NULL;
}

#endif
