/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Looking at widgets as a person does: by what they say. */

#include "bw-test-widgets.h"

#include "bw-ui-resources.h"

void
test_widgets_init (int *argc, char ***argv)
{
  g_test_init (argc, argv, NULL);
  if (!gtk_init_check ())
    exit (77);
  bw_ui_register_resource ();
  adw_init ();
}

GtkWindow *
test_window (GtkWidget *child)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *overlay = adw_toast_overlay_new ();

  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), child);
  gtk_window_set_child (GTK_WINDOW (window), overlay);
  gtk_window_set_default_size (GTK_WINDOW (window), 360, 640);
  gtk_window_present (GTK_WINDOW (window));
  test_settle ();

  return GTK_WINDOW (window);
}

static gboolean
settled_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;

  return G_SOURCE_REMOVE;
}

void
test_settle (void)
{
  gboolean settled = FALSE;

  g_timeout_add (60, settled_cb,
                 &settled); /* a few frames: sizes are given out by the frame clock */
  while (!settled)
    g_main_context_iteration (NULL, TRUE);
}

static gboolean
late_cb (gpointer condition)
{
  g_error ("waited in vain for: %s", (const char *) condition);

  return G_SOURCE_REMOVE;
}

guint
test_fail_later (const char *condition)
{
  return g_timeout_add_seconds (60, late_cb, (gpointer) condition);
}

static const char *
get_label (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget))
    return gtk_label_get_label (GTK_LABEL (widget));

  return GTK_IS_BUTTON (widget) ? gtk_button_get_label (GTK_BUTTON (widget)) : NULL;
}

static gboolean
says (GtkWidget *widget, const char *text)
{
  return text == NULL || g_strcmp0 (gtk_widget_get_tooltip_text (widget), text) == 0 ||
         g_strcmp0 (get_label (widget), text) == 0;
}

GtkWidget *
test_find (GtkWidget *root, GType type, const char *text)
{
  GtkWidget *found = NULL;

  if (g_type_is_a (G_OBJECT_TYPE (root), type) && says (root, text))
    return root;
  for (GtkWidget *w = gtk_widget_get_first_child (root); w && !found;
       w = gtk_widget_get_next_sibling (w))
    found = test_find (w, type, text);

  return found;
}

const char *
test_shown_page (GtkWidget *root, const char *page)
{
  const char *shown = NULL;

  if (GTK_IS_STACK (root) && gtk_stack_get_child_by_name (GTK_STACK (root), page))
    return gtk_stack_get_visible_child_name (GTK_STACK (root));
  for (GtkWidget *w = gtk_widget_get_first_child (root); w && !shown;
       w = gtk_widget_get_next_sibling (w))
    shown = test_shown_page (w, page);

  return shown;
}

GtkWidget *
test_find_class (GtkWidget *root, const char *css_class)
{
  GtkWidget *found = NULL;

  if (gtk_widget_has_css_class (root, css_class))
    return root;
  for (GtkWidget *w = gtk_widget_get_first_child (root); w && !found;
       w = gtk_widget_get_next_sibling (w))
    found = test_find_class (w, css_class);

  return found;
}

guint
test_count (GtkWidget *root, GType type)
{
  guint n = g_type_is_a (G_OBJECT_TYPE (root), type) && gtk_widget_get_mapped (root);

  for (GtkWidget *w = gtk_widget_get_first_child (root); w; w = gtk_widget_get_next_sibling (w))
    n += test_count (w, type);

  return n;
}

gboolean
test_shows (GtkWidget *root, const char *text)
{
  if (GTK_IS_LABEL (root) && gtk_widget_get_mapped (root) &&
      g_strcmp0 (gtk_label_get_label (GTK_LABEL (root)), text) == 0)
    return TRUE;
  for (GtkWidget *w = gtk_widget_get_first_child (root); w; w = gtk_widget_get_next_sibling (w))
    if (test_shows (w, text))
      return TRUE;

  return FALSE;
}

void
test_assert_no_markup (GtkWidget *root)
{
  if (GTK_IS_LABEL (root))
    g_assert_false (gtk_label_get_use_markup (GTK_LABEL (root)));
  for (GtkWidget *w = gtk_widget_get_first_child (root); w; w = gtk_widget_get_next_sibling (w))
    test_assert_no_markup (w);
}

void
test_click (GtkWidget *root, const char *text)
{
  GtkWidget *button = test_find (root, GTK_TYPE_BUTTON, text);

  g_assert_nonnull (button);
  g_assert_true (gtk_widget_is_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
}
