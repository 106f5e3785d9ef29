/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The picture that the echo friend sends: a PNG (RFC 2083) made with nothing but GLib, so that no
 * file is needed where the friend is. */

#define G_LOG_DOMAIN "bellwire-friend"

#include "bw-echo-picture.h"

#include <string.h>

#define SIGNATURE "\x89PNG\r\n\x1a\n"

static guint32
crc (const guint8 *data, gsize length)
{
  guint32 value = 0xffffffff;

  for (gsize i = 0; i < length; i++) {
    value ^= data[i];
    for (int bit = 0; bit < 8; bit++)
      value = value & 1 ? (value >> 1) ^ 0xedb88320 : value >> 1;
  }

  return ~value;
}

static void
append_number (GByteArray *array, guint32 number)
{
  guint32 big = GUINT32_TO_BE (number);

  g_byte_array_append (array, (const guint8 *) &big, sizeof big);
}

static void
append_chunk (GByteArray *png, const char *type, const guint8 *data, gsize length)
{
  guint begin;

  append_number (png, (guint32) length);
  begin = png->len;
  g_byte_array_append (png, (const guint8 *) type, 4);
  g_byte_array_append (png, data, (guint) length);
  append_number (png, crc (png->data + begin, png->len - begin));
}

/* Rows of RGB, each behind its filter: none. */
static GByteArray *
paint (guint width, guint height)
{
  GByteArray *rows = g_byte_array_new ();
  const int sun_x = (int) width * 2 / 3, sun_y = (int) height * 2 / 5, radius = (int) height / 8;

  for (guint y = 0; y < height; y++) {
    const gboolean sea = y > height / 2;
    const guint8 depth = (guint8) (y * 255 / height);

    g_byte_array_append (rows, (const guint8 *) "\0", 1);
    for (guint x = 0; x < width; x++) {
      int dx = (int) x - sun_x, dy = (int) y - sun_y;
      guint8 sky[3] = { (guint8) (120 + depth / 2), (guint8) (90 + depth / 3), 140 };
      guint8 water[3] = { 30, (guint8) (60 + (x + y) % 24), (guint8) (200 - depth / 2) };
      guint8 sun[3] = { 255, 220, 110 };

      g_byte_array_append (rows,
                           dx * dx + dy * dy < radius * radius && !sea ? sun
                           : sea                                       ? water
                                                                       : sky,
                           3);
    }
  }

  return rows;
}

static GBytes *
compress (GByteArray *rows)
{
  g_autoptr (GZlibCompressor) zlib = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB, -1);
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream) stream = g_converter_output_stream_new (memory, G_CONVERTER (zlib));

  g_output_stream_write_all (stream, rows->data, rows->len, NULL, NULL, NULL);
  g_output_stream_close (stream, NULL, NULL);

  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
}

GBytes *
bw_echo_picture_new (guint width, guint height)
{
  GByteArray *png = g_byte_array_new ();
  g_autoptr (GByteArray) rows = paint (width, height);
  g_autoptr (GBytes) pixels = compress (rows);
  guint32 size[2] = { GUINT32_TO_BE (width), GUINT32_TO_BE (height) };
  guint8 header[13] = { [8] = 8, [9] = 2 }; /* eight bits a colour, RGB */

  memcpy (header, size, sizeof size);
  g_byte_array_append (png, (const guint8 *) SIGNATURE, strlen (SIGNATURE));
  append_chunk (png, "IHDR", header, sizeof header);
  append_chunk (png, "IDAT", g_bytes_get_data (pixels, NULL), g_bytes_get_size (pixels));
  append_chunk (png, "IEND", NULL, 0);

  return g_byte_array_free_to_bytes (png);
}
