/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How long recordings last. One file at a time is open, the one that was asked for last. */

#define G_LOG_DOMAIN "bellwire-media"

#include "bw-lengths.h"

#include "private/bw-container.h"

#include <gst/gst.h>
#include <gst/pbutils/pbutils.h>

#define LONGEST_LOOK (5 * GST_SECOND)

enum {
  FOUND,
  N_SIGNALS,
};

struct _BwLengths {
  GObject parent_instance;

  GstDiscoverer *discoverer; /* made with the first question; NULL where GStreamer has none */
  GCancellable *cancellable;
  GQueue waiting;   /* of GFile, the next one first */
  GFile *asked;     /* what is looked at now */
  gboolean looking; /* the discoverer does */
};

G_DEFINE_FINAL_TYPE (BwLengths, bw_lengths, G_TYPE_OBJECT)

static guint signals[N_SIGNALS];

static void checked_cb (GObject *source, GAsyncResult *result, gpointer user_data);

static void
look_at_next (BwLengths *self)
{
  if (self->asked || g_queue_is_empty (&self->waiting))
    return;

  self->asked = g_queue_pop_head (&self->waiting);
  bw_container_check_async (self->asked, self->cancellable, checked_cb, g_object_ref (self));
}

static void
answer (BwLengths *self, GstClockTime length)
{
  g_autoptr (GFile) file = g_steal_pointer (&self->asked);
  gint64 microseconds =
      GST_CLOCK_TIME_IS_VALID (length) ? (gint64) GST_TIME_AS_USECONDS (length) : 0;

  if (!file)
    return;

  g_signal_emit (self, signals[FOUND], 0, file, microseconds);
  look_at_next (self);
}

static void
discovered_cb (BwLengths *self, GstDiscovererInfo *info, const GError *error)
{
  answer (self, gst_discoverer_info_get_duration (info));
}

static void
finished_cb (BwLengths *self)
{
  self->looking = FALSE;
}

static void
make_discoverer (BwLengths *self)
{
  g_autoptr (GError) error = NULL;

  if (self->discoverer || !gst_init_check (NULL, NULL, NULL))
    return;

  self->discoverer = gst_discoverer_new (LONGEST_LOOK, &error);
  if (!self->discoverer) {
    g_warning ("The length of recordings cannot be found out: %s", error->message);
    return;
  }

  g_signal_connect_object (self->discoverer, "discovered", G_CALLBACK (discovered_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->discoverer, "finished", G_CALLBACK (finished_cb), self,
                           G_CONNECT_SWAPPED);
  gst_discoverer_start (self->discoverer);
}

static void
checked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BwLengths) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean known = bw_container_check_finish (result, &error);
  g_autofree char *uri = g_file_get_uri (G_FILE (source));

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  make_discoverer (self);
  if (known && self->discoverer)
    self->looking = gst_discoverer_discover_uri_async (self->discoverer, uri);
  if (!self->looking)
    answer (self, GST_CLOCK_TIME_NONE);
}

static void
stop (gpointer data)
{
  g_autoptr (GstDiscoverer) discoverer = data;

  gst_discoverer_stop (discoverer);
}

static void
stop_later_cb (GstDiscoverer *discoverer)
{
  g_idle_add_once (stop, discoverer);
}

/* GStreamer's discoverer takes a lock twice where it is stopped while it looks at a file, and waits
 * for ever. Such a look takes some seconds at the most. */
static void
drop_discoverer (BwLengths *self)
{
  GstDiscoverer *discoverer = g_steal_pointer (&self->discoverer);

  if (discoverer && self->looking)
    g_signal_connect (discoverer, "finished", G_CALLBACK (stop_later_cb), NULL);
  else if (discoverer)
    stop (discoverer);
}

static void
bw_lengths_dispose (GObject *object)
{
  BwLengths *self = BW_LENGTHS (object);

  g_cancellable_cancel (self->cancellable);
  drop_discoverer (self);
  g_queue_clear_full (&self->waiting, g_object_unref);
  g_clear_object (&self->asked);

  G_OBJECT_CLASS (bw_lengths_parent_class)->dispose (object);
}

static void
bw_lengths_finalize (GObject *object)
{
  g_object_unref (BW_LENGTHS (object)->cancellable);

  G_OBJECT_CLASS (bw_lengths_parent_class)->finalize (object);
}

static void
bw_lengths_class_init (BwLengthsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = bw_lengths_dispose;
  object_class->finalize = bw_lengths_finalize;

  signals[FOUND] = g_signal_new ("found", BW_TYPE_LENGTHS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 2, G_TYPE_FILE, G_TYPE_INT64);
}

static void
bw_lengths_init (BwLengths *self)
{
  self->cancellable = g_cancellable_new ();
  g_queue_init (&self->waiting);
}

BwLengths *
bw_lengths_new (void)
{
  return g_object_new (BW_TYPE_LENGTHS, NULL);
}

void
bw_lengths_ask (BwLengths *self, GFile *file)
{
  g_return_if_fail (BW_IS_LENGTHS (self));

  bw_lengths_forget (self, file);
  g_queue_push_head (&self->waiting, g_object_ref (file));
  look_at_next (self);
}

void
bw_lengths_forget (BwLengths *self, GFile *file)
{
  GList *link;

  g_return_if_fail (BW_IS_LENGTHS (self));

  link = g_queue_find (&self->waiting, file);
  if (!link)
    return;

  g_object_unref (link->data);
  g_queue_delete_link (&self->waiting, link);
}
