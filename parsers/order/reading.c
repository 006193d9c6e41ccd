#include "parsers/order/reading.h"

void
reading_run(Submission *submission, const GPtrArray *sources)
{
        (void) submission;
        (void) sources;
}
