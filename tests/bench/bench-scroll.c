/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a list costs while it is scrolled, as the frame clock sees it. It knows nothing of what the
 * list shows. */

#include "bench-scroll.h"

#define FRAME_US (G_USEC_PER_SEC / 60)
#define DEADLINE_SECONDS 120

typedef struct {
  GtkAdjustment *adjustment;
  double from, to;
  int steps, step;
  int frames, late;
  gint64 last_frame;
} Scroll;

static void
frame_cb (GdkFrameClock *clock, gpointer user_data)
{
  Scroll *self = user_data;
  gint64 now = g_get_monotonic_time ();

  self->frames++;
  if (self->last_frame && now - self->last_frame > 2 * FRAME_US)
    self->late++;
  self->last_frame = now;
}

static gboolean
step_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  Scroll *self = user_data;

  self->step++;
  gtk_adjustment_set_value (self->adjustment,
                            self->from + (self->to - self->from) * self->step / self->steps);

  return self->step < self->steps ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

void
bench_scroll (GtkWidget *list, const char *name, double from, double to, int steps)
{
  Scroll self = { .from = from, .to = to, .steps = steps };
  GdkFrameClock *clock = gtk_widget_get_frame_clock (list);
  gint64 begin = g_get_monotonic_time ();
  gulong id = g_signal_connect (clock, "after-paint", G_CALLBACK (frame_cb), &self);

  self.adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (list));
  gtk_widget_add_tick_callback (list, step_cb, &self, NULL);
  while (self.step < steps) {
    if (g_get_monotonic_time () > begin + DEADLINE_SECONDS * G_USEC_PER_SEC)
      g_error ("%s was not scrolled within %d s", name, DEADLINE_SECONDS);
    g_main_context_iteration (NULL, TRUE);
  }
  g_signal_handler_disconnect (clock, id);
  g_print ("%s_FRAMES=%d\n%s_LATE=%d\n%s_MEAN=%" G_GINT64_FORMAT "\n", name, self.frames, name,
           self.late, name, (g_get_monotonic_time () - begin) / MAX (1, self.frames));
}

double
bench_scroll_end (GtkWidget *list)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (list));

  return gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment);
}
