#include "parsers/document/reader.h"

#include "parsers/document/charsets.h"
#include "parsers/document/ole.h"
#include "parsers/document/pdf.h"
#include "parsers/document/raster.h"
#include "parsers/document/sniff.h"
#include "parsers/mail/signed_content.h"

#include <libxml/parser.h>

typedef struct {
        const char *media_type;
        ReaderFunction read;
} FormatRow;

static const FormatRow rows[FORMAT_COUNT] = {
#define FORMAT(suffix, media_type, reader) [FORMAT_##suffix] = { media_type, reader },
#include "parsers/document/format.def"
#undef FORMAT
};

const char *
format_media_type(Format format)
{
        return rows[format].media_type;
}

ReaderFunction
format_reader(Format format)
{
        return rows[format].read;
}

void
reader_task_init(ReaderTask *task, Bytes bytes, size_t text_limit)
{
        *task = (ReaderTask){ .bytes = bytes, .text_limit = text_limit };
        task->pages = g_ptr_array_new_with_free_func((GDestroyNotify) page_free);
}

void
reader_task_clear(ReaderTask *task)
{
        g_clear_pointer(&task->pages, g_ptr_array_unref);
        g_clear_pointer(&task->form_fields, g_ptr_array_unref);
        g_clear_pointer(&task->picture_pages, g_array_unref);
        g_clear_pointer(&task->members, g_ptr_array_unref);
}

static void
reader_member_free(gpointer data)
{
        ReaderMember *member = data;
        g_bytes_unref(member->bytes);
        g_free(member->name);
        g_free(member->filename);
        g_free(member->media_type);
        g_free(member->charset);
        g_free(member);
}

void
reader_task_picture(ReaderTask *task, unsigned page)
{
        if (task->picture_pages == NULL)
                task->picture_pages = g_array_new(FALSE, FALSE, sizeof page);
        g_array_append_val(task->picture_pages, page);
}

ReaderMember *
reader_task_member(ReaderTask *task, const char *name, GBytes *bytes)
{
        if (task->members == NULL)
                task->members = g_ptr_array_new_with_free_func(reader_member_free);
        ReaderMember *member = g_new0(ReaderMember, 1);
        member->name = g_strdup(name);
        member->bytes = bytes;
        g_ptr_array_add(task->members, member);
        return member;
}

Page *
reader_task_flow(ReaderTask *task)
{
        Page *page = page_new(0);
        g_ptr_array_add(task->pages, page);
        return page;
}

void
reader_task_problem(ReaderTask *task, Problem problem)
{
        if (task->problem == PROBLEM_NONE)
                task->problem = problem;
}

void
readers_init(void)
{
        xmlInitParser();
        charsets_init();
        ole_init();
        signed_content_init();
        sniff_init();
        pdf_init();
        raster_init();
}
