/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Undoes what was done to a body on its way: compression and the encodings of MIME. A bomb is left
 * as it is. */

#define G_LOG_DOMAIN "bellwire-core"

#include "bw-content-encoding.h"

#include "bw-content-text.h"

#include <gio/gio.h>

#include <string.h>

#define MAX_ENCODINGS 4
/* Text shrinks to a fifth or a tenth; what grows by more is not meant to be read. */
#define MAX_GROWTH 16
#define MIN_ROOM (64 * 1024)

static GBytes *
inflate (GBytes *bytes, GZlibCompressorFormat format)
{
  g_autoptr (GConverter) converter = G_CONVERTER (g_zlib_decompressor_new (format));
  g_autoptr (GByteArray) plain = g_byte_array_new ();
  gsize size;
  const char *data = bw_content_peek (bytes, &size);
  gsize limit = MAX (MIN_ROOM, size * MAX_GROWTH);
  GConverterResult result = G_CONVERTER_CONVERTED;

  while (result == G_CONVERTER_CONVERTED && plain->len <= limit) {
    guint8 buffer[16 * 1024];
    gsize n_read;
    gsize n_written;

    result = g_converter_convert (converter, data, size, buffer, sizeof buffer,
                                  G_CONVERTER_INPUT_AT_END, &n_read, &n_written, NULL);
    if (result == G_CONVERTER_ERROR)
      return NULL;

    data += n_read;
    size -= n_read;
    g_byte_array_append (plain, buffer, (guint) n_written);
  }

  /* What stands behind the end would be lost. */
  return result == G_CONVERTER_FINISHED && size == 0 && plain->len <= limit
             ? g_byte_array_free_to_bytes (g_steal_pointer (&plain))
             : NULL;
}

/* RFC 9110, 8.4.1.2: zlib; some leave its header out. */
static GBytes *
undo_deflate (GBytes *bytes)
{
  GBytes *plain = inflate (bytes, G_ZLIB_COMPRESSOR_FORMAT_ZLIB);

  return plain ? plain : inflate (bytes, G_ZLIB_COMPRESSOR_FORMAT_RAW);
}

static GBytes *
undo_gzip (GBytes *bytes)
{
  return inflate (bytes, G_ZLIB_COMPRESSOR_FORMAT_GZIP);
}

static GBytes *
undo_base64 (GBytes *bytes)
{
  gsize size;
  const char *data = bw_content_peek (bytes, &size);
  g_autofree guchar *plain = g_malloc (size / 4 * 3 + 4);
  int state = 0;
  guint save = 0;
  gsize length;

  for (gsize i = 0; i < size; i++)
    if (!g_ascii_isalnum (data[i]) && !g_ascii_isspace (data[i]) &&
        (data[i] == '\0' || !strchr ("+/=", data[i])))
      return NULL;

  length = g_base64_decode_step (data, size, plain, &state, &save);

  return length > 0 || size == 0 ? g_bytes_new_take (g_steal_pointer (&plain), length) : NULL;
}

/* Returns: how many bytes of @data the escape takes; 0 where it is none */
static gsize
read_escape (const char *data, gsize size, GByteArray *plain)
{
  guint8 byte;

  if (size >= 2 && data[1] == '\n')
    return 2;

  if (size >= 3 && data[1] == '\r' && data[2] == '\n')
    return 3;

  if (size < 3 || !g_ascii_isxdigit (data[1]) || !g_ascii_isxdigit (data[2]))
    return 0;

  byte = (guint8) (g_ascii_xdigit_value (data[1]) * 16 + g_ascii_xdigit_value (data[2]));
  g_byte_array_append (plain, &byte, 1);

  return 3;
}

/* RFC 2045, 6.7; what is no escape stands for itself. */
static GBytes *
undo_quoted_printable (GBytes *bytes)
{
  g_autoptr (GByteArray) plain = g_byte_array_new ();
  gsize size;
  const char *data = bw_content_peek (bytes, &size);

  for (gsize i = 0; i < size;) {
    gsize length = data[i] == '=' ? read_escape (data + i, size - i, plain) : 0;

    if (length == 0)
      g_byte_array_append (plain, (const guint8 *) data + i, 1);
    i += MAX (length, 1);
  }

  return g_byte_array_free_to_bytes (g_steal_pointer (&plain));
}

static GBytes *
undo_nothing (GBytes *bytes)
{
  return g_bytes_ref (bytes);
}

static GBytes *
undo_one (GBytes *bytes, const char *encoding)
{
  static const struct {
    const char *name;
    GBytes *(*undo) (GBytes *bytes);
  } known[] = {
    { "", undo_nothing },       { "identity", undo_nothing },
    { "7bit", undo_nothing },   { "8bit", undo_nothing },
    { "binary", undo_nothing }, { "gzip", undo_gzip },
    { "x-gzip", undo_gzip },    { "deflate", undo_deflate },
    { "base64", undo_base64 },  { "quoted-printable", undo_quoted_printable },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    if (g_ascii_strcasecmp (encoding, known[i].name) == 0)
      return known[i].undo (bytes);

  return NULL;
}

GBytes *
bw_content_encoding_undo (GBytes *bytes, const char *encoding)
{
  g_auto (GStrv) encodings = g_strsplit (encoding ? encoding : "", ",", MAX_ENCODINGS + 1);
  g_autoptr (GBytes) plain = g_bytes_ref (bytes);
  guint n = g_strv_length (encodings);

  if (n > MAX_ENCODINGS)
    return NULL;

  while (n > 0 && plain) {
    g_autoptr (GBytes) encoded = g_steal_pointer (&plain);

    plain = undo_one (encoded, g_strstrip (encodings[--n]));
  }

  return g_steal_pointer (&plain);
}
