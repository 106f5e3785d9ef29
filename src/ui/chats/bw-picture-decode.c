/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * From the bytes of a peer to a picture. It runs on any thread and knows neither messages nor
 * widgets.
 */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-picture-loader.h"

#include <glib/gi18n.h>

/* A photograph of today fits; 200 MB are asked for at most. */
#define MOST_PIXELS 50e6

/* As little as a header takes, so that the size is known before the rest is looked at. */
#define CHUNK 4096

typedef struct {
  int side;
  gboolean refused;
} Limits;

/* A size of nothing tells the decoder that it is to stop (GdkPixbufModuleSizeFunc). */
static void
size_prepared_cb (GdkPixbufLoader *loader, int width, int height, gpointer data)
{
  Limits *limits = data;
  double scale = MIN (1.0, (double) limits->side / MAX (MAX (width, height), 1));

  limits->refused = width < 1 || height < 1 || (double) width * height > MOST_PIXELS;
  if (limits->refused)
    gdk_pixbuf_loader_set_size (loader, 0, 0);
  else
    gdk_pixbuf_loader_set_size (loader, (int) MAX (1, width * scale),
                                (int) MAX (1, height * scale));
}

static gboolean
feed (GdkPixbufLoader *loader, GBytes *body, Limits *limits, GError **error)
{
  gsize size;
  const guchar *data = g_bytes_get_data (body, &size);

  for (gsize done = 0; done < size; done += CHUNK) {
    gboolean good = gdk_pixbuf_loader_write (loader, data + done, MIN (CHUNK, size - done), error);

    if (limits->refused) {
      g_clear_error (error);
      g_set_error (error, GDK_PIXBUF_ERROR, GDK_PIXBUF_ERROR_INSUFFICIENT_MEMORY,
                   _ ("This picture is too large to be shown here. Save it to look at it."));
    }
    if (limits->refused || !good)
      return FALSE;
  }

  return TRUE;
}

static GdkTexture *
make_texture (GdkPixbufLoader *loader, GError **error)
{
  GdkPixbuf *pixbuf = gdk_pixbuf_loader_get_pixbuf (loader);
  g_autoptr (GdkPixbuf) upright = NULL;

  if (pixbuf != NULL)
    upright = gdk_pixbuf_apply_embedded_orientation (pixbuf);
  if (upright == NULL) {
    g_set_error (error, GDK_PIXBUF_ERROR, GDK_PIXBUF_ERROR_CORRUPT_IMAGE,
                 _ ("This picture is damaged and cannot be shown."));
    return NULL;
  }

  return gdk_texture_new_for_pixbuf (upright);
}

GdkTexture *
bw_picture_decode (GBytes *body, const char *content_type, int side, GError **error)
{
  Limits limits = { .side = side };
  g_autoptr (GdkPixbufLoader) loader =
      gdk_pixbuf_loader_new_with_mime_type (content_type, error); /* never what it looks like */

  if (loader == NULL)
    return NULL;
  g_signal_connect (loader, "size-prepared", G_CALLBACK (size_prepared_cb), &limits);
  if (!feed (loader, body, &limits, error)) {
    gdk_pixbuf_loader_close (loader, NULL);
    return NULL;
  }
  if (!gdk_pixbuf_loader_close (loader, error))
    return NULL;

  return make_texture (loader, error);
}
