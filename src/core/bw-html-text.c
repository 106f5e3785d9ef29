/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a reader would see of HTML. A scanner of one pass: the parsers that build or balance a tree
 * take time by the square of what a stranger sends, and nothing here needs a tree. */

#define G_LOG_DOMAIN "bellwire-core"

#include "bw-content-readers.h"
#include "bw-content-text.h"

#include <libxml/HTMLparser.h>

#include <string.h>

/* More of it nobody reads as a message; the whole is kept as it came. */
#define MAX_HTML (1024 * 1024)
#define MAX_ADDRESS 2048
#define SPACE " \t\r\n\f"
#define MAX_TAG 16
#define MAX_ENTITY 10
/* HTML, 4.2.5.4: a page says its charset that early */
#define MAX_PROLOGUE 1024

typedef enum {
  TAG_OTHER,
  TAG_BLOCK,
  TAG_BREAK,
  TAG_CELL,
  TAG_ITEM,
  TAG_LINK,
  TAG_IMAGE,
  TAG_PRE,
  TAG_UNSEEN, /* with all that is in it */
} Tag;

static const struct {
  const char *name;
  Tag tag;
} tags[] = {
  { "a", TAG_LINK },           { "address", TAG_BLOCK },    { "article", TAG_BLOCK },
  { "aside", TAG_BLOCK },      { "blockquote", TAG_BLOCK }, { "br", TAG_BREAK },
  { "caption", TAG_BLOCK },    { "center", TAG_BLOCK },     { "dd", TAG_BLOCK },
  { "div", TAG_BLOCK },        { "dl", TAG_BLOCK },         { "dt", TAG_BLOCK },
  { "figcaption", TAG_BLOCK }, { "figure", TAG_BLOCK },     { "footer", TAG_BLOCK },
  { "form", TAG_BLOCK },       { "h1", TAG_BLOCK },         { "h2", TAG_BLOCK },
  { "h3", TAG_BLOCK },         { "h4", TAG_BLOCK },         { "h5", TAG_BLOCK },
  { "h6", TAG_BLOCK },         { "header", TAG_BLOCK },     { "hr", TAG_BLOCK },
  { "iframe", TAG_UNSEEN },    { "img", TAG_IMAGE },        { "li", TAG_ITEM },
  { "main", TAG_BLOCK },       { "nav", TAG_BLOCK },        { "noframes", TAG_UNSEEN },
  { "ol", TAG_BLOCK },         { "option", TAG_BLOCK },     { "p", TAG_BLOCK },
  { "pre", TAG_PRE },          { "script", TAG_UNSEEN },    { "section", TAG_BLOCK },
  { "style", TAG_UNSEEN },     { "table", TAG_BLOCK },      { "td", TAG_CELL },
  { "template", TAG_UNSEEN },  { "th", TAG_CELL },          { "title", TAG_UNSEEN },
  { "tr", TAG_BLOCK },         { "ul", TAG_BLOCK },
};

/* How far the page has been read, and what was seen of it. */
typedef struct {
  const char *at;
  const char *end;
  GString *text;
  gboolean space;  /* one is owed before the next word */
  gboolean line;   /* the next word begins a new one */
  gboolean item;   /* ... with a bullet */
  guint pre;       /* how many <pre> are open */
  char *address;   /* of the link that is open */
  gsize link_text; /* where its text begins */
} Page;

static Tag
find_tag (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (tags); i++)
    if (g_str_equal (name, tags[i].name))
      return tags[i].tag;

  return TAG_OTHER;
}

/* Pays what is owed before a word. */
static void
settle (Page *page)
{
  GString *text = page->text;

  if (page->line && text->len > 0 && text->str[text->len - 1] != '\n')
    g_string_append_c (text, '\n');
  else if (page->space && text->len > 0 && !strchr ("\n ", text->str[text->len - 1]))
    g_string_append_c (text, ' ');
  if (page->item)
    g_string_append (text, "• ");

  page->line = page->space = page->item = FALSE;
}

static void
add_character (Page *page, gunichar c)
{
  if (c == 0xa0) /* a space that is meant */
    c = ' ';
  else if (!g_unichar_validate (c) || g_unichar_iscntrl (c))
    c = 0xfffd;

  settle (page);
  g_string_append_unichar (page->text, c);
}

static void
add_plain (Page *page, char c)
{
  if (page->pre == 0 && g_ascii_isspace (c)) {
    page->space = TRUE;
    return;
  }
  if (c == '\r')
    return;

  settle (page);
  g_string_append_c (page->text, c);
}

/* Numbers of 128 to 159 are written by those who think in Windows-1252. */
static void
add_numeric (Page *page, guint64 c)
{
  if (c >= 0x80 && c < 0xa0) {
    settle (page);
    bw_content_text_append_windows (page->text, (guchar) c);
  } else if (c == '\n' || c == '\r' || c == '\t') {
    add_plain (page, (char) c);
  } else {
    add_character (page, c > 0x10ffff ? 0xfffd : (gunichar) c);
  }
}

/* Returns: where the number ends; NULL where there is none */
static const char *
read_number (const char *text, guint64 *c)
{
  gboolean hex = text[0] == 'x' || text[0] == 'X';
  const char *digits = text + (hex ? 1 : 0);
  char *end;

  if (!(hex ? g_ascii_isxdigit (*digits) : g_ascii_isdigit (*digits)))
    return NULL;

  *c = g_ascii_strtoull (digits, &end, hex ? 16 : 10);

  return *end == ';' ? end + 1 : end;
}

/* Returns: where the entity ends; NULL where there is none */
static const char *
read_entity (const char *text, guint64 *c)
{
  gsize length = strspn (text, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS);
  const htmlEntityDesc *entity;
  char name[MAX_ENTITY + 1];

  if (text[0] == '#')
    return read_number (text + 1, c);

  if (length == 0 || length > MAX_ENTITY || text[length] != ';')
    return NULL;

  memcpy (name, text, length);
  name[length] = '\0';
  entity = htmlEntityLookup ((const xmlChar *) name);
  if (!entity)
    return NULL;
  *c = entity->value;

  return text + length + 1;
}

static void
read_text (Page *page)
{
  guint64 c;
  const char *end = *page->at == '&' ? read_entity (page->at + 1, &c) : NULL;

  if (end) {
    add_numeric (page, c);
    page->at = end;
  } else {
    add_plain (page, *page->at++);
  }
}

/* The value of an attribute, with its entities. */
static char *
dup_value (const char *text, gsize length)
{
  g_autofree char *raw = g_strndup (text, MIN (length, MAX_ADDRESS));
  Page value = { .text = g_string_new (NULL), .pre = 1 };

  for (value.at = raw; *value.at;)
    read_text (&value);
  g_strstrip (value.text->str);

  return g_string_free (value.text, FALSE);
}

/* Reads the value behind the `=` of an attribute. */
static const char *
read_value (Page *page, gsize *length)
{
  const char *start;
  char quote;

  page->at += 1 + strspn (page->at + 1, SPACE);
  quote = *page->at == '"' || *page->at == '\'' ? *page->at++ : '\0';
  start = page->at;
  if (quote) {
    const char *end = strchr (start, quote);

    *length = end ? (gsize) (end - start) : strlen (start);
    page->at = start + *length + (end ? 1 : 0);
  } else {
    *length = strcspn (start, SPACE ">");
    page->at += *length;
  }

  return start;
}

static gboolean
go_to_attribute (Page *page)
{
  page->at += strspn (page->at, SPACE "/");

  return *page->at && *page->at != '>';
}

/* Reads up to the end of a tag. Returns: (transfer full) (nullable): the attribute @wanted */
static char *
read_attributes (Page *page, const char *wanted)
{
  char *found = NULL;

  while (go_to_attribute (page)) {
    const char *name = page->at;
    gsize length = strcspn (name, SPACE "/>=");
    gboolean is_wanted = wanted && !found && length == strlen (wanted) &&
                         g_ascii_strncasecmp (name, wanted, length) == 0;

    page->at += length;
    page->at += strspn (page->at, SPACE);
    if (*page->at == '=') {
      const char *value = read_value (page, &length);

      if (is_wanted)
        found = dup_value (value, length);
    }
  }
  if (*page->at)
    page->at++;

  return found;
}

/* Whether the address can be seen in the text of the link anyway. */
static gboolean
is_said (const char *address, const char *text)
{
  static const char *const prefixes[] = { "",     "http://", "https://",    "mailto:",     "tel:",
                                          "sip:", "sips:",   "http://www.", "https://www." };
  gsize length = strlen (text);

  for (gsize i = 0; i < G_N_ELEMENTS (prefixes); i++) {
    const char *rest = address + strlen (prefixes[i]);

    if (g_str_has_prefix (address, prefixes[i]) && g_ascii_strncasecmp (rest, text, length) == 0 &&
        (rest[length] == '\0' || g_str_equal (rest + length, "/")))
      return TRUE;
  }

  return FALSE;
}

static void
close_link (Page *page)
{
  g_autofree char *address = g_steal_pointer (&page->address);
  g_autofree char *text = NULL;

  if (!address)
    return;

  text = g_strstrip (g_strdup (page->text->str + MIN (page->link_text, page->text->len)));
  if (is_said (address, text))
    return;

  page->space = TRUE;
  settle (page);
  g_string_append_printf (page->text, *text ? "(%s)" : "%s", address);
}

/* Addresses that lead nowhere from here, and scripts, are no addresses to a reader. */
static gboolean
leads_somewhere (const char *address)
{
  static const char *const schemes[] = { "http:", "https:", "mailto:", "tel:", "sip:", "sips:" };

  for (gsize i = 0; i < G_N_ELEMENTS (schemes); i++)
    if (g_ascii_strncasecmp (address, schemes[i], strlen (schemes[i])) == 0)
      return address[strlen (schemes[i])] != '\0';

  return FALSE;
}

static void
open_link (Page *page)
{
  g_autofree char *address = read_attributes (page, "href");

  close_link (page);
  if (!address || !leads_somewhere (address))
    return;

  page->address = g_steal_pointer (&address);
  page->link_text = page->text->len;
}

static void
show_image (Page *page)
{
  g_autofree char *words = read_attributes (page, "alt");

  if (!words || !*words)
    return;
  page->space = TRUE;
  settle (page);
  g_string_append (page->text, words);
}

/* Goes to the closing tag of @name, or to the end. */
static void
skip_unseen (Page *page, const char *name)
{
  gsize length = strlen (name);
  const char *close = page->at;

  while ((close = strstr (close, "</")) && g_ascii_strncasecmp (close + 2, name, length) != 0)
    close += 2;
  page->at = close ? close : page->end;
}

static void
read_open_tag (Page *page, const char *name)
{
  Tag tag = find_tag (name);

  if (tag == TAG_LINK) {
    open_link (page);
    return;
  }
  if (tag == TAG_IMAGE) {
    show_image (page);
    return;
  }
  g_free (read_attributes (page, NULL));

  page->space |= tag == TAG_CELL;
  page->line |= tag == TAG_BLOCK || tag == TAG_ITEM || tag == TAG_PRE;
  page->item |= tag == TAG_ITEM;
  page->pre += tag == TAG_PRE ? 1 : 0;
  if (tag == TAG_BREAK) {
    page->space = page->line = FALSE;
    g_string_append_c (page->text, '\n');
  }
  if (tag == TAG_UNSEEN)
    skip_unseen (page, name);
}

static void
read_close_tag (Page *page, const char *name)
{
  Tag tag = find_tag (name);

  g_free (read_attributes (page, NULL));
  if (tag == TAG_LINK)
    close_link (page);

  page->space |= tag == TAG_CELL;
  page->line |= tag == TAG_BLOCK || tag == TAG_ITEM || tag == TAG_PRE;
  page->item &= tag != TAG_ITEM;
  page->pre -= tag == TAG_PRE && page->pre > 0 ? 1 : 0;
}

/* Comments, <!doctype> and <?xml?>: nothing to be seen. */
static void
skip_declaration (Page *page)
{
  gboolean comment = g_str_has_prefix (page->at, "<!--");
  const char *end = comment ? strstr (page->at + 4, "-->") : strchr (page->at, '>');

  page->at = end ? end + (comment ? 3 : 1) : page->end;
}

/* Reads what begins with `<`, where it is a tag. */
static gboolean
read_tag (Page *page)
{
  gboolean close = page->at[1] == '/';
  const char *start = page->at + (close ? 2 : 1);
  g_autofree char *name = NULL;
  gsize length;

  if (*start == '!' || *start == '?') {
    skip_declaration (page);
    return TRUE;
  }
  if (!g_ascii_isalpha (*start))
    return FALSE;

  length = strcspn (start, SPACE "/>");
  name = g_ascii_strdown (start, (gssize) MIN (length, MAX_TAG));
  page->at = start + length;
  if (close)
    read_close_tag (page, name);
  else
    read_open_tag (page, name);

  return TRUE;
}

char *
bw_html_find_charset (const char *data, gsize size)
{
  g_autofree char *start = g_strndup (size > 0 ? data : "", MIN (size, MAX_PROLOGUE));
  g_autofree char *lower = g_ascii_strdown (start, -1);
  const char *meta = strstr (lower, "<meta");
  const char *charset = meta ? strstr (meta, "charset=") : NULL;
  gsize length;

  if (!charset)
    return NULL;

  charset += strlen ("charset=");
  charset += strspn (charset, "\"' ");
  length = strcspn (charset, "\"' />;");

  return length > 0 ? g_strndup (charset, length) : NULL;
}

char *
bw_html_to_text (const char *html)
{
  g_autofree char *valid = g_utf8_make_valid (html, (gssize) strnlen (html, MAX_HTML));
  Page page = { .at = valid, .end = valid + strlen (valid) };
  const char *start;

  page.text = g_string_new (NULL);
  while (*page.at)
    if (*page.at != '<' || !read_tag (&page))
      read_text (&page);
  close_link (&page);

  start = page.text->str + strspn (page.text->str, "\n ");
  g_string_erase (page.text, 0, start - page.text->str);
  g_strchomp (page.text->str);

  return g_string_free (page.text, FALSE);
}
