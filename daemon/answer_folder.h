/* The texts of the answers as the settings want them: those that are embedded, with the force's values, and in place of single
 * ones the files of the force's own folder. */
#ifndef DAEMON_ANSWER_FOLDER_H
#define DAEMON_ANSWER_FOLDER_H

#include "config/config.h"
#include "register/answer_text.h"

/* Borrows config's strings. CCOT_ERROR_CONFIG names file and line of a text that cannot be sent, and a file of the folder that is
 * the name of no text. */
AnswerTexts *answer_folder_load(const Config *config, GError **error);

#endif
