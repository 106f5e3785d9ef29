/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the headers of a body say of it: its type, charset and file name. Believes nothing: a name
 * becomes one name, a type a type. */

#define G_LOG_DOMAIN "bellwire-core"

#include "bw-content-part.h"

#include "bw-address.h"
#include "bw-content-parameters.h"
#include "bw-message-content.h"

#include <string.h>

#define MAX_TYPE 127
#define MAX_FILE_NAME 200
#define MAX_EXTENSION 16
/* The magic of the types that are told by their beginning is in the first few kB. */
#define MAX_BEGINNING 16384
#define TOKEN_CHARACTERS G_CSET_a_2_z G_CSET_DIGITS "!#$&-^_.+%'*`|~"

char *
bw_content_type_normalise (const char *content_type)
{
  g_autofree char *type = NULL;
  gsize length = content_type ? strcspn (content_type, ";") : 0;
  const char *slash;

  if (length == 0 || length > 2 * MAX_TYPE)
    return NULL;

  type = g_ascii_strdown (content_type, (gssize) length);
  g_strstrip (type);
  slash = strchr (type, '/');
  if (!slash || slash == type || !slash[1] || strlen (type) > MAX_TYPE)
    return NULL;

  if (type[strspn (type, TOKEN_CHARACTERS)] != '/' ||
      strspn (slash + 1, TOKEN_CHARACTERS) != strlen (slash + 1))
    return NULL;

  return g_steal_pointer (&type);
}

/* Cuts @name to @size bytes at most, between two characters. */
static void
cut (char *name, gsize size)
{
  char *end = name + size;

  if (strlen (name) > size) {
    while (end > name && (*end & 0xc0) == 0x80)
      end--;
    *end = '\0';
  }
}

static const char *
find_extension (const char *name)
{
  const char *dot = strrchr (name, '.');

  return dot && dot != name && strlen (dot) <= MAX_EXTENSION ? dot : name + strlen (name);
}

char *
bw_file_name_clean (const char *name)
{
  g_autofree char *base = NULL;
  g_autofree char *extension = NULL;
  g_autofree char *stem = NULL;
  const char *slash = name ? strrchr (name, '/') : NULL;
  const char *backslash = name ? strrchr (name, '\\') : NULL;
  const char *dot;
  g_autofree char *clean = NULL;

  if (!name)
    return NULL;

  base = g_strdup (MAX (MAX (slash ? slash + 1 : name, backslash ? backslash + 1 : name), name));
  dot = find_extension (base);
  extension = bw_display_name_clean (dot);
  base[dot - base] = '\0';
  stem = bw_display_name_clean (base);
  if (stem)
    cut (stem, MAX_FILE_NAME - (extension ? strlen (extension) : 0));
  clean = g_strconcat (stem ? stem : "", extension ? extension : "", NULL);

  return strspn (clean, ". ") == strlen (clean) ? NULL : g_steal_pointer (&clean);
}

static void
read_disposition (BwContentPart *part, const char *disposition)
{
  g_autoptr (GHashTable) parameters = bw_content_parameters_read (disposition);
  g_autofree char *name = bw_content_parameters_dup (parameters, "filename");

  part->file_name = bw_file_name_clean (name);
  part->attachment =
      part->file_name ||
      (disposition && g_ascii_strncasecmp (disposition + strspn (disposition, " \t"), "attachment",
                                           strlen ("attachment")) == 0);
}

void
bw_content_part_init (BwContentPart *part,
                      const char *content_type,
                      const char *encoding,
                      const char *disposition,
                      GBytes *body)
{
  g_autoptr (GHashTable) parameters = bw_content_parameters_read (content_type);

  *part = (BwContentPart){ 0 };
  part->type = bw_content_type_normalise (content_type);
  part->charset = bw_content_parameters_dup (parameters, "charset");
  part->boundary = bw_content_parameters_dup (parameters, "boundary");
  part->url = bw_content_parameters_dup (parameters, "url");
  read_disposition (part, disposition);
  if (!part->file_name) {
    g_autofree char *name = bw_content_parameters_dup (parameters, "name");

    part->file_name = bw_file_name_clean (name);
  }
  part->encoding = g_strdup (encoding);
  part->body = g_bytes_ref (body);
}

void
bw_content_part_init_headers (BwContentPart *part, GHashTable *headers, GBytes *body)
{
  const char *transfer = g_hash_table_lookup (headers, "content-transfer-encoding");
  const char *content = g_hash_table_lookup (headers, "content-encoding");
  g_autofree char *encoding =
      transfer && content ? g_strdup_printf ("%s, %s", content, transfer) : NULL;

  bw_content_part_init (part, g_hash_table_lookup (headers, "content-type"),
                        encoding ? encoding : (transfer ? transfer : content),
                        g_hash_table_lookup (headers, "content-disposition"), body);
  part->id = g_strdup (g_hash_table_lookup (headers, "content-id"));
}

void
bw_content_part_clear (BwContentPart *part)
{
  g_clear_pointer (&part->type, g_free);
  g_clear_pointer (&part->charset, g_free);
  g_clear_pointer (&part->boundary, g_free);
  g_clear_pointer (&part->url, g_free);
  g_clear_pointer (&part->file_name, g_free);
  g_clear_pointer (&part->encoding, g_free);
  g_clear_pointer (&part->id, g_free);
  g_clear_pointer (&part->body, g_bytes_unref);
}

char *
bw_content_type_guess (const char *file_name, GBytes *bytes)
{
  gsize size = 0;
  const guchar *data = bytes ? g_bytes_get_data (bytes, &size) : NULL;
  g_autofree char *name = bw_file_name_clean (file_name);
  g_autofree char *guess = size > 0 || name ? g_content_type_guess (name, size > 0 ? data : NULL,
                                                                    MIN (size, MAX_BEGINNING), NULL)
                                            : NULL;
  g_autofree char *mime = guess ? g_content_type_get_mime_type (guess) : NULL;
  char *type = mime ? bw_content_type_normalise (mime) : NULL;

  return type ? type : g_strdup ("application/octet-stream");
}
