/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The first frame of a long list need not wait for the rows that nobody sees yet, nor one in which
 * something else is to be shown for those that nobody sees any more. */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-list-growth.h"

#define FIRST_ROWS 24
/* As many as are made, or let go of, in a part of a frame. */
#define ROWS_A_FRAME 16
/* More than GtkListView makes at once: from here on it does not matter how many there are. */
#define MANY_ROWS 400
/* From here down it does. */
#define MADE_ROWS 224

/* What is kept at a list while its rows become more or fewer. */
#define GROWTH "bw-list-growth"

typedef struct {
  GtkSliceListModel *rows;
  guint tick;
  gboolean painted; /* the frame with the first rows */
  gboolean shrinks;
} Growth;

static void
growth_free (gpointer data)
{
  Growth *self = data;

  g_object_unref (self->rows);
  g_free (self);
}

/* Returns: whether there is more to do */
static gboolean
grow (Growth *self)
{
  guint size = gtk_slice_list_model_get_size (self->rows);
  gboolean enough = size >= MANY_ROWS;

  gtk_slice_list_model_set_size (self->rows, enough ? G_MAXUINT : size + ROWS_A_FRAME);

  return !enough;
}

static gboolean
shrink (Growth *self)
{
  guint size = MIN (gtk_slice_list_model_get_size (self->rows), MADE_ROWS);

  gtk_slice_list_model_set_size (self->rows, MAX (size, FIRST_ROWS + ROWS_A_FRAME) - ROWS_A_FRAME);

  return size > FIRST_ROWS + ROWS_A_FRAME;
}

static gboolean
tick_cb (GtkWidget *list, GdkFrameClock *clock, gpointer user_data)
{
  Growth *self = user_data;
  gboolean more = TRUE;

  if (self->painted)
    more = self->shrinks ? shrink (self) : grow (self);
  self->painted = TRUE;
  if (more)
    return G_SOURCE_CONTINUE;
  self->tick = 0;

  return G_SOURCE_REMOVE;
}

static Growth *
ensure_growth (GtkListView *list, GtkSliceListModel *rows)
{
  Growth *growth = g_object_get_data (G_OBJECT (list), GROWTH);

  if (growth)
    return growth;
  growth = g_new0 (Growth, 1);
  growth->rows = g_object_ref (rows);
  g_object_set_data_full (G_OBJECT (list), GROWTH, growth, growth_free);

  return growth;
}

static void
start (GtkListView *list, Growth *growth, gboolean shrinks)
{
  growth->shrinks = shrinks;
  if (growth->tick == 0)
    growth->tick = gtk_widget_add_tick_callback (GTK_WIDGET (list), tick_cb, growth, NULL);
}

static void
map_cb (GtkListView *list, GtkSliceListModel *rows)
{
  g_signal_handlers_disconnect_by_func (list, map_cb, rows);
  start (list, ensure_growth (list, rows), FALSE);
}

void
bw_list_grow (GtkListView *list, GtkSliceListModel *rows)
{
  gtk_slice_list_model_set_size (rows, FIRST_ROWS);
  if (gtk_widget_get_mapped (GTK_WIDGET (list)))
    start (list, ensure_growth (list, rows), FALSE);
  else
    g_signal_connect_object (list, "map", G_CALLBACK (map_cb), rows, 0);
}

void
bw_list_shrink (GtkListView *list, GtkSliceListModel *rows)
{
  start (list, ensure_growth (list, rows), TRUE);
}

void
bw_list_cut (GtkListView *list, GtkSliceListModel *rows)
{
  Growth *growth = ensure_growth (list, rows);

  if (growth->tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (list), growth->tick);
  growth->tick = 0;
  gtk_slice_list_model_set_size (rows, FIRST_ROWS);
}

void
bw_list_extend (GtkSliceListModel *rows)
{
  guint size = gtk_slice_list_model_get_size (rows);

  if (size < MANY_ROWS)
    gtk_slice_list_model_set_size (rows, size + ROWS_A_FRAME);
}
