/* Pictures: how many pages they are, and which are large enough to be a page whose text must be recognised. */
#include "base/limits.h"
#include "parsers/document/raster.h"
#include "parsers/document/reader.h"

/* Smaller than this in either direction is a logo, a signature or a social-media button. A page of A4 at 72 dpi is 595
 * by 842. */
enum { IMAGE_PAGE_SIDE = 400, IMAGE_PAGE_PIXELS = 400000 };

static bool
image_is_page(unsigned width, unsigned height)
{
        return (guint64) width * height >= IMAGE_PAGE_PIXELS && MIN(width, height) >= IMAGE_PAGE_SIDE;
}

void
image_read(ReaderTask *task)
{
        const unsigned pages = raster_pages(task->bytes);
        task->page_count = MAX(pages, 1);
        if (pages == 0)
                reader_task_problem(task, PROBLEM_CORRUPT);
        for (unsigned number = 1; number <= pages; number++) {
                unsigned width = 0, height = 0;
                if (number > LIMIT_PAGES) {
                        reader_task_problem(task, PROBLEM_TOO_LARGE);
                        return;
                }
                g_ptr_array_add(task->pages, page_new(number));
                if (!raster_measure(task->bytes, number, &width, &height))
                        reader_task_problem(task, PROBLEM_PAGES_MISSING);
                else if (image_is_page(width, height))
                        reader_task_picture(task, number);
        }
}
