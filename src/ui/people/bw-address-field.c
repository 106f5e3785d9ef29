/* SPDX-License-Identifier: GPL-3.0-or-later */

/* An address of a person as it is typed. What is typed stays, right or wrong. */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-address-field.h"

#include "bw-address.h"

#include <glib/gi18n.h>

enum { CHANGED, REMOVED, MOVED, SUBMITTED, N_SIGNALS };

static guint signals[N_SIGNALS];

struct _BwAddressField {
  GtkListBoxRow parent_instance;

  GtkDropDown *kind;
  GtkComboBoxText *label;
  GtkEntry *entry;
  GtkLabel *trouble;
};

G_DEFINE_FINAL_TYPE (BwAddressField, bw_address_field, GTK_TYPE_LIST_BOX_ROW)

static const struct {
  const char *label;
  const char *words;
} labels[] = {
  { "work", N_ ("Work") },
  { "home", N_ ("Home") },
  { "mobile", N_ ("Mobile") },
};

static GtkEditable *
get_label_entry (BwAddressField *self)
{
  return GTK_EDITABLE (gtk_combo_box_get_child (GTK_COMBO_BOX (self->label)));
}

static void
show_trouble (BwAddressField *self, const char *text)
{
  gtk_label_set_label (self->trouble, text ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->trouble), text != NULL);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_STATE_INVALID,
                               text ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
  if (text)
    gtk_widget_add_css_class (GTK_WIDGET (self->entry), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
}

static void
changed_cb (BwAddressField *self)
{
  show_trouble (self, NULL);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
kind_cb (BwAddressField *self)
{
  gboolean phone = gtk_drop_down_get_selected (self->kind) == BW_PERSON_ADDRESS_PHONE;

  gtk_entry_set_placeholder_text (self->entry, phone ? _ ("Number, such as +49 30 123456")
                                                     : _ ("Such as bob@example.org or 201"));
  gtk_entry_set_input_purpose (self->entry,
                               phone ? GTK_INPUT_PURPOSE_PHONE : GTK_INPUT_PURPOSE_EMAIL);
  changed_cb (self);
}

static void
activate_cb (BwAddressField *self)
{
  g_signal_emit (self, signals[SUBMITTED], 0);
}

static void
remove_action (GtkWidget *widget, const char *name, GVariant *target)
{
  g_signal_emit (widget, signals[REMOVED], 0);
}

static void
up_action (GtkWidget *widget, const char *name, GVariant *target)
{
  g_signal_emit (widget, signals[MOVED], 0, -1);
}

static void
down_action (GtkWidget *widget, const char *name, GVariant *target)
{
  g_signal_emit (widget, signals[MOVED], 0, 1);
}

static gboolean
bw_address_field_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (BW_ADDRESS_FIELD (widget)->entry));
}

static void
install_signals (GType type)
{
  const GSignalFlags last = G_SIGNAL_RUN_LAST;

  signals[CHANGED] = g_signal_new ("changed", type, last, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[REMOVED] = g_signal_new ("removed", type, last, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[MOVED] =
      g_signal_new ("moved", type, last, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);
  signals[SUBMITTED] = g_signal_new ("submitted", type, last, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
bw_address_field_class_init (BwAddressFieldClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->grab_focus = bw_address_field_grab_focus;
  install_signals (G_TYPE_FROM_CLASS (klass));
  gtk_widget_class_install_action (widget_class, "address.remove", NULL, remove_action);
  gtk_widget_class_install_action (widget_class, "address.up", NULL, up_action);
  gtk_widget_class_install_action (widget_class, "address.down", NULL, down_action);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/bellwire/Bellwire/people/bw-address-field.ui");
  gtk_widget_class_bind_template_child (widget_class, BwAddressField, kind);
  gtk_widget_class_bind_template_child (widget_class, BwAddressField, label);
  gtk_widget_class_bind_template_child (widget_class, BwAddressField, entry);
  gtk_widget_class_bind_template_child (widget_class, BwAddressField, trouble);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, kind_cb);
}

static void
bw_address_field_init (BwAddressField *self)
{
  GtkEditable *entry;

  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    gtk_combo_box_text_append_text (self->label, _ (labels[i].words));
  entry = get_label_entry (self);
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _ ("Label"));
  gtk_editable_set_width_chars (entry, 6);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Label of the address"), -1);
  kind_cb (self);
}

GtkWidget *
bw_address_field_new (const BwPersonAddress *address)
{
  BwAddressField *self = g_object_new (BW_TYPE_ADDRESS_FIELD, NULL);
  const char *label = address ? bw_address_label_words (address->label) : NULL;

  if (!address)
    return GTK_WIDGET (self);
  gtk_drop_down_set_selected (self->kind, address->kind);
  gtk_editable_set_text (get_label_entry (self), label ? label : "");
  gtk_editable_set_text (GTK_EDITABLE (self->entry), address->address);

  return GTK_WIDGET (self);
}

void
bw_address_field_set_text (BwAddressField *self, const char *text)
{
  g_return_if_fail (BW_IS_ADDRESS_FIELD (self));

  gtk_drop_down_set_selected (self->kind, bw_looks_like_number (text) ? BW_PERSON_ADDRESS_PHONE
                                                                      : BW_PERSON_ADDRESS_SIP);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
}

/* What is typed in the words of a person is kept under the name that all languages share. */
static char *
dup_label (BwAddressField *self)
{
  g_autofree char *typed = g_strstrip (g_strdup (gtk_editable_get_text (get_label_entry (self))));

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    if (g_strcmp0 (typed, _ (labels[i].words)) == 0)
      return g_strdup (labels[i].label);

  return typed[0] != '\0' ? g_steal_pointer (&typed) : NULL;
}

/* What a person types need not have a host where there is no account yet that could give one. */
static gboolean
check (BwPersonAddressKind kind, const char *text, const char *domain, GError **error)
{
  g_autoptr (BwAddress) address = bw_address_parse (text, domain ? domain : "localhost", error);

  if (!address)
    return FALSE;
  if (kind == BW_PERSON_ADDRESS_SIP || bw_address_is_number (address))
    return TRUE;
  g_set_error (error, BW_ERROR, BW_ERROR_ADDRESS,
               _ ("This is not a telephone number. Choose “SIP address”, or write digits alone."));

  return FALSE;
}

gboolean
bw_address_field_read (BwAddressField *self, const char *domain, BwPersonAddress **address)
{
  BwPersonAddressKind kind = gtk_drop_down_get_selected (self->kind);
  g_autofree char *text =
      g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));
  g_autofree char *label = dup_label (self);
  g_autoptr (GError) error = NULL;

  g_return_val_if_fail (BW_IS_ADDRESS_FIELD (self), FALSE);

  *address = NULL;
  if (text[0] == '\0')
    return TRUE;
  if (!check (kind, text, domain, &error)) {
    show_trouble (self, error->message);
    return FALSE;
  }
  show_trouble (self, NULL);
  *address = bw_person_address_new (kind, text, label);

  return TRUE;
}

char *
bw_address_field_dup_typed (BwAddressField *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));

  if (text[0] == '\0')
    return g_strdup ("");

  return g_strdup_printf ("\n%u %s %s", gtk_drop_down_get_selected (self->kind), text,
                          gtk_editable_get_text (get_label_entry (self)));
}

const char *
bw_address_label_words (const char *label)
{
  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    if (g_strcmp0 (label, labels[i].label) == 0)
      return _ (labels[i].words);

  return label;
}

gboolean
bw_looks_like_number (const char *text)
{
  guint digits = 0;

  for (const char *c = text; *c != '\0'; c++) {
    if (g_ascii_isdigit (*c))
      digits++;
    else if (strchr ("+*#-./() ", *c) == NULL)
      return FALSE;
  }

  return digits > 5 || text[0] == '+'; /* fewer are an extension of the account */
}
