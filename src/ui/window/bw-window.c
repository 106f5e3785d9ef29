/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The one window: which side is to be seen, and how one gets from one to the other. What the sides
 * show is their own business. */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-window.h"

#include "bw-call-actions.h"
#include "bw-call-bar.h"
#include "bw-content.h"
#include "bw-full-screen.h"
#include "bw-incoming-banner.h"
#include "bw-peer-actions.h"
#include "bw-person-verbs.h"
#include "bw-saved-toast.h"
#include "bw-sidebar.h"
#include "bw-toasts.h"
#include "bw-video-actions.h"
#include "bw-watcher-question.h"
#include "bw-welcome-page.h"
#include "bw-window-size.h"

enum {
  PROP_0,
  PROP_PHONE,
  PROP_SETTINGS,
  PROP_NOTICE,
  PROP_ATTENDED,
  PROP_ATTENDS_VOICEMAIL,
  N_PROPS,
};

struct _BwWindow {
  AdwApplicationWindow parent_instance;

  GtkStack *pages;
  AdwLeaflet *leaflet;
  BwSidebar *sidebar;
  BwContent *content;
  GtkRevealer *bar_revealer;
  BwCallBar *call_bar;
  BwWelcomePage *welcome_page;

  BwPhone *phone;
  GSettings *settings;
  BwCallActions *call_actions;
  BwPeerActions *peer_actions;
  BwVideoActions *video_actions;
  BwFullScreen *full_screen;
  GSignalGroup *current; /* the call that most wants attention */
  BwConversation *attended;
  gboolean attends_voicemail;
  gboolean from_sidebar; /* where one was before the call was shown */
};

G_DEFINE_FINAL_TYPE (BwWindow, bw_window, ADW_TYPE_APPLICATION_WINDOW)

static GParamSpec *properties[N_PROPS];

static gboolean
shows (BwWindow *self, const char *page)
{
  return g_strcmp0 (bw_content_get_page (self->content), page) == 0;
}

static gboolean
content_is_shown (BwWindow *self)
{
  return !adw_leaflet_get_folded (self->leaflet) ||
         adw_leaflet_get_visible_child (self->leaflet) == GTK_WIDGET (self->content);
}

/* The conversation that is to be seen, whether or not anybody looks. */
static BwConversation *
get_shown (BwWindow *self)
{
  if (!content_is_shown (self) || !shows (self, "conversation"))
    return NULL;

  return bw_content_get_conversation (self->content);
}

static gboolean
sidebar_is_shown (BwWindow *self)
{
  return !adw_leaflet_get_folded (self->leaflet) ||
         adw_leaflet_get_visible_child (self->leaflet) == GTK_WIDGET (self->sidebar);
}

static void
attend_voicemail (BwWindow *self)
{
  gboolean attends = gtk_window_is_active (GTK_WINDOW (self)) && sidebar_is_shown (self) &&
                     g_strcmp0 (bw_sidebar_get_list (self->sidebar), "voicemail") == 0;

  if (self->attends_voicemail == attends)
    return;

  self->attends_voicemail = attends;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ATTENDS_VOICEMAIL]);
}

static void
attend_cb (BwWindow *self)
{
  BwConversation *attended = gtk_window_is_active (GTK_WINDOW (self)) ? get_shown (self) : NULL;

  if (g_set_object (&self->attended, attended))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ATTENDED]);
  attend_voicemail (self);
}

/* The call of the bar, unless it rings here: then the banner shows it. */
static gboolean
has_call_for_bar (BwWindow *self)
{
  BwCall *call = bw_call_bar_get_call (self->call_bar);

  return call && bw_call_get_state (call) != BW_CALL_STATE_INCOMING;
}

/* The person whose page is to be seen. */
static BwPerson *
dup_shown_person (BwWindow *self)
{
  BwPerson *person = NULL;

  if (content_is_shown (self) && shows (self, "person"))
    g_object_get (self->content, "person", &person, NULL);

  return person;
}

/* Only the picture of a call that is to be seen fills the screen. */
static void
layout_picture (BwWindow *self, gboolean call_shown)
{
  gboolean possible = call_shown && bw_content_shows_video (self->content);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.full-screen", possible);
  bw_full_screen_set_possible (self->full_screen, possible);
}

/* The bar of the call is there whenever its page is not to be seen. */
static void
layout_cb (BwWindow *self)
{
  gboolean folded = adw_leaflet_get_folded (self->leaflet);
  gboolean content_shown = content_is_shown (self);
  gboolean call_shown = content_shown && shows (self, "call");
  gboolean back = content_shown && (folded || bw_content_can_go_back (self->content) ||
                                    bw_full_screen_get_active (self->full_screen));
  g_autoptr (BwPerson) person = folded ? NULL : dup_shown_person (self);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.back", back);
  gtk_revealer_set_reveal_child (self->bar_revealer, has_call_for_bar (self) && !call_shown);
  layout_picture (self, call_shown);
  g_object_set (self->sidebar, "shown", folded ? NULL : get_shown (self), "shown-person", person,
                NULL);
  attend_cb (self);
}

static void
show_content (BwWindow *self)
{
  adw_leaflet_set_visible_child (self->leaflet, GTK_WIDGET (self->content));
}

static void
show_sidebar (BwWindow *self)
{
  adw_leaflet_set_visible_child (self->leaflet, GTK_WIDGET (self->sidebar));
}

/* Whoever chooses a conversation goes on by writing, but for a message that was looked for, and for
 * where it covers the list: there the screen's own keyboard would come up unasked. */
static void
conversation_cb (BwWindow *self, BwConversation *conversation, gint64 message)
{
  gboolean folded = adw_leaflet_get_folded (self->leaflet);

  if (message == 0 && !folded) {
    bw_window_compose (self, conversation);
    return;
  }
  bw_window_show_conversation (self, conversation, message);
  if (folded)
    gtk_root_set_focus (GTK_ROOT (self), NULL);
}

/* A call of an account that is gone is looked up with the default one. */
static const char *
account_of (BwWindow *self, BwCallRecord *record)
{
  const char *id = bw_call_record_get_account (record);
  BwAccount *account = bw_phone_get_default_account (self->phone);

  if (account && (!id || !bw_phone_find_account (self->phone, id)))
    return bw_account_get_id (account);

  return id ? id : "";
}

static void
record_cb (BwWindow *self, BwCallRecord *record)
{
  g_autoptr (GError) error = NULL;
  BwConversation *conversation = bw_store_ensure_conversation (
      bw_phone_get_store (self->phone), account_of (self, record), bw_call_record_get_peer (record),
      bw_call_record_get_peer_name (record), &error);

  if (conversation)
    bw_window_show_conversation (self, conversation, 0);
  else
    bw_window_say (self, error->message);
}

static void
person_cb (BwWindow *self, BwPerson *person)
{
  self->from_sidebar = FALSE;
  bw_content_show_person (self->content, person);
  show_content (self);
}

static void
removed_cb (BwWindow *self, BwConversation *conversation)
{
  bw_content_forget (self->content, conversation);
}

static void
left_cb (BwWindow *self)
{
  if (shows (self, "ready") || self->from_sidebar)
    show_sidebar (self);
}

/* A call that one makes or has taken shows itself, wherever it was begun; one that rings has the
 * banner. */
static void
current_state_cb (BwWindow *self)
{
  BwCall *call = bw_phone_get_current_call (self->phone);

  layout_cb (self);
  if (!call)
    return;

  switch (bw_call_get_state (call)) {
  case BW_CALL_STATE_DIALING:
  case BW_CALL_STATE_ACTIVE:
    bw_window_show_call (self);
    break;
  case BW_CALL_STATE_INCOMING:
  case BW_CALL_STATE_RINGING:
  case BW_CALL_STATE_HELD:
  case BW_CALL_STATE_HELD_BY_PEER:
  case BW_CALL_STATE_ENDED:
    break;
  }
}

static void
current_cb (BwWindow *self)
{
  g_signal_group_set_target (self->current, bw_phone_get_current_call (self->phone));
  current_state_cb (self);
}

/* The welcome stays for who has no account yet, or whose first one has not got through. */
static void
accounts_cb (BwWindow *self)
{
  gboolean started;
  gboolean welcome;

  g_object_get (self->phone, "started", &started, NULL);
  if (!started)
    return;

  welcome = g_list_model_get_n_items (bw_phone_get_accounts (self->phone)) == 0 ||
            bw_welcome_page_get_pending (self->welcome_page);
  gtk_stack_set_visible_child_name (self->pages, welcome ? "welcome" : "main");
}

static void
search_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BwWindow *self = BW_WINDOW (widget);

  show_sidebar (self);
  bw_sidebar_search (self->sidebar);
}

/* Escape leaves the full screen first. */
static void
back_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BwWindow *self = BW_WINDOW (widget);

  if (bw_full_screen_get_active (self->full_screen))
    bw_full_screen_set_active (self->full_screen, FALSE);
  else if (!bw_content_go_back (self->content))
    show_sidebar (self);
}

static void
full_screen_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BwFullScreen *full_screen = BW_WINDOW (widget)->full_screen;

  bw_full_screen_set_active (full_screen, !bw_full_screen_get_active (full_screen));
}

/* A folded leaflet shows the page alone anyway. */
static void
full_screen_cb (BwWindow *self)
{
  gboolean active = bw_full_screen_get_active (self->full_screen);

  gtk_widget_set_visible (GTK_WIDGET (self->sidebar), !active);
  g_object_set (self->content, "bare", active, NULL);
  layout_cb (self);
}

static void
show_person_action (GtkWidget *widget, const char *name, GVariant *uid)
{
  BwWindow *self = BW_WINDOW (widget);
  g_autoptr (BwPerson) person = bw_person_find (self->phone, g_variant_get_string (uid, NULL));

  if (person)
    person_cb (self, person);
}

static void
add_person_action (GtkWidget *widget, const char *name, GVariant *address)
{
  BwWindow *self = BW_WINDOW (widget);
  const char *typed = g_variant_get_string (address, NULL);

  if (typed[0] == '\0') {
    bw_sidebar_add_person (self->sidebar);
    return;
  }
  show_content (self);
  bw_content_add_person (self->content, NULL, typed);
}

/* Somebody of the lists, with the name that is shown there. */
static void
add_peer_action (GtkWidget *widget, const char *action, GVariant *peer)
{
  BwWindow *self = BW_WINDOW (widget);
  const char *name;
  const char *address;

  g_variant_get (peer, "(&s&s)", &name, &address);
  show_content (self);
  bw_content_add_person (self->content, name[0] ? name : NULL, address);
}

static void
show_status_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BwWindow *self = BW_WINDOW (widget);

  show_sidebar (self);
  bw_sidebar_show_status (self->sidebar);
}

static void
show_list_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BwWindow *self = BW_WINDOW (widget);

  show_sidebar (self);
  bw_sidebar_show_list (self->sidebar, g_variant_get_string (parameter, NULL));
}

static void
next_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BwWindow *self = BW_WINDOW (widget);

  bw_sidebar_step (self->sidebar, bw_content_get_conversation (self->content), 1);
}

static void
previous_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BwWindow *self = BW_WINDOW (widget);

  bw_sidebar_step (self->sidebar, bw_content_get_conversation (self->content), -1);
}

static void
bw_window_unmap (GtkWidget *widget)
{
  bw_window_size_save (GTK_WINDOW (widget), BW_WINDOW (widget)->settings);

  GTK_WIDGET_CLASS (bw_window_parent_class)->unmap (widget);
}

/* Whether a phone without a window goes on is decided by the application. */
static gboolean
bw_window_close_request (GtkWindow *window)
{
  gtk_widget_activate_action (GTK_WIDGET (window), "app.close", NULL);

  return GDK_EVENT_STOP;
}

static void
watch_phone (BwWindow *self)
{
  g_signal_connect_object (self->phone, "notify::current-call", G_CALLBACK (current_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->phone, "notify::started", G_CALLBACK (accounts_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (bw_phone_get_accounts (self->phone), "items-changed",
                           G_CALLBACK (accounts_cb), self, G_CONNECT_SWAPPED);
  accounts_cb (self);
}

static void
insert_peer_actions (BwWindow *self)
{
  self->peer_actions = bw_peer_actions_new (self->phone);
  g_signal_connect_object (self->peer_actions, "dialled", G_CALLBACK (bw_window_show_call), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->peer_actions, "conversation", G_CALLBACK (bw_window_compose), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->peer_actions, "said", G_CALLBACK (bw_window_say), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "peer",
                                  bw_peer_actions_get_group (self->peer_actions));
}

static void
saved_cb (BwWindow *self, const char *text, GFile *file)
{
  bw_saved_toast (GTK_WIDGET (self->pages), text, file);
}

static void
insert_video_actions (BwWindow *self)
{
  self->video_actions = bw_video_actions_new (
      self->phone, G_ACTION_MAP (bw_call_actions_get_group (self->call_actions)), self->settings);
  g_signal_connect_object (self->video_actions, "said", G_CALLBACK (bw_window_say), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->video_actions, "saved", G_CALLBACK (saved_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
insert_actions (BwWindow *self)
{
  self->call_actions = bw_call_actions_new (self->phone);
  g_signal_connect_object (self->call_actions, "failed", G_CALLBACK (bw_window_say), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "call",
                                  bw_call_actions_get_group (self->call_actions));
  insert_video_actions (self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "conversation",
                                  bw_content_get_actions (self->content));
  insert_peer_actions (self);
}

static void
bw_window_constructed (GObject *object)
{
  BwWindow *self = BW_WINDOW (object);

  G_OBJECT_CLASS (bw_window_parent_class)->constructed (object);

  insert_actions (self);
  bw_window_size_restore (GTK_WINDOW (self), self->settings);
  watch_phone (self);
  layout_cb (self);
}

static void
bw_window_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  BwWindow *self = BW_WINDOW (object);

  switch (id) {
  case PROP_PHONE:
    g_value_set_object (value, self->phone);
    break;
  case PROP_SETTINGS:
    g_value_set_object (value, self->settings);
    break;
  case PROP_NOTICE:
    g_object_get_property (G_OBJECT (self->sidebar), "notice", value);
    break;
  case PROP_ATTENDED:
    g_value_set_object (value, self->attended);
    break;
  case PROP_ATTENDS_VOICEMAIL:
    g_value_set_boolean (value, self->attends_voicemail);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
bw_window_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  BwWindow *self = BW_WINDOW (object);

  switch (id) {
  case PROP_PHONE:
    self->phone = g_value_dup_object (value);
    break;
  case PROP_SETTINGS:
    self->settings = g_value_dup_object (value);
    break;
  case PROP_NOTICE:
    g_object_set_property (G_OBJECT (self->sidebar), "notice", value);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
bw_window_dispose (GObject *object)
{
  BwWindow *self = BW_WINDOW (object);

  g_signal_handlers_disconnect_by_func (self, attend_cb, NULL);
  if (self->sidebar)
    g_signal_handlers_disconnect_by_func (self->sidebar, attend_cb, self);
  gtk_widget_dispose_template (GTK_WIDGET (object), BW_TYPE_WINDOW);
  g_clear_object (&self->call_actions);
  g_clear_object (&self->peer_actions);
  g_clear_object (&self->video_actions);
  g_clear_object (&self->full_screen);
  g_clear_object (&self->current);
  g_clear_object (&self->attended);
  g_clear_object (&self->settings);
  g_clear_object (&self->phone);

  G_OBJECT_CLASS (bw_window_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (BW_TYPE_CALL_BAR);
  g_type_ensure (BW_TYPE_CONTENT);
  g_type_ensure (BW_TYPE_INCOMING_BANNER);
  g_type_ensure (BW_TYPE_SIDEBAR);
  g_type_ensure (BW_TYPE_WATCHER_QUESTION);
  g_type_ensure (BW_TYPE_WELCOME_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/bellwire/Bellwire/window/bw-window.ui");
  gtk_widget_class_bind_template_child (widget_class, BwWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, BwWindow, leaflet);
  gtk_widget_class_bind_template_child (widget_class, BwWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, BwWindow, content);
  gtk_widget_class_bind_template_child (widget_class, BwWindow, bar_revealer);
  gtk_widget_class_bind_template_child (widget_class, BwWindow, call_bar);
  gtk_widget_class_bind_template_child (widget_class, BwWindow, welcome_page);
  gtk_widget_class_bind_template_callback (widget_class, accounts_cb);
  gtk_widget_class_bind_template_callback (widget_class, bw_window_compose);
  gtk_widget_class_bind_template_callback (widget_class, bw_window_show_call);
  gtk_widget_class_bind_template_callback (widget_class, conversation_cb);
  gtk_widget_class_bind_template_callback (widget_class, layout_cb);
  gtk_widget_class_bind_template_callback (widget_class, left_cb);
  gtk_widget_class_bind_template_callback (widget_class, person_cb);
  gtk_widget_class_bind_template_callback (widget_class, record_cb);
  gtk_widget_class_bind_template_callback (widget_class, removed_cb);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags construct = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  properties[PROP_PHONE] = g_param_spec_object ("phone", NULL, NULL, BW_TYPE_PHONE, construct);
  properties[PROP_SETTINGS] =
      g_param_spec_object ("settings", NULL, NULL, G_TYPE_SETTINGS, construct);
  properties[PROP_NOTICE] = g_param_spec_string ("notice", NULL, NULL, NULL, flags);
  properties[PROP_ATTENDED] = g_param_spec_object ("attended", NULL, NULL, BW_TYPE_CONVERSATION,
                                                   flags & ~(guint) G_PARAM_WRITABLE);
  properties[PROP_ATTENDS_VOICEMAIL] = g_param_spec_boolean ("attends-voicemail", NULL, NULL, FALSE,
                                                             flags & ~(guint) G_PARAM_WRITABLE);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.search", NULL, search_action);
  gtk_widget_class_install_action (widget_class, "win.back", NULL, back_action);
  gtk_widget_class_install_action (widget_class, "win.full-screen", NULL, full_screen_action);
  gtk_widget_class_install_action (widget_class, "win.show-list", "s", show_list_action);
  gtk_widget_class_install_action (widget_class, "win.show-status", NULL, show_status_action);
  gtk_widget_class_install_action (widget_class, "win.add-peer", "(ss)", add_peer_action);
  gtk_widget_class_install_action (widget_class, "win.show-person", "s", show_person_action);
  gtk_widget_class_install_action (widget_class, "win.add-person", "s", add_person_action);
  gtk_widget_class_install_action (widget_class, "win.next-conversation", NULL, next_action);
  gtk_widget_class_install_action (widget_class, "win.previous-conversation", NULL,
                                   previous_action);
}

static void
bw_window_class_init (BwWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = bw_window_constructed;
  object_class->dispose = bw_window_dispose;
  object_class->get_property = bw_window_get_property;
  object_class->set_property = bw_window_set_property;
  widget_class->unmap = bw_window_unmap;
  GTK_WINDOW_CLASS (klass)->close_request = bw_window_close_request;

  install_properties (object_class);
  install_actions (widget_class);
  bind_template (widget_class);
}

/* One header bar has a subtitle, the other none: their lower edges are to make one line all the
 * same. */
static void
align_headers (BwWindow *self)
{
  g_autoptr (GtkSizeGroup) group = gtk_size_group_new (GTK_SIZE_GROUP_VERTICAL);

  gtk_size_group_add_widget (group, bw_sidebar_get_header (self->sidebar));
  gtk_size_group_add_widget (group, bw_content_get_header (self->content));
}

static void
bw_window_init (BwWindow *self)
{
  self->current = g_signal_group_new (BW_TYPE_CALL);
  g_signal_group_connect_swapped (self->current, "notify::state", G_CALLBACK (current_state_cb),
                                  self);
  self->full_screen = bw_full_screen_new (GTK_WINDOW (self));
  g_signal_connect_object (self->full_screen, "notify::active", G_CALLBACK (full_screen_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_init_template (GTK_WIDGET (self));
  align_headers (self);
  g_signal_connect (self, "notify::is-active", G_CALLBACK (attend_cb), NULL);
  g_signal_connect_object (self->sidebar, "notify::list", G_CALLBACK (attend_cb), self,
                           G_CONNECT_SWAPPED);
}

BwWindow *
bw_window_new (GtkApplication *application, BwPhone *phone, GSettings *settings, gboolean welcome)
{
  BwWindow *self = g_object_new (BW_TYPE_WINDOW, "application", application, "phone", phone,
                                 "settings", settings, NULL);

  if (welcome)
    gtk_stack_set_visible_child_name (self->pages, "welcome");
  current_cb (self); /* the pages have their phone only now */

  return self;
}

void
bw_window_new_call (BwWindow *self)
{
  g_return_if_fail (BW_IS_WINDOW (self));

  show_sidebar (self);
  bw_sidebar_enter (self->sidebar, FALSE);
}

void
bw_window_new_message (BwWindow *self)
{
  g_return_if_fail (BW_IS_WINDOW (self));

  show_sidebar (self);
  bw_sidebar_enter (self->sidebar, TRUE);
}

void
bw_window_show_call (BwWindow *self)
{
  g_return_if_fail (BW_IS_WINDOW (self));

  if (!bw_phone_get_current_call (self->phone))
    return;

  if (!shows (self, "call"))
    self->from_sidebar =
        adw_leaflet_get_visible_child (self->leaflet) == GTK_WIDGET (self->sidebar);
  bw_content_show_call (self->content);
  show_content (self);
}

void
bw_window_show_history (BwWindow *self)
{
  g_return_if_fail (BW_IS_WINDOW (self));

  show_sidebar (self);
  bw_sidebar_show_missed (self->sidebar);
}

void
bw_window_show_conversation (BwWindow *self, BwConversation *conversation, gint64 message_id)
{
  g_return_if_fail (BW_IS_WINDOW (self));

  self->from_sidebar = FALSE;
  bw_content_show_conversation (self->content, conversation, message_id);
  show_content (self);
}

void
bw_window_compose (BwWindow *self, BwConversation *conversation)
{
  g_return_if_fail (BW_IS_WINDOW (self));

  bw_window_show_conversation (self, conversation, 0);
  bw_content_compose (self->content);
}

BwConversation *
bw_window_get_attended (BwWindow *self)
{
  g_return_val_if_fail (BW_IS_WINDOW (self), NULL);

  return self->attended;
}

void
bw_window_say (BwWindow *self, const char *text)
{
  g_return_if_fail (BW_IS_WINDOW (self));

  bw_toasts_say (GTK_WIDGET (self->pages), text);
}
