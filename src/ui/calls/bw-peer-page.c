/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * One peer: who it is, a way to call, and the calls with that peer by day.
 */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-peer-page.h"

#include "bw-call-history.h"
#include "bw-list-top.h"
#include "bw-peer-label.h"
#include "bw-person-avatar.h"
#include "bw-timeline-row.h"
#include "bw-toasts.h"

#include <glib/gi18n.h>

enum { PROP_0, PROP_PHONE, PROP_PEER, PROP_NAME, N_PROPS };

static GParamSpec *properties[N_PROPS];

enum { DIALLED, N_SIGNALS };

static guint signals[N_SIGNALS];

struct _BwPeerPage {
  AdwBin parent_instance;

  /* template widgets */
  BwPersonAvatar *avatar;
  GtkLabel *title;
  GtkLabel *address;
  GtkStack *stack;
  GtkListView *list;
  GtkNoSelection *selection;

  /* owned */
  BwPhone *phone;
  BwCallHistory *history;
  char *peer;
  char *name;
};

G_DEFINE_FINAL_TYPE (BwPeerPage, bw_peer_page, ADW_TYPE_BIN)

static GDateTime *
to_local (gint64 time)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (time / G_USEC_PER_SEC);

  return g_date_time_to_local (utc);
}

static gint64
day_number (GDateTime *time)
{
  return (g_date_time_to_unix (time) + g_date_time_get_utc_offset (time) / G_USEC_PER_SEC) /
         (24 * 60 * 60);
}

static char *
make_day (GDateTime *time)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  gint64 days = day_number (now) - day_number (time);

  if (days == 0)
    return g_strdup (_ ("Today"));
  if (days == 1)
    return g_strdup (_ ("Yesterday"));
  if (g_date_time_get_year (time) == g_date_time_get_year (now))
    /* Translators: the day of a call in this year, see strftime(3) */
    return g_date_time_format (time, _ ("%A, %-d %B"));

  /* Translators: the day of a call in another year, see strftime(3) */
  return g_date_time_format (time, _ ("%-d %B %Y"));
}

/* The heading of the row at @position: NULL where the one above it is of the same day. */
static char *
dup_heading (BwPeerPage *self, BwCallRecord *record, guint position)
{
  g_autoptr (GDateTime) time = to_local (bw_call_record_get_started (record));
  g_autoptr (BwCallRecord) above = NULL;
  g_autoptr (GDateTime) time_above = NULL;

  if (position > 0)
    above = g_list_model_get_item (G_LIST_MODEL (self->history), position - 1);
  if (above != NULL)
    time_above = to_local (bw_call_record_get_started (above));
  if (time_above != NULL && day_number (time_above) == day_number (time))
    return NULL;

  return make_day (time);
}

static void
place_row_cb (BwPeerPage *self, GParamSpec *pspec, GtkListItem *item)
{
  GtkWidget *row = gtk_list_item_get_child (item);
  BwCallRecord *record = gtk_list_item_get_item (item);
  g_autofree char *day = NULL;

  if (record == NULL || self->history == NULL)
    return;
  day = dup_heading (self, record, gtk_list_item_get_position (item));
  bw_timeline_row_set_day (BW_TIMELINE_ROW (row), day);
}

/* A row that moves may come to stand below another day. */
static void
setup_row_cb (BwPeerPage *self, GtkListItem *item)
{
  gtk_list_item_set_child (item, bw_timeline_row_new ());
  gtk_list_item_set_activatable (item, FALSE);
  g_signal_connect_object (item, "notify::position", G_CALLBACK (place_row_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
bind_row_cb (BwPeerPage *self, GtkListItem *item)
{
  bw_timeline_row_set_record (BW_TIMELINE_ROW (gtk_list_item_get_child (item)),
                              gtk_list_item_get_item (item));
  place_row_cb (self, NULL, item);
}

static void
unbind_row_cb (BwPeerPage *self, GtkListItem *item)
{
  bw_timeline_row_set_record (BW_TIMELINE_ROW (gtk_list_item_get_child (item)), NULL);
}

static void
choose_page_cb (BwPeerPage *self)
{
  gboolean any =
      self->history != NULL && g_list_model_get_n_items (G_LIST_MODEL (self->history)) > 0;

  gtk_stack_set_visible_child_name (self->stack, any ? "list" : "empty");
}

static void
call_cb (BwPeerPage *self)
{
  g_autoptr (GError) error = NULL;
  BwCall *call;

  if (self->phone == NULL || self->peer == NULL)
    return;
  call = bw_phone_dial (self->phone, NULL, self->peer, FALSE, &error);
  if (call == NULL)
    bw_toasts_say_error (GTK_WIDGET (self), error);
  else
    g_signal_emit (self, signals[DIALLED], 0, call);
}

static void
copy_cb (BwPeerPage *self)
{
  if (self->peer == NULL)
    return;
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), self->peer);
  bw_toasts_say (GTK_WIDGET (self), _ ("Address copied"));
}

/* A history of its own for each peer: without one there would be all calls for a moment. */
static void
follow_peer (BwPeerPage *self)
{
  gtk_no_selection_set_model (self->selection, NULL);
  g_clear_object (&self->history);
  if (self->phone != NULL && self->peer != NULL) {
    self->history = bw_call_history_new (bw_phone_get_store (self->phone));
    bw_call_history_set_peer (self->history, self->peer);
    g_signal_connect_object (self->history, "items-changed", G_CALLBACK (choose_page_cb), self,
                             G_CONNECT_SWAPPED);
    gtk_no_selection_set_model (self->selection, G_LIST_MODEL (self->history));
  }
  choose_page_cb (self);
}

static void
bw_peer_page_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  BwPeerPage *self = BW_PEER_PAGE (object);

  switch (prop_id) {
  case PROP_PHONE:
    g_value_set_object (value, self->phone);
    break;
  case PROP_PEER:
    g_value_set_string (value, self->peer);
    break;
  case PROP_NAME:
    g_value_set_string (value, self->name);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
bw_peer_page_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  BwPeerPage *self = BW_PEER_PAGE (object);

  switch (prop_id) {
  case PROP_PHONE:
    bw_peer_page_set_phone (self, g_value_get_object (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
bw_peer_page_dispose (GObject *object)
{
  BwPeerPage *self = BW_PEER_PAGE (object);

  g_clear_object (&self->history);
  g_clear_object (&self->phone);

  G_OBJECT_CLASS (bw_peer_page_parent_class)->dispose (object);
}

static void
bw_peer_page_finalize (GObject *object)
{
  BwPeerPage *self = BW_PEER_PAGE (object);

  g_free (self->peer);
  g_free (self->name);

  G_OBJECT_CLASS (bw_peer_page_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GParamFlags read = flags & ~(guint) G_PARAM_WRITABLE;

  properties[PROP_PHONE] = g_param_spec_object ("phone", NULL, NULL, BW_TYPE_PHONE, flags);
  properties[PROP_PEER] = g_param_spec_string ("peer", NULL, NULL, NULL, read);
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, read);

  object_class->get_property = bw_peer_page_get_property;
  object_class->set_property = bw_peer_page_set_property;
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (BW_TYPE_PERSON_AVATAR);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/bellwire/Bellwire/calls/bw-peer-page.ui");
  gtk_widget_class_bind_template_child (widget_class, BwPeerPage, avatar);
  gtk_widget_class_bind_template_child (widget_class, BwPeerPage, title);
  gtk_widget_class_bind_template_child (widget_class, BwPeerPage, address);
  gtk_widget_class_bind_template_child (widget_class, BwPeerPage, stack);
  gtk_widget_class_bind_template_child (widget_class, BwPeerPage, list);
  gtk_widget_class_bind_template_child (widget_class, BwPeerPage, selection);
  gtk_widget_class_bind_template_callback (widget_class, setup_row_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_row_cb);
  gtk_widget_class_bind_template_callback (widget_class, unbind_row_cb);
  gtk_widget_class_bind_template_callback (widget_class, call_cb);
  gtk_widget_class_bind_template_callback (widget_class, copy_cb);
}

static void
bw_peer_page_class_init (BwPeerPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bw_peer_page_dispose;
  object_class->finalize = bw_peer_page_finalize;
  install_properties (object_class);

  signals[DIALLED] = g_signal_new ("dialled", BW_TYPE_PEER_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 1, BW_TYPE_CALL);

  bind_template (widget_class);
}

static void
bw_peer_page_init (BwPeerPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  bw_list_stay_on_top (self->list);
}

GtkWidget *
bw_peer_page_new (BwPhone *phone)
{
  return g_object_new (BW_TYPE_PEER_PAGE, "phone", phone, NULL);
}

void
bw_peer_page_set_phone (BwPeerPage *self, BwPhone *phone)
{
  if (!g_set_object (&self->phone, phone))
    return;
  follow_peer (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PHONE]);
}

void
bw_peer_page_show (BwPeerPage *self, const char *peer, const char *name)
{
  g_autofree char *label = bw_peer_label (name, peer);
  char *copy = g_strdup (peer);

  g_free (self->peer);
  self->peer = copy;
  copy = g_strdup (name);
  g_free (self->name);
  self->name = copy;
  g_object_set (self->avatar, "name", label, NULL);
  gtk_label_set_label (self->title, label);
  gtk_label_set_label (self->address, peer);
  gtk_widget_set_visible (GTK_WIDGET (self->address), g_strcmp0 (label, peer) != 0);
  follow_peer (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PEER]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NAME]);
}
