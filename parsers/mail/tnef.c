#include "parsers/mail/tnef.h"

#include "base/limits.h"
#include "base/text.h"
#include "parsers/mail/filename.h"

#include <glib.h>
#include <stdio.h>
#include <string.h>

#include <ytnef.h>

/* MAPI property numbers ([MS-OXPROPS]). */
enum { TNEF_BODY = 0x1000, TNEF_RTF = 0x1009, TNEF_HTML = 0x1013, TNEF_LONG_NAME = 0x3707, TNEF_DATA = 0x3701 };

/* Signature, key and the head of one attribute: libytnef reads that much unasked. */
enum { TNEF_LEAST = 6 + 9 };

static bool
tnef_property(MAPIProps *properties, unsigned type, unsigned number, Bytes *ret_bytes)
{
        variableLength *value = MAPIFindProperty(properties, PROP_TAG(type, number));
        if (value == MAPI_UNDEFINED || value == NULL || value->data == NULL || value->size <= 0)
                return false;
        *ret_bytes = bytes_of(value->data, (size_t) value->size);
        return true;
}

/* The octets before the first NUL. */
static Bytes
tnef_string(Bytes bytes)
{
        const uint8_t *end = bytes.length == 0 ? NULL : memchr(bytes.data, 0, bytes.length);
        return end == NULL ? bytes : bytes_of(bytes.data, (size_t) (end - bytes.data));
}

static char *
tnef_name(Attachment *attachment, unsigned number)
{
        Bytes name = { 0 };
        if (!tnef_property(&attachment->MAPI, PT_STRING8, TNEF_LONG_NAME, &name) &&
            !tnef_property(&attachment->MAPI, PT_UNICODE, TNEF_LONG_NAME, &name) && attachment->Title.data != NULL &&
            attachment->Title.size > 0)
                name = bytes_of(attachment->Title.data, (size_t) attachment->Title.size);
        const Bytes label = tnef_string(name);
        g_autofree char *text = g_strndup(label.data == NULL ? "" : (const char *) label.data, label.length);
        char *clean = filename_clean(text);
        return clean != NULL ? clean : g_strdup_printf("attachment %u", number);
}

static bool
tnef_body(TNEFStruct *tnef, TnefVisitor visit, gpointer data)
{
        Bytes body;
        if (tnef_property(&tnef->MapiProperties, PT_BINARY, TNEF_HTML, &body))
                return visit("body.html", body, data);
        if (tnef_property(&tnef->MapiProperties, PT_STRING8, TNEF_BODY, &body) ||
            tnef_property(&tnef->MapiProperties, PT_UNICODE, TNEF_BODY, &body))
                return visit("body.txt", tnef_string(body), data);
        variableLength *packed = MAPIFindProperty(&tnef->MapiProperties, PROP_TAG(PT_BINARY, TNEF_RTF));
        if (packed == MAPI_UNDEFINED || packed == NULL || packed->data == NULL || packed->size <= 16)
                return true;
        int size = 0;
        BYTE *rtf = DecompressRTF(packed, &size);
        const bool more = rtf == NULL || size <= 0 || visit("body.rtf", bytes_of(rtf, (size_t) size), data);
        free(rtf);
        return more;
}

static void
tnef_visit(TNEFStruct *tnef, TnefVisitor visit, gpointer data)
{
        if (!tnef_body(tnef, visit, data))
                return;
        unsigned number = 0;
        for (Attachment *attachment = tnef->starting_attach.next; attachment != NULL && number < LIMIT_ARCHIVE_ENTRIES;
             attachment = attachment->next) {
                g_autofree char *name = tnef_name(attachment, ++number);
                Bytes octets = { 0 };
                if (attachment->FileData.data != NULL && attachment->FileData.size > 0)
                        octets = bytes_of(attachment->FileData.data, (size_t) attachment->FileData.size);
                else
                        (void) tnef_property(&attachment->MAPI, PT_BINARY, TNEF_DATA, &octets);
                if (!visit(name, octets, data))
                        return;
        }
}

Problem
tnef_walk(Bytes bytes, TnefVisitor visit, gpointer data)
{
        /* libytnef takes the octets as writable and changes none */
        union {
                const uint8_t *read_only;
                BYTE *given;
        } octets = { .read_only = bytes.data };
        if (bytes.length < TNEF_LEAST)
                return PROBLEM_CORRUPT;
        TNEFStruct tnef;
        memset(&tnef, 0, sizeof tnef);
        TNEFInitialize(&tnef);
        tnef.Debug = -1;
        const int status = TNEFParseMemory(octets.given, (long) bytes.length, &tnef);
        tnef_visit(&tnef, visit, data);
        TNEFFree(&tnef);
        return status < 0 ? PROBLEM_CORRUPT : PROBLEM_NONE;
}
