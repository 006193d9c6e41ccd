#include "parsers/document/ole.h"

#include "base/limits.h"

#include <gsf/gsf-infile-msole.h>
#include <gsf/gsf-input-memory.h>
#include <gsf/gsf-utils.h>

struct Ole {
        GsfInfile *folder;
        bool *is_cut; /* the root's, for all folders of the file */
        bool own_cut;
};

enum { OLE_CHUNK = 65536 };

static void
ole_quiet(const char *domain, GLogLevelFlags level, const char *message, gpointer data)
{
        /* libgsf would print names out of the document */
}

void
ole_init(void)
{
        gsf_init();
        (void) g_log_set_handler("libgsf", G_LOG_LEVEL_MASK, ole_quiet, NULL);
        (void) g_log_set_handler("libgsf:msole", G_LOG_LEVEL_MASK, ole_quiet, NULL);
}

static Ole *
ole_of(GsfInfile *folder, bool *is_cut)
{
        Ole *ole = g_new0(Ole, 1);
        ole->folder = folder;
        ole->is_cut = is_cut == NULL ? &ole->own_cut : is_cut;
        return ole;
}

Ole *
ole_new(Bytes bytes)
{
        if (bytes.length == 0)
                return NULL;
        GsfInput *input = gsf_input_memory_new(bytes.data, (gsf_off_t) bytes.length, FALSE);
        GsfInfile *root = input == NULL ? NULL : gsf_infile_msole_new(input, NULL);
        g_clear_object(&input);
        return root == NULL ? NULL : ole_of(root, NULL);
}

void
ole_free(Ole *ole)
{
        if (ole == NULL)
                return;
        g_object_unref(ole->folder);
        g_free(ole);
}

Ole *
ole_folder(const Ole *ole, const char *name)
{
        GsfInput *child = gsf_infile_child_by_name(ole->folder, name);
        if (child != NULL && GSF_IS_INFILE(child) && gsf_infile_num_children(GSF_INFILE(child)) >= 0)
                return ole_of(GSF_INFILE(child), ole->is_cut);
        g_clear_object(&child);
        return NULL;
}

bool
ole_has(const Ole *ole, const char *name)
{
        GsfInput *child = gsf_infile_child_by_name(ole->folder, name);
        const bool has = child != NULL;
        g_clear_object(&child);
        return has;
}

GByteArray *
ole_stream(const Ole *ole, const char *name, size_t limit)
{
        GsfInput *child = gsf_infile_child_by_name(ole->folder, name);
        if (child == NULL)
                return NULL;
        GByteArray *out = g_byte_array_new();
        const gsf_off_t size = gsf_input_size(child);
        size_t left = size <= 0 ? 0 : MIN((size_t) size, limit);
        /* in pieces: the declared length is the file's word only */
        while (left > 0) {
                const size_t step = MIN(left, OLE_CHUNK);
                const guint8 *octets = gsf_input_read(child, step, NULL);
                if (octets == NULL) {
                        *ole->is_cut = true;
                        break;
                }
                g_byte_array_append(out, octets, (guint) step);
                left -= step;
        }
        g_object_unref(child);
        return out;
}

bool
ole_is_cut(const Ole *ole)
{
        return *ole->is_cut;
}

GPtrArray *
ole_names(const Ole *ole)
{
        GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
        const int count = MIN(gsf_infile_num_children(ole->folder), OLE_CHILDREN);
        for (int i = 0; i < count; i++) {
                const char *name = gsf_infile_name_by_index(ole->folder, i);
                if (name != NULL && g_utf8_validate(name, -1, NULL))
                        g_ptr_array_add(names, g_strdup(name));
        }
        return names;
}
