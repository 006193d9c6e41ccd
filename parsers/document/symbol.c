#include "parsers/document/symbol.h"

gunichar
symbol_character(gunichar code)
{
        /* Wingdings and Symbol, which do not disagree in these */
        static const struct {
                unsigned char code;
                gunichar character;
        } symbols[] = {
                { 0x2D, '-' },    { 0x6F, 0x2610 }, { 0x71, 0x2610 }, { 0x78, 0x2612 },
                { 0xA7, 0x25AA }, { 0xA8, 0x2610 }, { 0xB7, 0x2022 }, { 0xD8, 0x2022 },
                { 0xFB, 0x2717 }, { 0xFC, 0x2713 }, { 0xFD, 0x2612 }, { 0xFE, 0x2611 },
        };
        for (unsigned i = 0; i < G_N_ELEMENTS(symbols); i++)
                if (symbols[i].code == (code & 0xFF))
                        return symbols[i].character;
        return ' ';
}
