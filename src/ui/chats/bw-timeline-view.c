/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A timeline on the screen, and where one is in it. It asks the model for what is seen and its
 * neighbours only: a hundred thousand messages scroll as ten do.
 */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-timeline-view.h"

#include "bw-message-verbs.h"
#include "bw-peer.h"
#include "bw-picture-loader.h"
#include "bw-timeline-item.h"
#include "bw-timeline.h"

#include <glib/gi18n.h>

/* Pixels from the end within which one is at the end. */
#define NEAR_END 24

/* Milliseconds for which a message that was looked for is pointed out. */
#define POINTED_OUT_FOR 2000

enum { PROP_0, PROP_PHONE, PROP_EMPTY, N_PROPS };

static GParamSpec *properties[N_PROPS];

struct _BwTimelineView {
  AdwBin parent_instance;

  /* template widgets */
  GtkWidget *scroller;
  GtkListView *list;
  GtkNoSelection *selection;
  GtkRevealer *end_revealer;
  GtkButton *end_button;
  GtkLabel *end_count;

  /* owned */
  BwPhone *phone;
  BwTimeline *timeline;
  BwMessageVerbs *verbs;
  BwPictureLoader *pictures;
  char *peer;
  GHashTable *bound; /* GtkListItem, borrowed: those that show something now */

  gint64 unread_id;     /* the message under the line, 0 for none */
  gint64 pointed_id;    /* the one that is pointed out, 0 for none */
  guint pointed_source; /* its end, 0 until its row is there */
  guint stick_source;
  guint opening; /* the tick in which it is opened, 0 when it is open */
  guint frames;  /* since it began to be opened */
  guint target;  /* where it opens */
  guint day_source;
  guint come; /* how many have come while one looked elsewhere */
  gboolean at_end;
  int upper; /* of the scroller, when one last looked */
  int page;
};

G_DEFINE_FINAL_TYPE (BwTimelineView, bw_timeline_view, ADW_TYPE_BIN)

static GListModel *
get_model (BwTimelineView *self)
{
  return G_LIST_MODEL (self->timeline);
}

static guint
count_items (BwTimelineView *self)
{
  return self->timeline != NULL ? g_list_model_get_n_items (get_model (self)) : 0;
}

static gint64
get_message_id (GObject *event)
{
  return BW_IS_MESSAGE (event) ? bw_message_get_id (BW_MESSAGE (event)) : 0;
}

static gboolean
unpoint_cb (gpointer data)
{
  BwTimelineView *self = data;
  GHashTableIter iter;
  gpointer list_item;

  self->pointed_source = 0;
  self->pointed_id = 0;
  g_hash_table_iter_init (&iter, self->bound);
  while (g_hash_table_iter_next (&iter, &list_item, NULL))
    bw_timeline_item_set_pointed_out (BW_TIMELINE_ITEM (gtk_list_item_get_child (list_item)),
                                      FALSE);

  return G_SOURCE_REMOVE;
}

/* The time counts from when its row is there, once: the list may have a long way to it. */
static void
point_at (BwTimelineView *self, BwTimelineItem *item)
{
  bw_timeline_item_set_pointed_out (item, TRUE);
  if (self->pointed_source == 0)
    self->pointed_source = g_timeout_add (POINTED_OUT_FOR, unpoint_cb, self);
}

static void
place_cb (BwTimelineView *self, GParamSpec *pspec, GtkListItem *list_item)
{
  BwTimelineItem *item = BW_TIMELINE_ITEM (gtk_list_item_get_child (list_item));
  GObject *event = gtk_list_item_get_item (list_item);
  guint position = gtk_list_item_get_position (list_item);
  gint64 id = get_message_id (event);
  g_autoptr (GObject) above = NULL;

  if (event == NULL || self->timeline == NULL)
    return;
  if (position > 0 && position < count_items (self))
    above = g_list_model_get_item (get_model (self), position - 1);
  bw_timeline_item_set_above (item, above);
  bw_timeline_item_set_unread_line (item, id != 0 && id == self->unread_id);
  if (id != 0 && id == self->pointed_id)
    point_at (self, item);
  else
    bw_timeline_item_set_pointed_out (item, FALSE);
}

static void
setup_cb (BwTimelineView *self, GtkListItem *list_item)
{
  gtk_list_item_set_child (list_item,
                           bw_timeline_item_new (self->phone, self->verbs, self->pictures));
  gtk_list_item_set_activatable (list_item, FALSE);
  g_signal_connect_object (list_item, "notify::position", G_CALLBACK (place_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
bind_cb (BwTimelineView *self, GtkListItem *list_item)
{
  bw_timeline_item_set_event (BW_TIMELINE_ITEM (gtk_list_item_get_child (list_item)),
                              gtk_list_item_get_item (list_item), self->peer);
  g_hash_table_add (self->bound, list_item);
  place_cb (self, NULL, list_item);
}

static void
unbind_cb (BwTimelineView *self, GtkListItem *list_item)
{
  g_hash_table_remove (self->bound, list_item);
  bw_timeline_item_set_event (BW_TIMELINE_ITEM (gtk_list_item_get_child (list_item)), NULL, NULL);
}

/* What is seen, once more: a line, a mark or a day's name has changed. */
static void
place_all (BwTimelineView *self)
{
  GHashTableIter iter;
  gpointer list_item;

  g_hash_table_iter_init (&iter, self->bound);
  while (g_hash_table_iter_next (&iter, &list_item, NULL))
    place_cb (self, NULL, list_item);
}

static void
scroll_to (BwTimelineView *self, guint position)
{
  gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", position);
}

static void
show_end_button (BwTimelineView *self)
{
  g_autofree char *count = g_strdup_printf ("%u", self->come);
  g_autofree char *words = NULL;

  if (self->at_end)
    self->come = 0;
  gtk_revealer_set_reveal_child (self->end_revealer, !self->at_end);
  gtk_widget_set_can_target (GTK_WIDGET (self->end_revealer), !self->at_end);
  gtk_label_set_label (self->end_count, count);
  gtk_widget_set_visible (GTK_WIDGET (self->end_count), self->come > 0);
  if (self->come > 0)
    words = g_strdup_printf (ngettext ("Go to %u New Message", "Go to %u New Messages", self->come),
                             self->come);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->end_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  words != NULL ? words : _ ("Go to the Latest"), -1);
}

static gboolean
stick_cb (gpointer data)
{
  BwTimelineView *self = data;

  self->stick_source = 0;
  bw_timeline_view_scroll_to_end (self);

  return G_SOURCE_REMOVE;
}

/* When only the value changes, a person has scrolled; when what is there changes as well, the list
 * has. */
static void
adjusted_cb (BwTimelineView *self, GtkAdjustment *adjustment)
{
  int upper = (int) gtk_adjustment_get_upper (adjustment);
  int page = (int) gtk_adjustment_get_page_size (adjustment);
  int left = upper - page - (int) gtk_adjustment_get_value (adjustment);
  gboolean scrolled = upper == self->upper && page == self->page;

  self->upper = upper;
  self->page = page;
  if (self->opening != 0 || self->stick_source != 0)
    return;
  if (!scrolled && self->at_end && left > 1)
    self->stick_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, stick_cb, self, NULL);
  else if (scrolled || left < NEAR_END)
    self->at_end = left < NEAR_END;
  show_end_button (self);
}

static void
watch_scroll_cb (BwTimelineView *self)
{
  GtkAdjustment *adjustment =
      gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller));

  g_signal_connect_object (adjustment, "changed", G_CALLBACK (adjusted_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (adjusted_cb), self,
                           G_CONNECT_SWAPPED);
}

static gboolean
is_incoming (BwTimelineView *self, guint position)
{
  g_autoptr (GObject) event = g_list_model_get_item (get_model (self), position);

  return BW_IS_MESSAGE (event) &&
         bw_message_get_direction (BW_MESSAGE (event)) == BW_DIRECTION_INCOMING;
}

/* What is new is shown to who looks at the end, and counted for who does not. */
static void
items_changed_cb (BwTimelineView *self, guint position, guint removed, guint added)
{
  gboolean at_the_end = added > 0 && position + added == count_items (self);

  if (at_the_end && self->at_end)
    scroll_to (self, position + added - 1);
  else if (at_the_end && removed == 0)
    for (guint i = position; i < position + added; i++)
      self->come += is_incoming (self, i);
  show_end_button (self);
  place_all (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EMPTY]);
}

static void
unpoint (BwTimelineView *self)
{
  g_clear_handle_id (&self->pointed_source, g_source_remove);
  self->pointed_id = 0;
}

static gboolean
new_day_cb (gpointer data)
{
  BwTimelineView *self = data;
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  int seconds = g_date_time_get_hour (now) * 3600 + g_date_time_get_minute (now) * 60 +
                g_date_time_get_second (now);

  place_all (self);
  self->day_source =
      g_timeout_add_seconds ((guint) MAX (1, 24 * 3600 + 1 - seconds), new_day_cb, self);

  return G_SOURCE_REMOVE;
}

/* What was today is yesterday. */
static void
bw_timeline_view_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (bw_timeline_view_parent_class)->map (widget);
  new_day_cb (widget);
}

static void
bw_timeline_view_unmap (GtkWidget *widget)
{
  g_clear_handle_id (&BW_TIMELINE_VIEW (widget)->day_source, g_source_remove);
  GTK_WIDGET_CLASS (bw_timeline_view_parent_class)->unmap (widget);
}

/* Tab goes through what is in a message and then out of the list, never through all messages. */
static gboolean
bw_timeline_view_focus (GtkWidget *widget, GtkDirectionType direction)
{
  BwTimelineView *self = BW_TIMELINE_VIEW (widget);
  GtkWidget *row = gtk_widget_get_focus_child (GTK_WIDGET (self->list));
  gboolean by_tab = direction == GTK_DIR_TAB_FORWARD || direction == GTK_DIR_TAB_BACKWARD;

  if (by_tab && row != NULL && gtk_widget_get_focus_child (widget) != NULL)
    return gtk_widget_child_focus (row, direction);

  return GTK_WIDGET_CLASS (bw_timeline_view_parent_class)->focus (widget, direction);
}

static BwTimelineItem *
get_focused (BwTimelineView *self)
{
  GtkWidget *row = gtk_widget_get_focus_child (GTK_WIDGET (self->list));
  GtkWidget *item = row != NULL ? gtk_widget_get_first_child (row) : NULL;

  return BW_IS_TIMELINE_ITEM (item) ? BW_TIMELINE_ITEM (item) : NULL;
}

static gboolean
popup_focused_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  BwTimelineItem *item = get_focused (data);

  if (item == NULL)
    return GDK_EVENT_PROPAGATE;
  bw_timeline_item_popup (item);

  return GDK_EVENT_STOP;
}

/* The name of the action is in @args. */
static gboolean
act_on_focused_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  BwTimelineItem *item = get_focused (data);
  gint64 id = item != NULL ? get_message_id (bw_timeline_item_get_event (item)) : 0;

  return id != 0 && gtk_widget_activate_action (widget, g_variant_get_string (args, NULL), "x", id);
}

static void
add_shortcut (BwTimelineView *self,
              GtkEventController *controller,
              const char *trigger,
              GtkShortcutFunc function,
              const char *action)
{
  GtkShortcut *shortcut = gtk_shortcut_new (gtk_shortcut_trigger_parse_string (trigger),
                                            gtk_callback_action_new (function, self, NULL));

  if (action != NULL)
    gtk_shortcut_set_arguments (shortcut, g_variant_new_string (action));
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller), shortcut);
}

static void
add_shortcuts (BwTimelineView *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  add_shortcut (self, controller, "Menu", popup_focused_cb, NULL);
  add_shortcut (self, controller, "<Shift>F10", popup_focused_cb, NULL);
  add_shortcut (self, controller, "<Control>c", act_on_focused_cb, "message.copy");
  add_shortcut (self, controller, "Delete", act_on_focused_cb, "message.delete");
  gtk_widget_add_controller (GTK_WIDGET (self->list), controller);
}

static void
bw_timeline_view_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  BwTimelineView *self = BW_TIMELINE_VIEW (object);

  switch (prop_id) {
  case PROP_PHONE:
    g_value_set_object (value, self->phone);
    break;
  case PROP_EMPTY:
    g_value_set_boolean (value, bw_timeline_view_get_empty (self));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
bw_timeline_view_set_property (GObject *object,
                               guint prop_id,
                               const GValue *value,
                               GParamSpec *pspec)
{
  switch (prop_id) {
  case PROP_PHONE:
    bw_timeline_view_set_phone (BW_TIMELINE_VIEW (object), g_value_get_object (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
bw_timeline_view_dispose (GObject *object)
{
  BwTimelineView *self = BW_TIMELINE_VIEW (object);

  if (self->phone != NULL)
    bw_timeline_view_set_phone (self, NULL);
  g_clear_handle_id (&self->stick_source, g_source_remove);
  g_clear_handle_id (&self->day_source, g_source_remove);
  g_clear_pointer (&self->peer, g_free);

  G_OBJECT_CLASS (bw_timeline_view_parent_class)->dispose (object);
}

static void
bw_timeline_view_finalize (GObject *object)
{
  g_hash_table_unref (BW_TIMELINE_VIEW (object)->bound);

  G_OBJECT_CLASS (bw_timeline_view_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GParamFlags read = flags & ~(guint) G_PARAM_WRITABLE;

  properties[PROP_PHONE] = g_param_spec_object ("phone", NULL, NULL, BW_TYPE_PHONE, flags);
  properties[PROP_EMPTY] = g_param_spec_boolean ("empty", NULL, NULL, TRUE, read);

  object_class->get_property = bw_timeline_view_get_property;
  object_class->set_property = bw_timeline_view_set_property;
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/bellwire/Bellwire/chats/bw-timeline-view.ui");
  gtk_widget_class_bind_template_child (widget_class, BwTimelineView, scroller);
  gtk_widget_class_bind_template_child (widget_class, BwTimelineView, list);
  gtk_widget_class_bind_template_child (widget_class, BwTimelineView, selection);
  gtk_widget_class_bind_template_child (widget_class, BwTimelineView, end_revealer);
  gtk_widget_class_bind_template_child (widget_class, BwTimelineView, end_button);
  gtk_widget_class_bind_template_child (widget_class, BwTimelineView, end_count);
  gtk_widget_class_bind_template_callback (widget_class, setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, unbind_cb);
  gtk_widget_class_bind_template_callback (widget_class, bw_timeline_view_scroll_to_end);
}

static void
bw_timeline_view_class_init (BwTimelineViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bw_timeline_view_dispose;
  object_class->finalize = bw_timeline_view_finalize;
  widget_class->map = bw_timeline_view_map;
  widget_class->unmap = bw_timeline_view_unmap;
  widget_class->focus = bw_timeline_view_focus;
  install_properties (object_class);
  bind_template (widget_class);
}

static void
bw_timeline_view_init (BwTimelineView *self)
{
  self->bound = g_hash_table_new (NULL, NULL);
  self->at_end = TRUE;
  /* What is within looks for actions here only if there was something to look at when it came. */
  gtk_widget_insert_action_group (GTK_WIDGET (self), "message", NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  add_shortcuts (self);
  watch_scroll_cb (self);
  g_signal_connect_object (self->selection, "items-changed", G_CALLBACK (items_changed_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
}

static void
clear_verbs (BwTimelineView *self)
{
  gtk_widget_insert_action_group (GTK_WIDGET (self), "message", NULL);
  if (self->verbs != NULL)
    g_object_run_dispose (G_OBJECT (self->verbs));
  g_clear_object (&self->verbs);
  g_clear_object (&self->pictures);
}

void
bw_timeline_view_set_phone (BwTimelineView *self, BwPhone *phone)
{
  if (self->phone == phone)
    return;
  bw_timeline_view_show (self, NULL);
  clear_verbs (self);
  g_set_object (&self->phone, phone);
  if (phone != NULL) {
    self->verbs = bw_message_verbs_new (GTK_WIDGET (self), phone);
    self->pictures = bw_picture_loader_new (bw_phone_get_store (phone));
    gtk_widget_insert_action_group (GTK_WIDGET (self), "message",
                                    bw_message_verbs_get_group (self->verbs));
  }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PHONE]);
}

static void
stop_opening (BwTimelineView *self)
{
  if (self->opening != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->opening);
  self->opening = 0;
  gtk_widget_set_opacity (self->scroller, 1);
}

/* The list can go to an item only when it has been laid out, and puts one that is above what is
 * seen at the top: it is there in the third frame, and nobody sees the first two. */
static gboolean
open_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  BwTimelineView *self = BW_TIMELINE_VIEW (widget);
  guint n = count_items (self);

  if (gtk_widget_get_height (GTK_WIDGET (self->list)) == 0 && n > 0)
    return G_SOURCE_CONTINUE;
  switch (self->frames++) {
  case 0:
    break;
  case 1:
    scroll_to (self, n - 1);
    break;
  case 2:
    if (self->target < n)
      scroll_to (self, self->target);
    break;
  default:
    self->opening = 0;
    gtk_widget_set_opacity (self->scroller, 1);
    adjusted_cb (self, gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller)));
    return G_SOURCE_REMOVE;
  }

  return G_SOURCE_CONTINUE;
}

static void
begin_opening (BwTimelineView *self)
{
  self->frames = 0;
  self->target = bw_timeline_find_first_unread (self->timeline);
  self->at_end = self->target >= count_items (self);
  bw_timeline_view_mark_unread (self);
  gtk_widget_set_opacity (self->scroller, 0);
  self->opening = gtk_widget_add_tick_callback (GTK_WIDGET (self), open_cb, NULL, NULL);
}

void
bw_timeline_view_show (BwTimelineView *self, BwConversation *conversation)
{
  BwTimeline *timeline = NULL;

  unpoint (self);
  stop_opening (self);
  g_clear_handle_id (&self->stick_source, g_source_remove);
  self->unread_id = 0;
  self->come = 0;
  self->at_end = TRUE;
  if (conversation != NULL && self->phone != NULL)
    timeline = bw_timeline_new (bw_phone_get_store (self->phone), conversation);
  gtk_no_selection_set_model (self->selection, NULL);
  g_clear_object (&self->timeline);
  self->timeline = timeline;
  g_clear_pointer (&self->peer, g_free);
  if (timeline != NULL) {
    self->peer = bw_peer_name (self->phone, conversation);
    gtk_no_selection_set_model (self->selection, G_LIST_MODEL (timeline));
    begin_opening (self);
  }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EMPTY]);
}

gboolean
bw_timeline_view_point_out (BwTimelineView *self, gint64 message_id)
{
  guint position =
      self->timeline != NULL ? bw_timeline_find_message (self->timeline, message_id) : G_MAXUINT;

  if (position >= count_items (self))
    return FALSE;
  unpoint (self);
  self->pointed_id = message_id;
  self->at_end = FALSE;
  self->target = position; /* where it is still being opened */
  scroll_to (self, position);
  place_all (self);

  return TRUE;
}

void
bw_timeline_view_scroll_to_end (BwTimelineView *self)
{
  self->at_end = TRUE;
  if (count_items (self) > 0)
    scroll_to (self, count_items (self) - 1);
  show_end_button (self);
}

void
bw_timeline_view_mark_unread (BwTimelineView *self)
{
  guint position =
      self->timeline != NULL ? bw_timeline_find_first_unread (self->timeline) : G_MAXUINT;
  g_autoptr (GObject) event = NULL;

  if (position < count_items (self))
    event = g_list_model_get_item (get_model (self), position);
  self->unread_id = get_message_id (event);
  place_all (self);
}

gboolean
bw_timeline_view_get_empty (BwTimelineView *self)
{
  return count_items (self) == 0;
}
