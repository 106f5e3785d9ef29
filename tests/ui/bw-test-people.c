/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A phone that is not started, with people. */

#include "bw-test-people.h"

#include "bw-memory-secrets.h"

#include <glib/gstdio.h>

void
people_desk_set_up (PeopleDesk *desk, gconstpointer data)
{
  g_autoptr (BwSecrets) secrets = bw_memory_secrets_new ();
  g_autoptr (GFile) dir = NULL;

  desk->dir = g_dir_make_tmp ("bellwire-test-XXXXXX", NULL);
  dir = g_file_new_for_path (desk->dir);
  desk->store = bw_store_new (NULL);
  g_assert_true (bw_store_open (desk->store, NULL));
  desk->phone = bw_phone_new (desk->store, secrets, dir, dir, NULL);
}

void
people_desk_tear_down (PeopleDesk *desk, gconstpointer data)
{
  test_settle ();
  g_assert_finalize_object (g_steal_pointer (&desk->phone));
  g_assert_finalize_object (g_steal_pointer (&desk->store));
  g_rmdir (desk->dir);
  g_free (desk->dir);
}

BwPerson *
people_desk_add (PeopleDesk *desk, const char *name, const char *address)
{
  g_autoptr (BwPerson) draft = bw_person_new ();
  g_autoptr (GError) error = NULL;
  BwPerson *person;

  g_object_set (draft, "name", name, NULL);
  if (address)
    bw_person_add_address (draft, BW_PERSON_ADDRESS_SIP, address, NULL);
  person = bw_store_save_person (desk->store, draft, NULL, &error);
  g_assert_no_error (error);

  return person;
}

void
people_desk_add_many (PeopleDesk *desk, guint n)
{
  g_autoptr (GPtrArray) drafts = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < n; i++) {
    BwPerson *draft = bw_person_new ();
    g_autofree char *name = g_strdup_printf ("%c%c Person %05u", 'A' + i % 26, 'a' + i % 7, i);
    g_autofree char *address = g_strdup_printf ("user%05u@many.example.org", i);

    g_object_set (draft, "name", name, NULL);
    bw_person_add_address (draft, BW_PERSON_ADDRESS_SIP, address, NULL);
    g_ptr_array_add (drafts, draft);
  }
  g_assert_true (bw_store_save_people (desk->store, drafts, NULL, &error));
  g_assert_no_error (error);
}

guint
people_desk_count (PeopleDesk *desk)
{
  return g_list_model_get_n_items (G_LIST_MODEL (bw_store_get_people (desk->store)));
}

gpointer
test_find_window (GType type)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++) {
    g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

    if (g_type_is_a (G_OBJECT_TYPE (window), type))
      return window;
  }

  return NULL;
}

void
test_dress (void)
{
  g_autoptr (GtkCssProvider) style = gtk_css_provider_new ();
  const char *look = g_getenv ("BW_LOOK");

  gtk_css_provider_load_from_resource (style, "/io/github/bellwire/Bellwire/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (style),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  gtk_icon_theme_add_resource_path (gtk_icon_theme_get_for_display (gdk_display_get_default ()),
                                    "/io/github/bellwire/Bellwire/icons");
  if (g_strcmp0 (look, "dark") == 0)
    adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                        ADW_COLOR_SCHEME_FORCE_DARK);
  if (g_strcmp0 (look, "rtl") == 0)
    gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
}

void
test_picture (GtkWindow *window, const char *name)
{
  const char *folder = g_getenv ("BW_PICTURES");
  GtkWidget *child = gtk_window_get_child (window);
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (GTK_WIDGET (window));
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  g_autofree char *file = NULL;

  if (folder == NULL || child == NULL)
    return;
  test_settle ();
  gdk_paintable_snapshot (paintable, snapshot, gtk_widget_get_width (GTK_WIDGET (window)),
                          gtk_widget_get_height (GTK_WIDGET (window)));
  node = gtk_snapshot_free_to_node (g_steal_pointer (&snapshot));
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)), node, NULL);
  file = g_strdup_printf ("%s/%s.png", folder, name);
  g_assert_true (gdk_texture_save_to_png (texture, file));
}
