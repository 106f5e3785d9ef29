/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Somebody of a file who may be imported. What strangers wrote in it is text, nothing else. */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-import-row.h"

#include "bw-address.h"
#include "bw-peer-label.h"

#include <glib/gi18n.h>

#define MAX_LINE 200 /* characters */
#define MOST_ADDRESSES 5

enum { PROP_0, PROP_ITEM, N_PROPS };

static GParamSpec *properties[N_PROPS];

struct _BwImportRow {
  AdwBin parent_instance;

  GtkCheckButton *check;
  GtkLabel *title;
  GtkLabel *line;
  GtkLabel *known;

  BwImportItem *item;
  GBindingGroup *binding;
};

G_DEFINE_FINAL_TYPE (BwImportRow, bw_import_row, ADW_TYPE_BIN)

static void
append_part (GPtrArray *parts, const char *text)
{
  g_autofree char *clean = bw_text_clean_line (text, MAX_LINE);

  if (clean)
    g_ptr_array_add (parts, bw_label_with_direction (clean));
}

static char *
make_line (BwPerson *person)
{
  GPtrArray *addresses = bw_person_get_addresses (person);
  const char *organisation = bw_person_get_organisation (person);
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  if (organisation)
    append_part (parts, organisation);
  for (guint i = 0; i < MIN (addresses->len, MOST_ADDRESSES); i++)
    append_part (parts, ((BwPersonAddress *) addresses->pdata[i])->address);
  g_ptr_array_add (parts, NULL);

  return g_strjoinv (" · ", (char **) parts->pdata);
}

/* Under another name one is told which. */
static char *
make_known (BwPerson *person, BwPerson *known)
{
  const char *name = known ? bw_person_get_label (known) : NULL;
  g_autofree char *label = NULL;

  if (!name || g_strcmp0 (name, bw_person_get_label (person)) == 0)
    return g_strdup (_ ("Already there"));
  label = bw_label_with_direction (name);

  /* Translators: of somebody in a file who is among one’s people under another name */
  return g_strdup_printf (_ ("Already there: %s"), label);
}

static void
show (BwImportRow *self, BwPerson *person)
{
  BwPerson *there = bw_import_item_get_known (self->item);
  g_autofree char *clean = bw_text_clean_line (bw_person_get_label (person), MAX_LINE);
  g_autofree char *title = bw_label_with_direction (clean ? clean : "");
  g_autofree char *line = make_line (person);
  g_autofree char *known = make_known (person, there);

  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->line, line);
  gtk_label_set_label (self->known, known);
  gtk_widget_set_visible (GTK_WIDGET (self->known), there != NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->check), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title, -1);
}

static void
bw_import_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id) {
  case PROP_ITEM:
    g_value_set_object (value, BW_IMPORT_ROW (object)->item);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
bw_import_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch (id) {
  case PROP_ITEM:
    bw_import_row_set_item (BW_IMPORT_ROW (object), g_value_get_object (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
bw_import_row_dispose (GObject *object)
{
  BwImportRow *self = BW_IMPORT_ROW (object);

  g_clear_object (&self->binding);
  g_clear_object (&self->item);

  G_OBJECT_CLASS (bw_import_row_parent_class)->dispose (object);
}

static void
bw_import_row_class_init (BwImportRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = bw_import_row_get_property;
  object_class->set_property = bw_import_row_set_property;
  object_class->dispose = bw_import_row_dispose;

  properties[PROP_ITEM] =
      g_param_spec_object ("item", NULL, NULL, BW_TYPE_IMPORT_ITEM,
                           G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/bellwire/Bellwire/people/bw-import-row.ui");
  gtk_widget_class_bind_template_child (widget_class, BwImportRow, check);
  gtk_widget_class_bind_template_child (widget_class, BwImportRow, title);
  gtk_widget_class_bind_template_child (widget_class, BwImportRow, line);
  gtk_widget_class_bind_template_child (widget_class, BwImportRow, known);
}

static void
bw_import_row_init (BwImportRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->binding = g_binding_group_new ();
  g_binding_group_bind (self->binding, "selected", self->check, "active",
                        G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
}

GtkWidget *
bw_import_row_new (void)
{
  return g_object_new (BW_TYPE_IMPORT_ROW, NULL);
}

void
bw_import_row_set_item (BwImportRow *self, BwImportItem *item)
{
  g_return_if_fail (BW_IS_IMPORT_ROW (self));

  if (!g_set_object (&self->item, item))
    return;
  g_binding_group_set_source (self->binding, item);
  if (item)
    show (self, bw_import_item_get_person (item));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ITEM]);
}
