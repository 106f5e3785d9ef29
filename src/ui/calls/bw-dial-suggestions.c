/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The peers of the history that fit what is being typed. It finds and shows them; what picking one
 * means is up to the entry.
 */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-dial-suggestions.h"

#include "bw-peer-label.h"
#include "bw-person-avatar.h"

enum { PICKED, N_SIGNALS };

static guint signals[N_SIGNALS];

struct _BwDialSuggestions {
  GtkWidget parent_instance;

  /* template widgets */
  GtkPopover *popover;
  GtkSingleSelection *selection;
  GListStore *peers;

  /* owned */
  BwCallHistory *history;
};

G_DEFINE_FINAL_TYPE (BwDialSuggestions, bw_dial_suggestions, GTK_TYPE_WIDGET)

#define MAX_SHOWN 6    /* as many as are taken in at a glance */
#define MAX_LOOKED 200 /* calls that are looked through for them */

static char *
name_or_peer (gpointer instance, const char *name, const char *peer)
{
  return bw_peer_label (name, peer);
}

static gboolean
is_listed (BwDialSuggestions *self, const char *peer)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->peers)); i++) {
    g_autoptr (BwCallRecord) record = g_list_model_get_item (G_LIST_MODEL (self->peers), i);

    if (g_strcmp0 (bw_call_record_get_peer (record), peer) == 0)
      return TRUE;
  }

  return FALSE;
}

static void
look_up (BwDialSuggestions *self, const char *text)
{
  GListModel *history = G_LIST_MODEL (self->history);
  guint n_looked;

  g_list_store_remove_all (self->peers);
  bw_call_history_set_search (self->history, text);
  n_looked = MIN (g_list_model_get_n_items (history), MAX_LOOKED);
  for (guint i = 0;
       i < n_looked && g_list_model_get_n_items (G_LIST_MODEL (self->peers)) < MAX_SHOWN; i++) {
    g_autoptr (BwCallRecord) record = g_list_model_get_item (history, i);

    if (!is_listed (self, bw_call_record_get_peer (record)))
      g_list_store_append (self->peers, record);
  }
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
}

static void
activated_cb (BwDialSuggestions *self, guint position)
{
  g_autoptr (BwCallRecord) record = g_list_model_get_item (G_LIST_MODEL (self->peers), position);

  bw_dial_suggestions_hide (self);
  if (record != NULL)
    g_signal_emit (self, signals[PICKED], 0, record);
}

static void
bw_dial_suggestions_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  BwDialSuggestions *self = BW_DIAL_SUGGESTIONS (widget);

  gtk_widget_set_size_request (GTK_WIDGET (self->popover), width, -1);
  gtk_popover_present (self->popover);
}

static void
bw_dial_suggestions_dispose (GObject *object)
{
  BwDialSuggestions *self = BW_DIAL_SUGGESTIONS (object);

  g_clear_object (&self->history);
  if (self->popover != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->popover));
  gtk_widget_dispose_template (GTK_WIDGET (self), BW_TYPE_DIAL_SUGGESTIONS);

  G_OBJECT_CLASS (bw_dial_suggestions_parent_class)->dispose (object);
}

static void
bw_dial_suggestions_class_init (BwDialSuggestionsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bw_dial_suggestions_dispose;
  widget_class->size_allocate = bw_dial_suggestions_size_allocate;

  signals[PICKED] = g_signal_new ("picked", BW_TYPE_DIAL_SUGGESTIONS, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, BW_TYPE_CALL_RECORD);

  g_type_ensure (BW_TYPE_PERSON_AVATAR);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/bellwire/Bellwire/calls/bw-dial-suggestions.ui");
  gtk_widget_class_bind_template_child (widget_class, BwDialSuggestions, popover);
  gtk_widget_class_bind_template_child (widget_class, BwDialSuggestions, selection);
  gtk_widget_class_bind_template_child (widget_class, BwDialSuggestions, peers);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, name_or_peer);
}

static void
bw_dial_suggestions_init (BwDialSuggestions *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
bw_dial_suggestions_set_store (BwDialSuggestions *self, BwStore *store)
{
  bw_dial_suggestions_hide (self);
  g_list_store_remove_all (self->peers);
  g_clear_object (&self->history);
  if (store != NULL)
    self->history = bw_call_history_new (store);
}

void
bw_dial_suggestions_show (BwDialSuggestions *self, const char *text)
{
  if (self->history == NULL || text[0] == '\0') {
    bw_dial_suggestions_hide (self);
    return;
  }
  look_up (self, text);
  if (g_list_model_get_n_items (G_LIST_MODEL (self->peers)) > 0)
    gtk_popover_popup (self->popover);
  else
    gtk_popover_popdown (self->popover);
}

void
bw_dial_suggestions_hide (BwDialSuggestions *self)
{
  gtk_popover_popdown (self->popover);
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
}

gboolean
bw_dial_suggestions_is_shown (BwDialSuggestions *self)
{
  return gtk_widget_get_visible (GTK_WIDGET (self->popover));
}

gboolean
bw_dial_suggestions_move (BwDialSuggestions *self, int step)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->peers));
  guint selected = gtk_single_selection_get_selected (self->selection);

  if (n == 0 || !bw_dial_suggestions_is_shown (self))
    return FALSE;
  if (selected == GTK_INVALID_LIST_POSITION)
    selected = step > 0 ? 0 : n - 1;
  else
    selected = (selected + n + (guint) step) % n;
  gtk_single_selection_set_selected (self->selection, selected);

  return TRUE;
}

BwCallRecord *
bw_dial_suggestions_get_selected (BwDialSuggestions *self)
{
  if (!bw_dial_suggestions_is_shown (self))
    return NULL;

  return gtk_single_selection_get_selected_item (self->selection);
}

char *
bw_dial_suggestions_dup_named (BwDialSuggestions *self, const char *name)
{
  g_autofree char *wanted = g_utf8_casefold (name, -1);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->peers)); i++) {
    g_autoptr (BwCallRecord) record = g_list_model_get_item (G_LIST_MODEL (self->peers), i);
    const char *peer_name = bw_call_record_get_peer_name (record);
    g_autofree char *folded = g_utf8_casefold (peer_name != NULL ? peer_name : "", -1);

    if (strcmp (folded, wanted) == 0)
      return g_strdup (bw_call_record_get_peer (record));
  }

  return NULL;
}
