#include "parsers/document/exif.h"

#include "parsers/document/own_pix.h"

#include <libexif/exif-data.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC(ExifData, exif_data_unref)

/* The block that holds EXIF stands among the first; more of a picture than this is not handed to the library. */
enum { EXIF_REACH = 256 * 1024, EXIF_LAST = 8 };

unsigned
exif_orientation(Bytes jpeg)
{
        g_autoptr(ExifData) data = exif_data_new();
        if (data == NULL)
                return 1;
        exif_data_unset_option(data, EXIF_DATA_OPTION_FOLLOW_SPECIFICATION);
        exif_data_load_data(data, jpeg.data, (unsigned) MIN(jpeg.length, EXIF_REACH));
        const ExifEntry *entry = exif_content_get_entry(data->ifd[EXIF_IFD_0], EXIF_TAG_ORIENTATION);
        if (entry == NULL || entry->data == NULL || entry->format != EXIF_FORMAT_SHORT || entry->size < 2)
                return 1;
        const unsigned orientation = exif_get_short(entry->data, exif_data_get_byte_order(data));
        return orientation >= 1 && orientation <= EXIF_LAST ? orientation : 1;
}

PIX *
exif_upright(PIX *picture, unsigned orientation)
{
        /* quarter turns clockwise, then a mirror: none, left for right, top for bottom */
        static const struct {
                int quarters;
                enum { MIRROR_NONE, MIRROR_ACROSS, MIRROR_DOWN } mirror;
        } steps[EXIF_LAST + 1] = {
                [2] = { 0, MIRROR_ACROSS }, [3] = { 2, MIRROR_NONE }, [4] = { 0, MIRROR_DOWN },
                [5] = { 1, MIRROR_ACROSS }, [6] = { 1, MIRROR_NONE }, [7] = { 1, MIRROR_DOWN },
                [8] = { 3, MIRROR_NONE },
        };
        if (orientation < 2 || orientation > EXIF_LAST)
                return picture;
        g_autoptr(OwnedPix) before = picture;
        PIX *turned = pixRotateOrth(before, steps[orientation].quarters);
        if (turned != NULL && steps[orientation].mirror == MIRROR_ACROSS)
                (void) pixFlipLR(turned, turned);
        if (turned != NULL && steps[orientation].mirror == MIRROR_DOWN)
                (void) pixFlipTB(turned, turned);
        return turned;
}
