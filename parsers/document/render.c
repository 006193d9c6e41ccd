#include "parsers/document/render.h"

#include "base/error.h"
#include "parsers/document/own_pix.h"
#include "parsers/document/raster.h"

GByteArray *
render_page(Bytes document, unsigned number, unsigned dpi, const GPtrArray *passwords, GError **error)
{
        unsigned found_dpi = 0;
        g_autoptr(OwnedPix) picture = raster_page(document, number, MAX(dpi, 1), passwords, &found_dpi, error);
        l_uint8 *data = NULL;
        size_t size = 0;
        if (picture == NULL)
                return NULL;
        if (pixWriteMem(&data, &size, picture, IFF_PNG) != 0 || data == NULL) {
                g_set_error(error, CCOT_ERROR, CCOT_ERROR_INPUT, "the page could not be written as PNG");
                return NULL;
        }
        GByteArray *png = g_byte_array_append(g_byte_array_sized_new((guint) size), data, (guint) size);
        lept_free(data);
        return png;
}
