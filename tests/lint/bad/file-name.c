/* lint-as: base/text_utils.c */
int text_utils_count;
