/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The preferences of presence. All of them are settings; what follows from them is the matter of
 * those who are bound to them. */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-presence-page.h"

#include "bw-watchers-dialog.h"

#include <glib/gi18n.h>

struct _BwPresencePage {
  AdwPreferencesPage parent_instance;

  GtkWidget *calls;
  GtkWidget *idle;
  GtkWidget *minutes_row;
  GtkSpinButton *minutes;
  GtkWidget *lock;
  GtkWidget *desktop;
  GtkWidget *favourites;
  AdwComboRow *answer;
  AdwComboRow *policy;
  AdwActionRow *contacts_row;
  GtkWidget *contacts;

  BwPhone *phone;
  GObject *books; /* of the desktop */
};

G_DEFINE_FINAL_TYPE (BwPresencePage, bw_presence_page, ADW_TYPE_PREFERENCES_PAGE)

/* In the order of the choices. */
static const char *const policies[] = { "ask", "contacts", "everybody", "nobody" };
static const guint answers[] = { 480, 486 };

static gboolean
choice_from_policy (GValue *value, GVariant *setting, gpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (policies); i++)
    if (strcmp (policies[i], g_variant_get_string (setting, NULL)) == 0)
      g_value_set_uint (value, i);

  return TRUE;
}

static GVariant *
policy_from_choice (const GValue *value, const GVariantType *type, gpointer data)
{
  guint choice = g_value_get_uint (value);

  return choice < G_N_ELEMENTS (policies) ? g_variant_new_string (policies[choice]) : NULL;
}

static gboolean
choice_from_answer (GValue *value, GVariant *setting, gpointer data)
{
  g_value_set_uint (value, g_variant_get_uint32 (setting) == answers[1] ? 1 : 0);

  return TRUE;
}

static GVariant *
answer_from_choice (const GValue *value, const GVariantType *type, gpointer data)
{
  guint choice = g_value_get_uint (value);

  return choice < G_N_ELEMENTS (answers) ? g_variant_new_uint32 (answers[choice]) : NULL;
}

static void
watchers_cb (BwPresencePage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  gtk_window_present (GTK_WINDOW (bw_watchers_dialog_new (GTK_WINDOW (root), self->phone)));
}

/* What was wanted and cannot be had is said where it was asked for. */
static void
books_cb (BwPresencePage *self)
{
  g_autofree char *error = NULL;

  if (self->books)
    g_object_get (self->books, "error", &error, NULL);
  adw_action_row_set_subtitle (
      self->contacts_row, error ? error : _ ("The people of your address books, beside your own"));
}

static void
bind_switches (BwPresencePage *self, GSettings *settings)
{
  const struct {
    const char *key;
    GtkWidget *widget;
  } table[] = {
    { "follow-calls", self->calls },         { "follow-idle", self->idle },
    { "follow-lock", self->lock },           { "follow-desktop", self->desktop },
    { "favourites-ring", self->favourites }, { "use-desktop-contacts", self->contacts },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    g_settings_bind (settings, table[i].key, table[i].widget, "active", G_SETTINGS_BIND_DEFAULT);
}

static void
bw_presence_page_dispose (GObject *object)
{
  BwPresencePage *self = BW_PRESENCE_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), BW_TYPE_PRESENCE_PAGE);
  g_clear_object (&self->books);
  g_clear_object (&self->phone);

  G_OBJECT_CLASS (bw_presence_page_parent_class)->dispose (object);
}

static void
bw_presence_page_class_init (BwPresencePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bw_presence_page_dispose;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/bellwire/Bellwire/preferences/bw-presence-page.ui");
  gtk_widget_class_bind_template_child (widget_class, BwPresencePage, calls);
  gtk_widget_class_bind_template_child (widget_class, BwPresencePage, idle);
  gtk_widget_class_bind_template_child (widget_class, BwPresencePage, minutes_row);
  gtk_widget_class_bind_template_child (widget_class, BwPresencePage, minutes);
  gtk_widget_class_bind_template_child (widget_class, BwPresencePage, lock);
  gtk_widget_class_bind_template_child (widget_class, BwPresencePage, desktop);
  gtk_widget_class_bind_template_child (widget_class, BwPresencePage, favourites);
  gtk_widget_class_bind_template_child (widget_class, BwPresencePage, answer);
  gtk_widget_class_bind_template_child (widget_class, BwPresencePage, policy);
  gtk_widget_class_bind_template_child (widget_class, BwPresencePage, contacts_row);
  gtk_widget_class_bind_template_child (widget_class, BwPresencePage, contacts);
  gtk_widget_class_bind_template_callback (widget_class, watchers_cb);
}

static void
bw_presence_page_init (BwPresencePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
bw_presence_page_setup (BwPresencePage *self,
                        BwPhone *phone,
                        GSettings *settings,
                        GObject *contacts)
{
  g_return_if_fail (BW_IS_PRESENCE_PAGE (self));

  g_set_object (&self->phone, phone);
  g_set_object (&self->books, contacts);
  bind_switches (self, settings);
  g_settings_bind (settings, "idle-minutes", self->minutes, "value", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "follow-idle", self->minutes_row, "sensitive", G_SETTINGS_BIND_GET);
  g_settings_bind_with_mapping (settings, "busy-answer", self->answer, "selected",
                                G_SETTINGS_BIND_DEFAULT, choice_from_answer, answer_from_choice,
                                NULL, NULL);
  g_settings_bind_with_mapping (settings, "watcher-policy", self->policy, "selected",
                                G_SETTINGS_BIND_DEFAULT, choice_from_policy, policy_from_choice,
                                NULL, NULL);
  if (contacts)
    g_signal_connect_object (contacts, "notify::error", G_CALLBACK (books_cb), self,
                             G_CONNECT_SWAPPED);
  books_cb (self);
}
