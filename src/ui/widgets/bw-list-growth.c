/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The first frame of a long list need not wait for the rows that nobody sees yet. */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-list-growth.h"

#define FIRST_ROWS 24
/* More than GtkListView makes at once: from here on it does not matter how many there are. */
#define MANY_ROWS 400

typedef struct {
  GtkSliceListModel *rows;
  gboolean painted; /* the frame with the first rows */
} Growth;

static void
growth_free (gpointer data)
{
  Growth *self = data;

  g_object_unref (self->rows);
  g_free (self);
}

static gboolean
tick_cb (GtkWidget *list, GdkFrameClock *clock, gpointer user_data)
{
  Growth *self = user_data;
  guint size = gtk_slice_list_model_get_size (self->rows);
  gboolean enough = size >= MANY_ROWS;

  if (self->painted)
    gtk_slice_list_model_set_size (self->rows, enough ? G_MAXUINT : 2 * size);
  self->painted = TRUE;

  return enough ? G_SOURCE_REMOVE : G_SOURCE_CONTINUE;
}

static void
map_cb (GtkWidget *list, GtkSliceListModel *rows)
{
  Growth *growth = g_new0 (Growth, 1);

  growth->rows = g_object_ref (rows);
  g_signal_handlers_disconnect_by_func (list, map_cb, rows);
  gtk_widget_add_tick_callback (list, tick_cb, growth, growth_free);
}

void
bw_list_grow (GtkListView *list, GtkSliceListModel *rows)
{
  gtk_slice_list_model_set_size (rows, FIRST_ROWS);
  g_signal_connect_object (list, "map", G_CALLBACK (map_cb), rows, 0);
}
