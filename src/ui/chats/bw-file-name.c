/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Names of files that came over the network, made fit for this disk. Pure.
 */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-file-name.h"

#include <glib/gi18n.h>
#include <string.h>

#define LONGEST_NAME 120
#define LONGEST_EXTENSION 16

/* The first extension is the one that is added. */
static const struct {
  const char *content_type;
  const char *extensions[3];
} pictures[] = {
  { "image/png", { ".png" } },
  { "image/jpeg", { ".jpg", ".jpeg", ".jpe" } },
  { "image/gif", { ".gif" } },
  { "image/webp", { ".webp" } },
};

static const char *const *
get_extensions (const char *content_type)
{
  for (guint i = 0; i < G_N_ELEMENTS (pictures); i++)
    if (g_strcmp0 (content_type, pictures[i].content_type) == 0)
      return pictures[i].extensions;

  return NULL;
}

/* What no file system takes, or what would deceive who reads it. */
#define OF_TYPE(type) (1u << G_UNICODE_##type)
#define UNSEEN_TYPES                                                                               \
  (OF_TYPE (CONTROL) | OF_TYPE (FORMAT) | OF_TYPE (UNASSIGNED) | OF_TYPE (PRIVATE_USE) |           \
   OF_TYPE (LINE_SEPARATOR) | OF_TYPE (PARAGRAPH_SEPARATOR))

static char *
replace_odd (const char *name)
{
  GString *clean = g_string_new (NULL);
  g_autofree char *valid = g_utf8_make_valid (name, -1);

  for (const char *c = valid; *c != '\0'; c = g_utf8_next_char (c)) {
    gunichar wide = g_utf8_get_char (c);

    if (strchr ("/\\:*?\"<>|", *c) != NULL)
      g_string_append_c (clean, '_');
    else if ((UNSEEN_TYPES >> g_unichar_type (wide) & 1) == 0)
      g_string_append_unichar (clean, wide);
  }

  return g_string_free (clean, FALSE);
}

static const char *
skip_folders (const char *name)
{
  for (const char *c = name; *c != '\0'; c++)
    if (*c == '/' || *c == '\\')
      name = c + 1;

  return name;
}

static const char *
get_extension (const char *name)
{
  const char *dot = strrchr (name, '.');

  return dot != NULL && dot != name && strlen (dot) <= LONGEST_EXTENSION ? dot : "";
}

/* From the middle, so that the extension stays. */
static char *
shorten (const char *name)
{
  const char *extension = get_extension (name);
  gsize room = LONGEST_NAME - strlen (extension);
  const char *end = name + room;

  if (strlen (name) <= LONGEST_NAME)
    return g_strdup (name);
  while (end > name && ((guchar) *end & 0xc0) == 0x80)
    end--;

  return g_strdup_printf ("%.*s%s", (int) (end - name), name, extension);
}

static gboolean
has_extension (const char *name, const char *const *extensions)
{
  const char *extension = get_extension (name);

  for (guint i = 0; i < 3 && extensions[i] != NULL; i++)
    if (g_ascii_strcasecmp (extension, extensions[i]) == 0)
      return TRUE;

  return FALSE;
}

char *
bw_file_name_make_safe (const char *name, const char *content_type)
{
  const char *const *extensions = get_extensions (content_type);
  g_autofree char *clean = replace_odd (skip_folders (name != NULL ? name : ""));
  g_autofree char *whole = NULL;
  const char *start;

  g_strstrip (clean);
  for (start = clean; *start == '.' || *start == ' ' || *start == '-' || *start == '~';)
    start++;
  if (*start == '\0')
    /* Translators: the name of a file that came without one */
    start = extensions != NULL ? _ ("Picture") : _ ("File");
  if (extensions == NULL || has_extension (start, extensions))
    return shorten (start);
  whole = g_strconcat (start, extensions[0], NULL);

  return shorten (whole);
}

gboolean
bw_content_type_is_picture (const char *content_type)
{
  return get_extensions (content_type) != NULL;
}
