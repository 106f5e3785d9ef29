/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The choice of a sound device; the truth is BwDevices, this only shows it and asks for a change.
 */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-device-row.h"

#include <glib/gi18n.h>

enum {
  PROP_0,
  PROP_DEVICES,
  PROP_KIND,
  N_PROPS,
};

struct _BwDeviceRow {
  AdwComboRow parent_instance;

  BwDevices *devices;
  GListModel *list; /* the devices of our kind, watched */
  char *kind;

  guint update_source;
  gboolean updating;
};

G_DEFINE_FINAL_TYPE (BwDeviceRow, bw_device_row, ADW_TYPE_COMBO_ROW)

static GParamSpec *properties[N_PROPS];

static BwDeviceKind
get_kind (BwDeviceRow *self)
{
  if (g_strcmp0 (self->kind, "microphone") == 0)
    return BW_DEVICE_MICROPHONE;
  if (g_strcmp0 (self->kind, "speaker") == 0)
    return BW_DEVICE_SPEAKER;

  return BW_DEVICE_RINGER;
}

static guint
append_devices (BwDeviceRow *self, GtkStringList *strings, const char *choice)
{
  guint selected = 0;

  for (guint i = 0; i < g_list_model_get_n_items (self->list); i++) {
    g_autoptr (BwDevice) device = g_list_model_get_item (self->list, i);

    gtk_string_list_append (strings, bw_device_get_name (device));
    if (g_strcmp0 (bw_device_get_name (device), choice) == 0)
      selected = i + 1;
  }

  return selected;
}

static void
update (BwDeviceRow *self)
{
  g_autoptr (GtkStringList) strings = gtk_string_list_new (NULL);
  const char *choice = bw_devices_get_choice (self->devices, get_kind (self));
  gboolean missing;
  guint selected;

  gtk_string_list_append (strings, _ ("System default"));
  selected = append_devices (self, strings, choice);
  missing = choice && selected == 0;
  if (missing) {
    gtk_string_list_append (strings, choice);
    selected = g_list_model_get_n_items (G_LIST_MODEL (strings)) - 1;
  }

  self->updating = TRUE;
  adw_combo_row_set_model (ADW_COMBO_ROW (self), G_LIST_MODEL (strings));
  adw_combo_row_set_selected (ADW_COMBO_ROW (self), selected);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self),
                               missing ? _ ("Not connected; the system's default stands in") : "");
  self->updating = FALSE;
}

static gboolean
idle_cb (gpointer user_data)
{
  BwDeviceRow *self = user_data;

  self->update_source = 0;
  update (self);

  return G_SOURCE_REMOVE;
}

/* Not at once: what has changed may be what is being selected, and GTK is not done with the list
 * that it was selected in. */
static void
update_cb (BwDeviceRow *self)
{
  if (!self->update_source)
    self->update_source = g_idle_add (idle_cb, self);
}

static void
selected_cb (BwDeviceRow *self)
{
  GtkStringObject *item = adw_combo_row_get_selected_item (ADW_COMBO_ROW (self));
  gboolean is_default = adw_combo_row_get_selected (ADW_COMBO_ROW (self)) == 0;

  if (self->updating || !self->devices || !item)
    return;

  bw_devices_set_choice (self->devices, get_kind (self),
                         is_default ? NULL : gtk_string_object_get_string (item));
}

static void
bw_device_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  BwDeviceRow *self = BW_DEVICE_ROW (object);

  switch (id) {
  case PROP_DEVICES:
    g_value_set_object (value, self->devices);
    break;
  case PROP_KIND:
    g_value_set_string (value, self->kind);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
bw_device_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  BwDeviceRow *self = BW_DEVICE_ROW (object);

  switch (id) {
  case PROP_DEVICES:
    bw_device_row_set_devices (self, g_value_get_object (value));
    break;
  case PROP_KIND:
    self->kind = g_value_dup_string (value);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
bw_device_row_dispose (GObject *object)
{
  BwDeviceRow *self = BW_DEVICE_ROW (object);

  g_clear_handle_id (&self->update_source, g_source_remove);
  g_clear_object (&self->devices);
  g_clear_object (&self->list);

  G_OBJECT_CLASS (bw_device_row_parent_class)->dispose (object);
}

static void
bw_device_row_finalize (GObject *object)
{
  g_free (BW_DEVICE_ROW (object)->kind);

  G_OBJECT_CLASS (bw_device_row_parent_class)->finalize (object);
}

static void
bw_device_row_class_init (BwDeviceRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = bw_device_row_dispose;
  object_class->finalize = bw_device_row_finalize;
  object_class->get_property = bw_device_row_get_property;
  object_class->set_property = bw_device_row_set_property;

  properties[PROP_DEVICES] =
      g_param_spec_object ("devices", NULL, NULL, BW_TYPE_DEVICES,
                           G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_KIND] =
      g_param_spec_string ("kind", NULL, NULL, "ringer",
                           G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
bw_device_row_init (BwDeviceRow *self)
{
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  g_signal_connect (self, "notify::selected", G_CALLBACK (selected_cb), NULL);
}

void
bw_device_row_set_devices (BwDeviceRow *self, BwDevices *devices)
{
  g_autofree char *notify = NULL;
  gpointer list;

  g_return_if_fail (BW_IS_DEVICE_ROW (self));

  if (self->devices == devices)
    return;

  g_clear_handle_id (&self->update_source, g_source_remove);
  if (self->devices) {
    g_signal_handlers_disconnect_by_data (self->devices, self);
    g_signal_handlers_disconnect_by_data (self->list, self);
  }
  list = devices ? bw_devices_get_list (devices, get_kind (self)) : NULL;
  g_set_object (&self->devices, devices);
  g_set_object (&self->list, list);
  if (devices) {
    notify = g_strconcat ("notify::", self->kind, NULL);
    g_signal_connect_object (devices, notify, G_CALLBACK (update_cb), self, G_CONNECT_SWAPPED);
    g_signal_connect_object (self->list, "items-changed", G_CALLBACK (update_cb), self,
                             G_CONNECT_SWAPPED);
    update (self);
  }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DEVICES]);
}
