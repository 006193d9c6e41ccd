/* A page as a picture: every kind of picture, any page, and the straightening before it is read. */
#include "parsers/document/raster.h"

#include "parsers/document/own_pix.h"
#include "parsers/document/upright.h"
#include "parsers/pipeline.h"
#include "tests/fuzz/fuzz.h"

/* Pages larger than this are decoded, not straightened: a target has to be quick. */
enum { FUZZ_DPI = 30, FUZZ_PIXELS = 250000 };

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
        pipeline_init();
        return 0;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
        const Bytes bytes = bytes_of(data, size);
        const unsigned pages = raster_pages(bytes);
        for (unsigned number = 1; number <= MIN(pages, 2) + 1; number++) {
                g_autoptr(GError) error = NULL;
                unsigned dpi = 0, width = 0, height = 0;
                if (raster_measure(bytes, number, &width, &height) && (guint64) width * height > FUZZ_PIXELS)
                        continue;
                g_autoptr(OwnedPix) page = raster_page(bytes, number, FUZZ_DPI, NULL, &dpi, &error);
                if (page == NULL || pixGetWidth(page) * pixGetHeight(page) > FUZZ_PIXELS)
                        continue;
                g_autoptr(Upright) upright = upright_new(page, dpi, -1);
        }
        return 0;
}
