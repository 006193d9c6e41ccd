#include "register/person.h"

#include "base/text.h"

#include <string.h>

static const char *const titles[] = { "mr",  "mrs",  "ms",   "miss", "mx",  "dr",   "prof",   "professor",
                                      "sir", "dame", "lady", "lord", "rev", "revd", "master", "mssrs" };
static const char *const particles[] = { "de",  "la",    "las", "los", "del", "della", "di",    "da",   "dos",
                                         "das", "do",    "du",  "des", "van", "von",   "der",   "den",  "ter",
                                         "ten", "al",    "el",  "ul",  "bin", "ibn",   "binti", "bint", "ap",
                                         "ab",  "ferch", "y",   "af",  "av",  "zu",    "le",    "st",   "st.",
                                         "e",   "te",    "aue", "mac", "mc",  "san",   "abu",   "abd",  "ur" };
/* Words that open an alias; the longest first where one begins another. */
static const char *const alias_words[] = { "also known by the name of",
                                           "also known by the name",
                                           "also known as",
                                           "otherwise known as",
                                           "also known by",
                                           "or otherwise known as",
                                           "sometimes known as",
                                           "who is known as",
                                           "also called",
                                           "formerly known as",
                                           "previously known as",
                                           "known as",
                                           "formerly",
                                           "previously",
                                           "otherwise",
                                           "alias",
                                           "a.k.a.",
                                           "a.k.a",
                                           "aka",
                                           "a/k/a",
                                           "n\xC3\xA9"
                                           "e",
                                           "nee",
                                           "born as",
                                           "hefyd yn cael ei adnabod fel" };

bool
person_title(const char *text, size_t *ret_length)
{
        size_t length = 0;
        while (g_ascii_isalpha(text[length]))
                length++;
        for (unsigned i = 0; i < G_N_ELEMENTS(titles); i++) {
                if (strlen(titles[i]) != length || g_ascii_strncasecmp(text, titles[i], length) != 0)
                        continue;
                if (text[length] == '.')
                        length++;
                if (text[length] != ' ')
                        return false;
                while (text[length] == ' ')
                        length++;
                *ret_length = length;
                return true;
        }
        return false;
}

static bool
person_is_particle(const char *word, size_t length)
{
        for (unsigned i = 0; i < G_N_ELEMENTS(particles); i++) {
                if (strlen(particles[i]) == length && strncmp(word, particles[i], length) == 0)
                        return true;
        }
        return false;
}

/* "St. John", "Md. Shahidul": a name cut short, with the stop that says so. */
static bool
person_is_cut(const char *word, size_t length)
{
        static const char *const cut[] = { "St", "Md", "Mohd", "Muhd", "Mhd", "Wm", "Thos" };
        for (unsigned i = 0; i < G_N_ELEMENTS(cut); i++) {
                if (strlen(cut[i]) == length && g_ascii_strncasecmp(word, cut[i], length) == 0)
                        return true;
        }
        return false;
}

static size_t
person_word(const char *text)
{
        const char *at = text;
        while (*at != '\0') {
                const gunichar c = g_utf8_get_char(at);
                if (!g_unichar_isalpha(c) && !g_unichar_ismark(c) && c != '\'' && c != '-' && c != '.' && c != 0x2019 &&
                    c != 0x2018 && c != 0x02BC && c != 0x2010 && c != 0x2011)
                        break;
                at = g_utf8_next_char(at);
        }
        /* A full stop belongs to an initial ("J."), never to a whole word, which it ends. */
        size_t length = (size_t) (at - text);
        while (length > 0 && (text[length - 1] == '-' || text[length - 1] == '\''))
                length--;
        const char *stop = memchr(text, '.', length);
        if (stop != NULL && stop - text > 1 && !person_is_cut(text, (size_t) (stop - text)))
                length = (size_t) (stop - text);
        return length;
}

static bool
person_is_capital(const char *word)
{
        const gunichar c = g_utf8_get_char(word);
        if (g_unichar_isupper(c) || g_unichar_istitle(c))
                return true;
        /* d'Arcy, al-Amin, o'Neill, ferch */
        const char *apart = strpbrk(word, "'-");
        return apart != NULL && apart - word <= 3 && apart > word && g_unichar_isupper(g_utf8_get_char(apart + 1));
}

size_t
person_name_length(const char *text)
{
        size_t at = 0, end = 0, skip = 0;
        unsigned words = 0;
        if (person_title(text, &skip))
                at = skip;
        while (words < 8) {
                const size_t length = person_word(text + at);
                if (length == 0)
                        break;
                const bool particle = person_is_particle(text + at, length);
                if (!particle && !person_is_capital(text + at))
                        break;
                if (!particle || end > 0)
                        words++;
                if (!particle)
                        end = at + length;
                at += length;
                if (text[at] != ' ' && text[at] != '\n')
                        break;
                at++;
                while (text[at] == ' ')
                        at++;
        }
        return end;
}

size_t
person_company_length(const char *text)
{
        static const char *const forms[] = { "ltd", "limited", "llp", "plc", "cic" };
        size_t at = 0;
        for (unsigned words = 0; words < 8; words++) {
                const size_t length = strcspn(text + at, " ,;:()\"\n\t");
                for (unsigned i = 0; words > 0 && i < G_N_ELEMENTS(forms); i++) {
                        const size_t form = strlen(forms[i]);
                        if ((length == form || (length == form + 1 && text[at + form] == '.')) &&
                            g_ascii_strncasecmp(text + at, forms[i], form) == 0)
                                return at + form;
                }
                /* "Bloom & Barrow Ltd", but "Ann Bell & Barrow Ltd" are two */
                const bool joint = length == 1 && text[at] == '&' && words == 1;
                if (length == 0 || text[at + length] != ' ' ||
                    !(joint || g_ascii_isdigit(text[at]) || g_unichar_isupper(g_utf8_get_char(text + at))))
                        return 0;
                at += length + 1;
        }
        return 0;
}

static char *
person_trim(const char *text, size_t length)
{
        g_autofree char *part = g_strndup(text, length);
        g_autofree char *line = text_one_line(part);
        char *from = line;
        while (*from != '\0' && strchr(" ,;:.-()\"'", *from) != NULL)
                from++;
        size_t left = strlen(from);
        while (left > 0 && strchr(" ,;:-()\"'", from[left - 1]) != NULL)
                left--;
        while (left > 2 && from[left - 1] == '.' && g_ascii_isalpha(from[left - 2]) && from[left - 3] != ' ' &&
               from[left - 3] != '.')
                left--;
        return g_strndup(from, left);
}

/* Offset of the first alias word in name and its length; false when it has none. */
static bool
person_alias_at(const char *name, size_t *ret_at, size_t *ret_length)
{
        for (size_t at = 0; name[at] != '\0'; at++) {
                if (at > 0 && name[at - 1] != ' ' && name[at - 1] != '(' && name[at - 1] != ',')
                        continue;
                for (unsigned i = 0; i < G_N_ELEMENTS(alias_words); i++) {
                        const size_t length = strlen(alias_words[i]);
                        if (g_ascii_strncasecmp(name + at, alias_words[i], length) != 0 ||
                            g_ascii_isalnum(name[at + length]))
                                continue;
                        *ret_at = at;
                        *ret_length = length;
                        return true;
                }
        }
        return false;
}

static void
person_add_alias(Person *person, const char *text, size_t length)
{
        g_autofree char *alias = person_trim(text, length);
        if (g_utf8_strlen(alias, -1) >= 2)
                g_ptr_array_add(person->aliases, g_steal_pointer(&alias));
}

/* Everything after the first alias word; several are parted by commas, "and", "or" and further alias words. */
static void
person_aliases(Person *person, const char *text)
{
        g_autofree char *rest = g_strdup(text);
        size_t at = 0, length = 0;
        while (person_alias_at(rest, &at, &length)) {
                person_add_alias(person, rest, at);
                memmove(rest, rest + at + length, strlen(rest + at + length) + 1);
        }
        const char *from = rest;
        for (const char *here = rest;; here++) {
                const bool joined =
                    g_ascii_strncasecmp(here, " and ", 5) == 0 || g_ascii_strncasecmp(here, " or ", 4) == 0;
                if (*here != '\0' && *here != ',' && *here != ';' && *here != '/' && !joined)
                        continue;
                person_add_alias(person, from, (size_t) (here - from));
                if (*here == '\0')
                        return;
                from = joined ? strchr(here + 1, ' ') : here + 1;
                here = joined ? from : here;
        }
}

/* Octets of "Mc", "Mac" and the like in front of capitals, which print a name in capitals with them: "McGRATH". */
static size_t
person_small_prefix(const char *word, size_t length)
{
        static const char *const prefixes[] = { "Mc", "Mac", "Fitz", "De", "Le", "La", "Van" };
        for (unsigned i = 0; i < G_N_ELEMENTS(prefixes); i++) {
                const size_t prefix = strlen(prefixes[i]);
                if (length > prefix && strncmp(word, prefixes[i], prefix) == 0 &&
                    g_unichar_isupper(g_utf8_get_char(word + prefix)))
                        return prefix;
        }
        return 0;
}

/* Whether the word is written in capitals, which initials ("JP", "J.") may be too. */
static bool
person_is_shouted(const char *word, size_t length)
{
        unsigned letters = 0;
        for (const char *at = word + person_small_prefix(word, length); at < word + length; at = g_utf8_next_char(at)) {
                const gunichar c = g_utf8_get_char(at);
                if (g_unichar_islower(c) || c == '.')
                        return false;
                letters += g_unichar_isalpha(c);
        }
        return letters >= 3;
}

/* "SMITH John", "DE LA CRUZ Ana": where the forenames begin behind a surname that capitals tell from them; NULL for nowhere. */
static const char *
person_forenames(const char *name)
{
        const char *at = name;
        unsigned shouted = 0;
        for (const char *word = name; *word != '\0';) {
                const size_t length = strcspn(word, " ");
                /* a short word in front of a long one in capitals: "DE SOUZA", "ST JOHN" */
                const char *next = word + length + strspn(word + length, " ");
                const bool particle = length == 2 && g_ascii_isupper(word[0]) && g_ascii_isupper(word[1]);
                if (!particle && !person_is_shouted(word, length)) {
                        at = word;
                        break;
                }
                shouted += !particle;
                word = at = next;
        }
        if (shouted == 0 || *at == '\0' || !g_unichar_isupper(g_utf8_get_char(at)))
                return NULL;
        for (const char *word = at; *word != '\0'; word += strspn(word, " ")) {
                const size_t length = strcspn(word, " ");
                if (person_is_shouted(word, length))
                        return NULL;
                word += length;
        }
        const char *second = g_utf8_next_char(at);
        return g_unichar_islower(g_utf8_get_char(second)) ? at : NULL;
}

/* "SMITH, John", "SMITH John": the surname first, one comma or none, and nothing like "Jr" behind it. */
static char *
person_in_order(const char *name)
{
        const char *comma = strchr(name, ',');
        const char *forenames = comma == NULL ? person_forenames(name) : NULL;
        if (forenames != NULL) {
                g_autofree char *surname = person_trim(name, (size_t) (forenames - name));
                return g_strdup_printf("%s %s", forenames, surname);
        }
        if (comma == NULL || strchr(comma + 1, ',') != NULL)
                return g_strdup(name);
        g_autofree char *last = person_trim(name, (size_t) (comma - name));
        g_autofree char *rest = person_trim(comma + 1, strlen(comma + 1));
        size_t skip = 0;
        const char *first = person_title(rest, &skip) ? rest + skip : rest;
        if (*first == '\0' || *last == '\0')
                return g_strdup(name);
        return g_strdup_printf("%s %s", first, last);
}

/* A name in brackets or quotes beside the full name is an alias too; one in front of the surname shares it: Robert "Bobby" Hale
 * is Bobby Hale. It is taken out of the line. */
static void
person_nickname(Person *person, char *line)
{
        char *open = strpbrk(line, "(\"");
        char *quote = strstr(line, " '");
        if (open == NULL && quote != NULL)
                open = quote + 1;
        const char close = open == NULL ? '\0' : *open == '(' ? ')' : *open;
        const char *mark = open == NULL ? NULL : strchr(open + 1, close);
        if (mark == NULL || open == line)
                return;
        const size_t length = (size_t) (mark - open - 1);
        if (person_name_length(open + 1) == length) {
                const bool whole = memchr(open + 1, ' ', length) != NULL;
                const size_t more = !whole && mark[1] == ' ' ? person_name_length(mark + 2) : 0;
                g_autofree char *alias =
                    g_strdup_printf("%.*s%.*s", (int) length, open + 1, more > 0 ? (int) more + 1 : 0, mark + 1);
                person_add_alias(person, alias, strlen(alias));
        }
        memmove(open, mark + 1, strlen(mark + 1) + 1);
}

Person *
person_new(const char *printed)
{
        g_autofree char *line = text_one_line(printed);
        g_autoptr(Person) person = g_new0(Person, 1);
        person->aliases = g_ptr_array_new_with_free_func(g_free);
        size_t at = 0, length = 0;
        if (person_alias_at(line, &at, &length) && at > 0) {
                person_aliases(person, line + at + length);
                line[at] = '\0';
        }
        /* "Ann Bell aged 41" */
        char *aged = strstr(line, " aged ");
        if (aged != NULL && g_ascii_isdigit(aged[6]))
                *aged = '\0';
        person_nickname(person, line);
        g_autofree char *kept = person_trim(line, strlen(line));
        size_t skip = 0;
        g_autofree char *untitled = g_strdup(person_title(kept, &skip) ? kept + skip : kept);
        g_autofree char *ordered = person_in_order(untitled);
        person->name = text_one_line(ordered);
        if (person->name[0] == '\0' || person_name_length(person->name) == 0)
                return NULL;
        return g_steal_pointer(&person);
}

void
person_free(Person *person)
{
        if (person == NULL)
                return;
        g_free(person->name);
        if (person->aliases != NULL)
                g_ptr_array_unref(person->aliases);
        g_free(person);
}

static unsigned
person_words(const char *text, size_t length)
{
        unsigned words = 0;
        bool inside = false;
        for (size_t i = 0; i < length; i++) {
                const bool blank = text[i] == ' ';
                words += !blank && !inside;
                inside = !blank;
        }
        return words;
}

/* "DE LA CRUZ, Ana": capitals before the comma and a name in small letters behind it are one person. */
static bool
person_is_surname(const char *text, size_t length, const char *rest)
{
        for (size_t i = 0; i < length; i++) {
                if (g_ascii_islower(text[i]))
                        return false;
        }
        while (*rest == ' ')
                rest++;
        const char *second = g_utf8_next_char(rest);
        return g_unichar_isupper(g_utf8_get_char(rest)) && g_ascii_islower(*second);
}

/* Length of what parts two people at at: "(2)", "2.", " and ", ";", " & ", "," between two full names. 0 for none. */
static size_t
person_parting(const char *line, size_t start, size_t at)
{
        if (line[at] == ';')
                return 1;
        if (line[at] == '(' && g_ascii_isdigit(line[at + 1]) && line[at + 2] == ')')
                return 3;
        if (g_ascii_isdigit(line[at]) && (line[at + 1] == '.' || line[at + 1] == ')') && line[at + 2] == ' ' &&
            (at == 0 || line[at - 1] == ' '))
                return 2;
        static const char *const joints[] = { " and ", " & ", " AND ", " And ", " or ", " a " };
        for (unsigned i = 0; i < G_N_ELEMENTS(joints); i++) {
                if (strncmp(line + at, joints[i], strlen(joints[i])) != 0)
                        continue;
                /* "(1) Ann Bell and (2) Di Bell" */
                const char *next = line + at + strlen(joints[i]);
                const bool counted = next[0] == '(' && g_ascii_isdigit(next[1]) && next[2] == ')' && next[3] == ' ';
                if (person_name_length(next + (counted ? 4 : 0)) > 0)
                        return strlen(joints[i]) + (counted ? 4 : 0);
        }
        if (line[at] == ',' && person_words(line + start, at - start) >= 2 &&
            !person_is_surname(line + start, at - start, line + at + 1)) {
                const char *next = line + at + 1;
                while (*next == ' ')
                        next++;
                const size_t length = person_name_length(next);
                if (length > 0 && person_words(next, length) >= 2)
                        return 1;
                if (strncmp(next, "and ", 4) == 0)
                        return (size_t) (next - (line + at)) + 3;
        }
        return 0;
}

GPtrArray *
person_list(const char *printed)
{
        g_autofree char *line = text_one_line(printed);
        GPtrArray *people = g_ptr_array_new_with_free_func((GDestroyNotify) person_free);
        size_t start = 0, alias = 0, length = 0;
        /* What follows an alias word is that person's: "A also known as B and C" stays one. */
        const size_t stop = person_alias_at(line, &alias, &length) ? alias : strlen(line);
        for (size_t at = 0; at <= strlen(line) && people->len < 50; at++) {
                const bool last = line[at] == '\0';
                const bool numbered = line[at] == '(' || g_ascii_isdigit(line[at]);
                const bool opens = strspn(line + start, " ") == at - start && line[at] != ' ';
                const size_t company = opens ? person_company_length(line + at) : 0;
                if (company > 0) {
                        at += company - 1;
                        continue;
                }
                const size_t parting = last ? 1 : at < stop || numbered ? person_parting(line, start, at) : 0;
                if (parting == 0)
                        continue;
                g_autofree char *part = g_strndup(line + start, at - start);
                Person *person = person_new(part);
                if (person != NULL)
                        g_ptr_array_add(people, person);
                if (last)
                        break;
                at += parting - 1;
                start = at + 1;
        }
        return people;
}

char *
person_key(const char *name)
{
        g_autofree char *folded = text_fold(name);
        size_t skip = 0;
        const char *from = person_title(folded, &skip) ? folded + skip : folded;
        GString *out = g_string_new(NULL);
        for (const char *at = from; *at != '\0'; at = g_utf8_next_char(at)) {
                const gunichar c = g_utf8_get_char(at);
                if (g_unichar_isalnum(c))
                        g_string_append_unichar(out, c);
                else if (c != '\'' && out->len > 0 && out->str[out->len - 1] != ' ')
                        g_string_append_c(out, ' ');
        }
        while (out->len > 0 && out->str[out->len - 1] == ' ')
                g_string_truncate(out, out->len - 1);
        return g_string_free(out, FALSE);
}

static gint
person_compare(gconstpointer a, gconstpointer b)
{
        return strcmp(*(const char *const *) a, *(const char *const *) b);
}

static char *
person_sorted(const char *name)
{
        g_autofree char *key = person_key(name);
        char **words = g_strsplit(key, " ", -1);
        qsort(words, g_strv_length(words), sizeof(char *), person_compare);
        char *joined = g_strjoinv(" ", words);
        g_strfreev(words);
        return joined;
}

bool
person_same(const char *a, const char *b)
{
        g_autofree char *x = person_sorted(a);
        g_autofree char *y = person_sorted(b);
        return x[0] != '\0' && g_str_equal(x, y);
}
