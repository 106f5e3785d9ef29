/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a peer says in its session description of the H.264 that it takes. Total, for any bytes. */

#define G_LOG_DOMAIN "bellwire-media"

#include "private/bw-h264-fmtp.h"

#include <string.h>

#define USUAL_LEVEL 31
#define BLOCK 16
/* A camera is a little faster at times than it says. */
#define RATE_RESERVE 1.1

/* H.264, table A-1. */
static const struct {
  guint level;
  guint frame_size;
  guint block_rate;
} levels[] = {
  { 10, 99, 1485 },      { 11, 396, 3000 },     { 12, 396, 6000 },    { 13, 396, 11880 },
  { 20, 396, 11880 },    { 21, 792, 19800 },    { 22, 1620, 20250 },  { 30, 1620, 40500 },
  { 31, 3600, 108000 },  { 32, 5120, 216000 },  { 40, 8192, 245760 }, { 42, 8704, 522240 },
  { 50, 22080, 589824 }, { 51, 36864, 983040 },
};

/* The highest one that is not above: level 4.1 is not in the table, as it differs from 4 in nothing
 * that is asked for here. */
static void
set_level (BwH264Fmtp *fmtp, guint level)
{
  guint found = 0;

  for (guint i = 0; i < G_N_ELEMENTS (levels); i++)
    if (levels[i].level <= level)
      found = i;
  fmtp->frame_size = levels[found].frame_size;
  fmtp->block_rate = levels[found].block_rate;
}

/* Six digits: profile, constraints, level. */
static void
read_profile (BwH264Fmtp *fmtp, const char *value)
{
  guint64 number;

  if (strlen (value) == 6 && g_ascii_string_to_unsigned (value, 16, 0, 0xffffff, &number, NULL))
    set_level (fmtp, number & 0xff);
}

static void
read_mode (BwH264Fmtp *fmtp, const char *value)
{
  fmtp->mode = g_str_equal (value, "1") ? 1 : 0;
}

static GBytes *
decode_set (const char *text, guint type)
{
  gsize size = 0;
  g_autofree guchar *data = text && *text ? g_base64_decode (text, &size) : NULL;

  if (data == NULL || size < 4 || (data[0] & 0x1f) != type)
    return NULL;
  return g_bytes_new_take (g_steal_pointer (&data), size);
}

static void
read_sets (BwH264Fmtp *fmtp, const char *value)
{
  g_auto (GStrv) texts = g_strsplit (value, ",", 3);

  if (g_strv_length (texts) < 2 || fmtp->sets[0])
    return;
  fmtp->sets[0] = decode_set (texts[0], 7);
  fmtp->sets[1] = decode_set (texts[1], 8);
  if (!fmtp->sets[0] || !fmtp->sets[1])
    bw_h264_fmtp_clear (fmtp);
}

static void
read_parameter (BwH264Fmtp *fmtp, char *parameter)
{
  char *value = strchr (parameter, '=');

  if (value == NULL)
    return;
  *value++ = '\0';
  g_strstrip (parameter);
  g_strstrip (value);
  if (g_ascii_strcasecmp (parameter, "packetization-mode") == 0)
    read_mode (fmtp, value);
  else if (g_ascii_strcasecmp (parameter, "profile-level-id") == 0)
    read_profile (fmtp, value);
  else if (g_ascii_strcasecmp (parameter, "sprop-parameter-sets") == 0)
    read_sets (fmtp, value);
}

void
bw_h264_fmtp_read (const char *text, BwH264Fmtp *fmtp)
{
  g_auto (GStrv) parameters = g_strsplit (text, ";", 32);

  *fmtp = (BwH264Fmtp){ 0 };
  set_level (fmtp, USUAL_LEVEL);
  for (guint i = 0; parameters[i]; i++)
    read_parameter (fmtp, parameters[i]);
}

void
bw_h264_fmtp_clear (BwH264Fmtp *fmtp)
{
  g_clear_pointer (&fmtp->sets[0], g_bytes_unref);
  g_clear_pointer (&fmtp->sets[1], g_bytes_unref);
}

static guint
count_blocks (guint width, guint height)
{
  return ((width + BLOCK - 1) / BLOCK) * ((height + BLOCK - 1) / BLOCK);
}

void
bw_h264_fmtp_fit (const BwH264Fmtp *fmtp, double rate, guint *width, guint *height)
{
  double most = MIN (fmtp->frame_size, RATE_RESERVE * fmtp->block_rate / MAX (rate, 1.0));
  double scale = 1.0;

  while (count_blocks (*width * scale, *height * scale) > most && scale > 0.01)
    scale *= 0.99;
  *width = MAX ((guint) (*width * scale) & ~1u, 2 * BLOCK);
  *height = MAX ((guint) (*height * scale) & ~1u, 2 * BLOCK);
}
