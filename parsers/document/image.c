/* Pictures: how many pages they are, and whether they are large enough to be a page that nobody has read. */
#include "parsers/document/reader.h"

#include <leptonica/allheaders.h>

/* Smaller than this in either direction is a logo, a signature or a social-media button. A page of A4 at 72 dpi is 595
 * by 842. */
enum { IMAGE_PAGE_SIDE = 400, IMAGE_PAGE_PIXELS = 400000 };

void
image_read(ReaderTask *task)
{
        l_int32 format = 0, width = 0, height = 0, bits = 0, samples = 0, mapped = 0;
        task->page_count = 1;
        const int failed =
            pixReadHeaderMem(task->bytes.data, task->bytes.length, &format, &width, &height, &bits, &samples, &mapped);
        /* a kind that leptonica does not know (HEIC, JPEG XL) may well be a photographed page */
        if (failed != 0 ||
            ((guint64) width * (guint64) height >= IMAGE_PAGE_PIXELS && MIN(width, height) >= IMAGE_PAGE_SIDE))
                reader_task_problem(task, PROBLEM_UNREADABLE);
}
