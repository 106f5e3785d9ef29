/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A number as a choice of some. What it means is known by who makes its words. */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-number-row.h"

enum {
  PROP_0,
  PROP_VALUE,
  N_PROPS,
};

struct _BwNumberRow {
  AdwComboRow parent_instance;

  const guint *numbers;
  guint n_numbers;
  BwNumberRowWords words;
  guint value;
  guint odd; /* the last value that is none of the numbers, and is the last of the list; */
  gboolean has_odd;
  gboolean updating;
};

G_DEFINE_FINAL_TYPE (BwNumberRow, bw_number_row, ADW_TYPE_COMBO_ROW)

static GParamSpec *properties[N_PROPS];

/* Returns: n_numbers for one that is none of them. */
static guint
find (BwNumberRow *self, guint value)
{
  guint i = 0;

  while (i < self->n_numbers && self->numbers[i] != value)
    i++;

  return i;
}

static gboolean
is_listed (BwNumberRow *self, guint value)
{
  return find (self, value) < self->n_numbers || (self->has_odd && self->odd == value);
}

static void
append (BwNumberRow *self, GtkStringList *strings, guint number)
{
  g_autofree char *words = self->words (number);

  gtk_string_list_append (strings, words);
}

static void
fill (BwNumberRow *self)
{
  g_autoptr (GtkStringList) strings = gtk_string_list_new (NULL);

  for (guint i = 0; i < self->n_numbers; i++)
    append (self, strings, self->numbers[i]);
  self->has_odd = find (self, self->value) == self->n_numbers;
  self->odd = self->value;
  if (self->has_odd)
    append (self, strings, self->odd);

  self->updating = TRUE;
  adw_combo_row_set_model (ADW_COMBO_ROW (self), G_LIST_MODEL (strings));
  adw_combo_row_set_selected (ADW_COMBO_ROW (self), find (self, self->value));
  self->updating = FALSE;
}

static void
selected_cb (BwNumberRow *self)
{
  guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (self));

  if (self->updating || selected == GTK_INVALID_LIST_POSITION)
    return;

  bw_number_row_set_value (self, selected < self->n_numbers ? self->numbers[selected] : self->odd);
}

static void
bw_number_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id) {
  case PROP_VALUE:
    g_value_set_uint (value, BW_NUMBER_ROW (object)->value);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
bw_number_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch (id) {
  case PROP_VALUE:
    bw_number_row_set_value (BW_NUMBER_ROW (object), g_value_get_uint (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
bw_number_row_class_init (BwNumberRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = bw_number_row_get_property;
  object_class->set_property = bw_number_row_set_property;

  properties[PROP_VALUE] =
      g_param_spec_uint ("value", NULL, NULL, 0, G_MAXUINT, 0,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
bw_number_row_init (BwNumberRow *self)
{
  g_signal_connect (self, "notify::selected", G_CALLBACK (selected_cb), NULL);
}

void
bw_number_row_setup (BwNumberRow *self,
                     const guint *numbers,
                     guint n_numbers,
                     BwNumberRowWords words)
{
  g_return_if_fail (BW_IS_NUMBER_ROW (self));

  self->numbers = numbers;
  self->n_numbers = n_numbers;
  self->words = words;
  fill (self);
}

guint
bw_number_row_get_value (BwNumberRow *self)
{
  g_return_val_if_fail (BW_IS_NUMBER_ROW (self), 0);

  return self->value;
}

/* The list is not made anew while something is selected in it: GTK is not done with it then. */
void
bw_number_row_set_value (BwNumberRow *self, guint value)
{
  g_return_if_fail (BW_IS_NUMBER_ROW (self));

  if (self->value == value)
    return;

  self->value = value;
  if (self->words && !is_listed (self, value))
    fill (self);
  else if (self->words)
    adw_combo_row_set_selected (ADW_COMBO_ROW (self), find (self, value));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VALUE]);
}
