/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Searching in one conversation. What is found is shown in its place, by somebody else.
 */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-conversation-search.h"

#include "bw-message-search.h"

#include <glib/gi18n.h>

enum { FOUND, CLOSED, N_SIGNALS };

static guint signals[N_SIGNALS];

struct _BwConversationSearch {
  AdwBin parent_instance;

  /* template widgets */
  GtkSearchBar *bar;
  GtkSearchEntry *entry;
  GtkLabel *count;
  GtkWidget *older;
  GtkWidget *newer;

  /* owned */
  BwStore *store;
  BwConversation *conversation;
  BwMessageSearch *search; /* while the bar is open */
  guint place;             /* which hit one is at, the newest is the first */
};

G_DEFINE_FINAL_TYPE (BwConversationSearch, bw_conversation_search, ADW_TYPE_BIN)

static guint
count_hits (BwConversationSearch *self)
{
  return self->search != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->search)) : 0;
}

static gboolean
has_words (BwConversationSearch *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->entry))[0] != '\0';
}

static void
update (BwConversationSearch *self)
{
  guint n = count_hits (self);
  g_autofree char *text = NULL;

  if (n > 0)
    /* Translators: which one of how many that were found */
    text = g_strdup_printf (_ ("%u of %u"), self->place + 1, n);
  else if (has_words (self))
    text = g_strdup (_ ("Not found"));
  gtk_label_set_label (self->count, text != NULL ? text : "");
  gtk_widget_set_sensitive (self->older, self->place + 1 < n);
  gtk_widget_set_sensitive (self->newer, self->place > 0);
}

static void
tell (BwConversationSearch *self)
{
  g_autoptr (BwSearchHit) hit = NULL;

  update (self);
  if (count_hits (self) == 0)
    return;
  hit = g_list_model_get_item (G_LIST_MODEL (self->search), self->place);
  g_signal_emit (self, signals[FOUND], 0, bw_message_get_id (bw_search_hit_get_message (hit)));
}

/* What is found may change while one goes through it: a message more, or one less. */
static void
hits_cb (BwConversationSearch *self)
{
  guint n = count_hits (self);

  self->place = n > 0 ? MIN (self->place, n - 1) : 0;
  update (self);
}

static void
search_cb (BwConversationSearch *self)
{
  if (self->search == NULL)
    return;
  self->place = 0;
  bw_message_search_set_text (self->search, gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  tell (self);
}

static void
go (BwConversationSearch *self, int step)
{
  gint64 place = (gint64) self->place + step;

  if (place < 0 || place >= count_hits (self))
    return;
  self->place = (guint) place;
  tell (self);
}

static void
older_cb (BwConversationSearch *self)
{
  go (self, 1);
}

static void
newer_cb (BwConversationSearch *self)
{
  go (self, -1);
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint key,
                guint code,
                GdkModifierType state,
                BwConversationSearch *self)
{
  if (key != GDK_KEY_Up && key != GDK_KEY_Down)
    return GDK_EVENT_PROPAGATE;
  go (self, key == GDK_KEY_Up ? 1 : -1);

  return GDK_EVENT_STOP;
}

static void
begin (BwConversationSearch *self)
{
  if (self->search != NULL || self->store == NULL)
    return;
  self->search = bw_message_search_new (self->store);
  bw_message_search_set_conversation (self->search, self->conversation);
  g_signal_connect_object (self->search, "items-changed", G_CALLBACK (hits_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
mode_cb (BwConversationSearch *self)
{
  if (gtk_search_bar_get_search_mode (self->bar)) {
    begin (self);
    return;
  }
  g_clear_object (&self->search);
  self->place = 0;
  update (self);
  g_signal_emit (self, signals[CLOSED], 0);
}

static void
bw_conversation_search_dispose (GObject *object)
{
  BwConversationSearch *self = BW_CONVERSATION_SEARCH (object);

  g_clear_object (&self->search);
  g_clear_object (&self->conversation);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (bw_conversation_search_parent_class)->dispose (object);
}

static void
bw_conversation_search_class_init (BwConversationSearchClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bw_conversation_search_dispose;
  signals[FOUND] = g_signal_new ("found", BW_TYPE_CONVERSATION_SEARCH, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[CLOSED] = g_signal_new ("closed", BW_TYPE_CONVERSATION_SEARCH, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/bellwire/Bellwire/chats/bw-conversation-search.ui");
  gtk_widget_class_bind_template_child (widget_class, BwConversationSearch, bar);
  gtk_widget_class_bind_template_child (widget_class, BwConversationSearch, entry);
  gtk_widget_class_bind_template_child (widget_class, BwConversationSearch, count);
  gtk_widget_class_bind_template_child (widget_class, BwConversationSearch, older);
  gtk_widget_class_bind_template_child (widget_class, BwConversationSearch, newer);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, mode_cb);
  gtk_widget_class_bind_template_callback (widget_class, newer_cb);
  gtk_widget_class_bind_template_callback (widget_class, older_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_cb);
}

static void
bw_conversation_search_init (BwConversationSearch *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_bar_connect_entry (self->bar, GTK_EDITABLE (self->entry));
}

void
bw_conversation_search_follow (BwConversationSearch *self,
                               BwStore *store,
                               BwConversation *conversation)
{
  bw_conversation_search_close (self);
  g_set_object (&self->store, store);
  g_set_object (&self->conversation, conversation);
}

void
bw_conversation_search_open (BwConversationSearch *self)
{
  gtk_search_bar_set_search_mode (self->bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

void
bw_conversation_search_close (BwConversationSearch *self)
{
  gtk_search_bar_set_search_mode (self->bar, FALSE);
}
