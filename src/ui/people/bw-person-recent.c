/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What went to and fro with a person of late. What an event is in words is known by others. */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-person-recent.h"

#include "bw-directory.h"
#include "bw-event.h"
#include "bw-peer-label.h"
#include "bw-recording-button.h"
#include "bw-store-messages.h"
#include "bw-timeline.h"
#include "bw-words.h"

#include <glib/gi18n.h>

#define MOST_EVENTS 5
/* Somebody has a few addresses, and each of them a conversation for an account. */
#define MOST_CONVERSATIONS 8

enum { CONVERSATION, N_SIGNALS };

static guint signals[N_SIGNALS];

typedef struct {
  GObject *object; /* a BwMessage or a BwCallRecord */
  BwConversation *conversation;
} Event;

struct _BwPersonRecent {
  AdwBin parent_instance;

  GtkListBox *list;

  BwPhone *phone;
  BwPerson *person;
  GSignalGroup *conversations_signals;
  GSignalGroup *directory_signals;
  GListStore *timelines;      /* the one with the latest event first */
  GtkFlattenListModel *every; /* event of them, to be told of changes */
  GPtrArray *events;          /* of Event, those of the rows */
  char *shown;                /* all that the rows say */
  guint refresh_source;
};

G_DEFINE_FINAL_TYPE (BwPersonRecent, bw_person_recent, ADW_TYPE_BIN)

static void
event_free (gpointer data)
{
  Event *self = data;

  g_object_unref (self->object);
  g_object_unref (self->conversation);
  g_free (self);
}

static int
compare_events (gconstpointer first, gconstpointer second)
{
  gint64 a = bw_event_get_time ((*(const Event *const *) first)->object);
  gint64 b = bw_event_get_time ((*(const Event *const *) second)->object);

  return (a < b) - (a > b);
}

/* Returns: (transfer full) (nullable) */
static BwTimeline *
find_timeline (BwPersonRecent *self, BwConversation *conversation)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->timelines)); i++) {
    g_autoptr (BwTimeline) timeline = g_list_model_get_item (G_LIST_MODEL (self->timelines), i);

    if (bw_timeline_get_conversation (timeline) == conversation)
      return g_steal_pointer (&timeline);
  }

  return NULL;
}

static gboolean
is_theirs (BwPersonRecent *self, BwConversation *conversation)
{
  return bw_directory_find (bw_phone_get_directory (self->phone),
                            bw_conversation_get_peer (conversation)) == self->person;
}

/* Returns: (transfer full): of BwTimeline; the list of conversations begins with the latest */
static GPtrArray *
find_timelines (BwPersonRecent *self)
{
  BwStore *store = bw_phone_get_store (self->phone);
  GListModel *list = G_LIST_MODEL (bw_store_get_conversations (store));
  GPtrArray *found = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (list) && found->len < MOST_CONVERSATIONS; i++) {
    g_autoptr (BwConversation) conversation = g_list_model_get_item (list, i);
    BwTimeline *timeline;

    if (!is_theirs (self, conversation))
      continue;
    timeline = find_timeline (self, conversation);
    g_ptr_array_add (found, timeline ? timeline : bw_timeline_new (store, conversation));
  }

  return found;
}

/* Those that were there already are the same objects. */
static void
collect_timelines (BwPersonRecent *self)
{
  g_autoptr (GPtrArray) found =
      self->phone && self->person ? find_timelines (self) : g_ptr_array_new ();
  guint before = g_list_model_get_n_items (G_LIST_MODEL (self->timelines));
  gboolean same = before == found->len;

  for (guint i = 0; same && i < before; i++) {
    g_autoptr (GObject) timeline = g_list_model_get_item (G_LIST_MODEL (self->timelines), i);

    same = timeline == found->pdata[i];
  }
  if (!same)
    g_list_store_splice (self->timelines, 0, before, found->pdata, found->len);
}

static void
append_events (GPtrArray *events, BwTimeline *timeline)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (timeline));

  for (guint i = n - MIN (n, MOST_EVENTS); i < n; i++) {
    Event *event = g_new0 (Event, 1);

    event->object = g_list_model_get_item (G_LIST_MODEL (timeline), i);
    event->conversation = g_object_ref (bw_timeline_get_conversation (timeline));
    g_ptr_array_add (events, event);
  }
}

static void
collect_events (BwPersonRecent *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->timelines));

  g_ptr_array_set_size (self->events, 0);
  for (guint i = 0; i < n; i++) {
    g_autoptr (BwTimeline) timeline = g_list_model_get_item (G_LIST_MODEL (self->timelines), i);

    append_events (self->events, timeline);
  }
  g_ptr_array_sort (self->events, compare_events);
  g_ptr_array_set_size (self->events, (int) MIN (self->events->len, MOST_EVENTS));
}

static char *
make_title (const Event *event)
{
  return BW_IS_CALL_RECORD (event->object) ? bw_call_record_words (BW_CALL_RECORD (event->object))
                                           : bw_words_event (event->object);
}

static gboolean
has_several_peers (BwPersonRecent *self)
{
  const char *first = NULL;

  for (guint i = 0; i < self->events->len; i++) {
    const Event *event = self->events->pdata[i];
    const char *peer = bw_conversation_get_peer (event->conversation);

    if (first && strcmp (first, peer) != 0)
      return TRUE;
    first = peer;
  }

  return FALSE;
}

/* When, and at which address where there are several. */
static char *
make_subtitle (BwPersonRecent *self, const Event *event)
{
  char *time = bw_words_time (bw_event_get_time (event->object));
  g_autofree char *alone = NULL;
  g_autofree char *peer = NULL;

  if (!has_several_peers (self))
    return time;
  alone = time;
  peer = bw_label_with_direction (bw_conversation_get_peer (event->conversation));

  /* Translators: when something happened, and with which address: “14:05 · bob@example.org” */
  return g_strdup_printf (_ ("%s · %s"), alone, peer);
}

static const char *
get_icon (const Event *event)
{
  return BW_IS_CALL_RECORD (event->object) ? bw_call_record_icon (BW_CALL_RECORD (event->object))
                                           : "bw-chat-symbolic";
}

static void
add_recording (BwPersonRecent *self, AdwActionRow *row, const Event *event)
{
  GtkWidget *button;

  if (!BW_IS_CALL_RECORD (event->object))
    return;

  button = bw_recording_button_new (self->phone, BW_CALL_RECORD (event->object));
  gtk_widget_add_css_class (button, "flat");
  adw_action_row_add_suffix (row, button);
}

static GtkWidget *
make_row (BwPersonRecent *self, const Event *event)
{
  g_autofree char *title = make_title (event);
  g_autofree char *subtitle = make_subtitle (self, event);
  GtkWidget *image = gtk_image_new_from_icon_name (get_icon (event));
  GtkWidget *row =
      g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", title, "subtitle", subtitle,
                    "title-lines", 1, "subtitle-lines", 1, "activatable", TRUE, NULL);

  gtk_widget_add_css_class (image, "dim-label");
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), image);
  add_recording (self, ADW_ACTION_ROW (row), event);

  return row;
}

static char *
dup_words (BwPersonRecent *self)
{
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < self->events->len; i++) {
    const Event *event = self->events->pdata[i];
    g_autofree char *title = make_title (event);
    g_autofree char *subtitle = make_subtitle (self, event);

    g_string_append_printf (words, "%s\n%s\n%s\n", get_icon (event), title, subtitle);
  }

  return g_string_free (words, FALSE);
}

/* The rows stay, and with them the focus, while they say the same. */
static void
show (BwPersonRecent *self)
{
  g_autofree char *before = g_steal_pointer (&self->shown);
  GtkWidget *row;

  gtk_widget_set_visible (GTK_WIDGET (self), self->events->len > 0);
  self->shown = dup_words (self);
  if (g_strcmp0 (before, self->shown) == 0)
    return;
  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))))
    gtk_list_box_remove (self->list, row);
  for (guint i = 0; i < self->events->len; i++)
    gtk_list_box_append (self->list, make_row (self, self->events->pdata[i]));
}

static void
refresh (BwPersonRecent *self)
{
  g_clear_handle_id (&self->refresh_source, g_source_remove);
  collect_timelines (self);
  collect_events (self);
  show (self);
}

static gboolean
refresh_cb (gpointer data)
{
  BwPersonRecent *self = data;

  self->refresh_source = 0;
  refresh (self);

  return G_SOURCE_REMOVE;
}

/* Many changes at once cost as much as one. */
static void
changed_cb (BwPersonRecent *self)
{
  if (self->refresh_source == 0 && self->person)
    self->refresh_source = g_idle_add (refresh_cb, self);
}

static void
row_activated_cb (BwPersonRecent *self, GtkListBoxRow *row)
{
  const Event *event = self->events->pdata[gtk_list_box_row_get_index (row)];

  g_signal_emit (self, signals[CONVERSATION], 0, event->conversation);
}

static void
all_cb (BwPersonRecent *self)
{
  const Event *latest = self->events->pdata[0];

  g_signal_emit (self, signals[CONVERSATION], 0, latest->conversation);
}

static void
bw_person_recent_dispose (GObject *object)
{
  BwPersonRecent *self = BW_PERSON_RECENT (object);

  g_clear_handle_id (&self->refresh_source, g_source_remove);
  g_clear_object (&self->conversations_signals);
  g_clear_object (&self->directory_signals);
  if (self->every)
    g_signal_handlers_disconnect_by_data (self->every, self);
  g_clear_object (&self->every);
  g_clear_object (&self->timelines);
  g_clear_object (&self->person);
  g_clear_object (&self->phone);

  G_OBJECT_CLASS (bw_person_recent_parent_class)->dispose (object);
}

static void
bw_person_recent_finalize (GObject *object)
{
  BwPersonRecent *self = BW_PERSON_RECENT (object);

  g_ptr_array_unref (self->events);
  g_free (self->shown);

  G_OBJECT_CLASS (bw_person_recent_parent_class)->finalize (object);
}

static void
bw_person_recent_class_init (BwPersonRecentClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bw_person_recent_dispose;
  object_class->finalize = bw_person_recent_finalize;

  signals[CONVERSATION] =
      g_signal_new ("conversation", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 1, BW_TYPE_CONVERSATION);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/bellwire/Bellwire/people/bw-person-recent.ui");
  gtk_widget_class_bind_template_child (widget_class, BwPersonRecent, list);
  gtk_widget_class_bind_template_callback (widget_class, all_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
bw_person_recent_init (BwPersonRecent *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->events = g_ptr_array_new_with_free_func (event_free);
  self->timelines = g_list_store_new (BW_TYPE_TIMELINE);
  self->every = gtk_flatten_list_model_new (G_LIST_MODEL (g_object_ref (self->timelines)));
  g_signal_connect_swapped (self->every, "items-changed", G_CALLBACK (changed_cb), self);
  self->conversations_signals = g_signal_group_new (G_TYPE_LIST_MODEL);
  g_signal_group_connect_swapped (self->conversations_signals, "items-changed",
                                  G_CALLBACK (changed_cb), self);
  self->directory_signals = g_signal_group_new (BW_TYPE_DIRECTORY);
  g_signal_group_connect_swapped (self->directory_signals, "changed", G_CALLBACK (changed_cb),
                                  self);
}

void
bw_person_recent_show (BwPersonRecent *self, BwPhone *phone, BwPerson *person)
{
  BwStore *store = phone ? bw_phone_get_store (phone) : NULL;
  gboolean same;

  g_return_if_fail (BW_IS_PERSON_RECENT (self));

  same = !g_set_object (&self->phone, phone);
  same = !g_set_object (&self->person, person) && same;
  if (same)
    return;
  g_signal_group_set_target (self->conversations_signals,
                             store ? bw_store_get_conversations (store) : NULL);
  g_signal_group_set_target (self->directory_signals,
                             phone ? bw_phone_get_directory (phone) : NULL);
  refresh (self);
}
