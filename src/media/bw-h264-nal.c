/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Takes the byte stream of an encoder apart. Total, for any bytes. */

#define G_LOG_DOMAIN "bellwire-media"

#include "private/bw-h264-nal.h"

#include <string.h>

static const guint8 start_code[] = { 0, 0, 1 };

static const guint8 *
find_start (const guint8 *data, gsize size)
{
  return size > 0 ? memmem (data, size, start_code, sizeof start_code) : NULL;
}

guint
bw_h264_nal_type (guint8 header)
{
  return header & 0x1f;
}

const guint8 *
bw_h264_nal_next (const guint8 **data, gsize *size, gsize *length)
{
  const guint8 *start, *next, *end;

  if (*size == 0)
    return NULL;

  end = *data + *size;
  do {
    start = find_start (*data, end - *data);
    if (start == NULL)
      return NULL;
    start += sizeof start_code;
    next = find_start (start, end - start);
    *data = next ? next : end;
    *size = end - *data;
    *length = *data - start;
    while (*length > 0 && start[*length - 1] == 0) /* of a longer start code, or padding */
      (*length)--;
  } while (*length == 0);

  return start;
}
