/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a window is called outside of the program. It must not know who asks. */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-window-handle.h"

#ifdef GDK_WINDOWING_X11
#include <gdk/x11/gdkx.h>
#endif
#ifdef GDK_WINDOWING_WAYLAND
#include <gdk/wayland/gdkwayland.h>
#endif

static char *
dup_x11_name (GdkSurface *surface)
{
#ifdef GDK_WINDOWING_X11
  if (surface && GDK_IS_X11_SURFACE (surface))
    return g_strdup_printf ("x11:%lx", gdk_x11_surface_get_xid (surface));
#endif

  return NULL;
}

#ifdef GDK_WINDOWING_WAYLAND
static void
exported_cb (GdkToplevel *toplevel, const char *handle, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;

  g_task_return_pointer (task, g_strconcat ("wayland:", handle, NULL), g_free);
}
#endif

/* Returns: whether an answer will come */
static gboolean
export_to_wayland (GdkSurface *surface, GTask *task)
{
#ifdef GDK_WINDOWING_WAYLAND
  return surface && GDK_IS_WAYLAND_TOPLEVEL (surface) &&
         gdk_wayland_toplevel_export_handle (GDK_TOPLEVEL (surface), exported_cb, task, NULL);
#else
  return FALSE;
#endif
}

void
bw_window_handle_async (GtkWindow *window,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  GdkSurface *surface;
  GTask *task;
  char *name;

  g_return_if_fail (GTK_IS_WINDOW (window));

  surface = gtk_native_get_surface (GTK_NATIVE (window));
  task = g_task_new (window, cancellable, callback, user_data);
  g_task_set_source_tag (task, bw_window_handle_async);
  name = dup_x11_name (surface);
  if (!name && export_to_wayland (surface, task))
    return;

  g_task_return_pointer (task, name ? name : g_strdup (""), g_free);
  g_object_unref (task);
}

char *
bw_window_handle_finish (GAsyncResult *result)
{
  return g_task_propagate_pointer (G_TASK (result), NULL);
}
