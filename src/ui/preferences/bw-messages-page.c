/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The preferences of messages: all of them are settings; what follows from them is the messenger's
 * and the notifier's. */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-messages-page.h"

#include <glib/gi18n.h>

#define KIB 1024
#define MIB (1024 * 1024)

/* What can be chosen, ascending, with a 0 at the end. Many servers take 64 KiB of SIP in all: 60
 * leave room for the headers. */
static const guint receive_sizes[] = { 64 * KIB, 256 * KIB, MIB, 10 * MIB, 50 * MIB, 0 };
static const guint send_sizes[] = { 16 * KIB, 32 * KIB, 60 * KIB, 256 * KIB, MIB, 10 * MIB, 0 };

struct _BwMessagesPage {
  AdwPreferencesPage parent_instance;

  GtkWidget *read_reports;
  GtkWidget *composing;
  GtkWidget *text;
  AdwComboRow *receive;
  AdwComboRow *send;
};

G_DEFINE_FINAL_TYPE (BwMessagesPage, bw_messages_page, ADW_TYPE_PREFERENCES_PAGE)

/* A size from elsewhere that is not among the choices shows as the next smaller one. */
static gboolean
choice_from_size (GValue *value, GVariant *setting, gpointer data)
{
  const guint *sizes = data;
  guint size = g_variant_get_uint32 (setting);
  guint choice = 0;

  while (sizes[choice + 1] && sizes[choice + 1] <= size)
    choice++;

  g_value_set_uint (value, choice);

  return TRUE;
}

static GVariant *
size_from_choice (const GValue *value, const GVariantType *type, gpointer data)
{
  const guint *sizes = data;
  guint choice = g_value_get_uint (value);

  return choice == GTK_INVALID_LIST_POSITION ? NULL : g_variant_new_uint32 (sizes[choice]);
}

/* The choices are round, which g_format_size() does not know: it would say 1.0 MiB. */
static char *
dup_words (guint size)
{
  return size < MIB ? g_strdup_printf (_ ("%u KiB"), size / KIB)
                    : g_strdup_printf (_ ("%u MiB"), size / MIB);
}

static void
bind_sizes (AdwComboRow *row, const guint *sizes, GSettings *settings, const char *key)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);

  for (guint i = 0; sizes[i]; i++)
    gtk_string_list_take (list, dup_words (sizes[i]));

  adw_combo_row_set_model (row, G_LIST_MODEL (list));
  g_settings_bind_with_mapping (settings, key, row, "selected", G_SETTINGS_BIND_DEFAULT,
                                choice_from_size, size_from_choice, (gpointer) sizes, NULL);
}

static void
bw_messages_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), BW_TYPE_MESSAGES_PAGE);

  G_OBJECT_CLASS (bw_messages_page_parent_class)->dispose (object);
}

static void
bw_messages_page_class_init (BwMessagesPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bw_messages_page_dispose;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/bellwire/Bellwire/preferences/bw-messages-page.ui");
  gtk_widget_class_bind_template_child (widget_class, BwMessagesPage, read_reports);
  gtk_widget_class_bind_template_child (widget_class, BwMessagesPage, composing);
  gtk_widget_class_bind_template_child (widget_class, BwMessagesPage, text);
  gtk_widget_class_bind_template_child (widget_class, BwMessagesPage, receive);
  gtk_widget_class_bind_template_child (widget_class, BwMessagesPage, send);
}

static void
bw_messages_page_init (BwMessagesPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
bw_messages_page_setup (BwMessagesPage *self, GSettings *settings)
{
  g_return_if_fail (BW_IS_MESSAGES_PAGE (self));

  g_settings_bind (settings, "send-read-reports", self->read_reports, "active",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "share-composing", self->composing, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "notify-message-text", self->text, "active", G_SETTINGS_BIND_DEFAULT);
  bind_sizes (self->receive, receive_sizes, settings, "max-receive-size");
  bind_sizes (self->send, send_sizes, settings, "max-send-size");
}
