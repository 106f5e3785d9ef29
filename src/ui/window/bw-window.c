/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The one window: which page is to be seen, and how one gets there. What the pages do is their own
 * business. */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-window.h"

#include "bw-account-button.h"
#include "bw-call-actions.h"
#include "bw-call-bar.h"
#include "bw-call-page.h"
#include "bw-dial-entry.h"
#include "bw-history-page.h"
#include "bw-incoming-banner.h"
#include "bw-peer-page.h"
#include "bw-status-strip.h"
#include "bw-toasts.h"
#include "bw-welcome-page.h"

#include <glib/gi18n.h>

enum {
  PROP_0,
  PROP_PHONE,
  PROP_SETTINGS,
  PROP_NOTICE,
  N_PROPS,
};

struct _BwWindow {
  AdwApplicationWindow parent_instance;

  AdwToastOverlay *toasts;
  GtkStack *pages;
  AdwLeaflet *leaflet;
  GtkWidget *sidebar;
  AdwHeaderBar *sidebar_header;
  AdwWindowTitle *sidebar_title;
  BwStatusStrip *strip;
  BwDialEntry *dial_entry;
  BwHistoryPage *history_page;
  GtkWidget *content;
  AdwWindowTitle *content_title;
  GtkStack *contents;
  BwPeerPage *peer_page;
  BwCallPage *call_page;
  GtkRevealer *bar_revealer;
  BwCallBar *call_bar;
  BwWelcomePage *welcome_page;

  BwPhone *phone;
  GSettings *settings;
  BwCallActions *call_actions;
  GSignalGroup *current; /* the call that most wants attention */
  gboolean from_sidebar; /* where one was before the call was shown */
};

G_DEFINE_FINAL_TYPE (BwWindow, bw_window, ADW_TYPE_APPLICATION_WINDOW)

static GParamSpec *properties[N_PROPS];

static gboolean
shows (BwWindow *self, const char *name)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->contents), name) == 0;
}

static void
update_title (BwWindow *self)
{
  g_autofree char *name = NULL;
  const char *title = "";

  if (shows (self, "peer")) {
    g_object_get (self->peer_page, "name", &name, NULL);
    title = name ? name : _ ("Calls");
  } else if (shows (self, "call")) {
    title = _ ("Call");
  }
  adw_window_title_set_title (self->content_title, title);
}

/* The call of the bar, unless it rings here: then the banner shows it. */
static gboolean
has_call_for_bar (BwWindow *self)
{
  BwCall *call = bw_call_bar_get_call (self->call_bar);

  return call && bw_call_get_state (call) != BW_CALL_STATE_INCOMING;
}

/* The bar of the call is there whenever its page is not to be seen. */
static void
layout_cb (BwWindow *self)
{
  gboolean folded = adw_leaflet_get_folded (self->leaflet);
  gboolean content_shown =
      !folded || adw_leaflet_get_visible_child (self->leaflet) == self->content;
  gboolean call_shown = content_shown && shows (self, "call");

  adw_header_bar_set_show_end_title_buttons (self->sidebar_header, folded);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.back", folded && content_shown);
  gtk_revealer_set_reveal_child (self->bar_revealer, has_call_for_bar (self) && !call_shown);
  update_title (self);
}

static void
show_content (BwWindow *self, const char *name)
{
  gtk_stack_set_visible_child_name (self->contents, name);
  adw_leaflet_set_visible_child (self->leaflet, self->content);
}

static void
show_sidebar (BwWindow *self)
{
  adw_leaflet_set_visible_child (self->leaflet, self->sidebar);
}

static void
peer_cb (BwWindow *self, const char *peer, const char *name)
{
  bw_peer_page_show (self->peer_page, peer, name);
  show_content (self, "peer");
  update_title (self);
}

/* Back to what one looked at before the call. */
static void
call_done_cb (BwWindow *self)
{
  g_autofree char *peer = NULL;

  if (!shows (self, "call"))
    return;

  g_object_get (self->peer_page, "peer", &peer, NULL);
  gtk_stack_set_visible_child_name (self->contents, peer ? "peer" : "ready");
  if (!peer || self->from_sidebar)
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

/* Who am I, for whoever has more than one name. */
static void
default_account_cb (BwWindow *self)
{
  BwAccount *account = bw_phone_get_default_account (self->phone);

  adw_window_title_set_subtitle (self->sidebar_title,
                                 account ? bw_account_get_address (account) : "");
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
  bw_history_page_search (self->history_page);
}

static void
back_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  show_sidebar (BW_WINDOW (widget));
}

static void
load_size (BwWindow *self)
{
  gtk_window_set_default_size (GTK_WINDOW (self),
                               g_settings_get_int (self->settings, "window-width"),
                               g_settings_get_int (self->settings, "window-height"));
  if (g_settings_get_boolean (self->settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
}

static void
save_size (BwWindow *self)
{
  gboolean maximized = gtk_window_is_maximized (GTK_WINDOW (self));
  int width;
  int height;

  g_settings_set_boolean (self->settings, "window-maximized", maximized);
  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  if (maximized || width <= 0 || height <= 0)
    return;

  g_settings_set_int (self->settings, "window-width", width);
  g_settings_set_int (self->settings, "window-height", height);
}

static void
bw_window_unmap (GtkWidget *widget)
{
  save_size (BW_WINDOW (widget));

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
  GListModel *accounts = bw_phone_get_accounts (self->phone);

  g_signal_connect_object (self->phone, "notify::current-call", G_CALLBACK (current_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->phone, "notify::started", G_CALLBACK (accounts_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (accounts, "items-changed", G_CALLBACK (accounts_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->phone, "notify::default-account", G_CALLBACK (default_account_cb),
                           self, G_CONNECT_SWAPPED);
  default_account_cb (self);
  accounts_cb (self);
}

static void
bw_window_constructed (GObject *object)
{
  BwWindow *self = BW_WINDOW (object);

  G_OBJECT_CLASS (bw_window_parent_class)->constructed (object);

  self->call_actions = bw_call_actions_new (self->phone);
  g_signal_connect_object (self->call_actions, "failed", G_CALLBACK (bw_window_say), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "call",
                                  bw_call_actions_get_group (self->call_actions));
  load_size (self);
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
    g_object_get_property (G_OBJECT (self->strip), "notice", value);
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
    g_object_set_property (G_OBJECT (self->strip), "notice", value);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
bw_window_dispose (GObject *object)
{
  BwWindow *self = BW_WINDOW (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), BW_TYPE_WINDOW);
  g_clear_object (&self->call_actions);
  g_clear_object (&self->current);
  g_clear_object (&self->settings);
  g_clear_object (&self->phone);

  G_OBJECT_CLASS (bw_window_parent_class)->dispose (object);
}

static void
ensure_types (void)
{
  g_type_ensure (BW_TYPE_ACCOUNT_BUTTON);
  g_type_ensure (BW_TYPE_CALL_BAR);
  g_type_ensure (BW_TYPE_CALL_PAGE);
  g_type_ensure (BW_TYPE_DIAL_ENTRY);
  g_type_ensure (BW_TYPE_HISTORY_PAGE);
  g_type_ensure (BW_TYPE_INCOMING_BANNER);
  g_type_ensure (BW_TYPE_PEER_PAGE);
  g_type_ensure (BW_TYPE_STATUS_STRIP);
  g_type_ensure (BW_TYPE_WELCOME_PAGE);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/bellwire/Bellwire/window/bw-window.ui");
  gtk_widget_class_bind_template_child (widget_class, BwWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, BwWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, BwWindow, leaflet);
  gtk_widget_class_bind_template_child (widget_class, BwWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, BwWindow, sidebar_header);
  gtk_widget_class_bind_template_child (widget_class, BwWindow, sidebar_title);
  gtk_widget_class_bind_template_child (widget_class, BwWindow, strip);
  gtk_widget_class_bind_template_child (widget_class, BwWindow, dial_entry);
  gtk_widget_class_bind_template_child (widget_class, BwWindow, history_page);
  gtk_widget_class_bind_template_child (widget_class, BwWindow, content);
  gtk_widget_class_bind_template_child (widget_class, BwWindow, content_title);
  gtk_widget_class_bind_template_child (widget_class, BwWindow, contents);
  gtk_widget_class_bind_template_child (widget_class, BwWindow, peer_page);
  gtk_widget_class_bind_template_child (widget_class, BwWindow, call_page);
  gtk_widget_class_bind_template_child (widget_class, BwWindow, bar_revealer);
  gtk_widget_class_bind_template_child (widget_class, BwWindow, call_bar);
  gtk_widget_class_bind_template_child (widget_class, BwWindow, welcome_page);
  gtk_widget_class_bind_template_callback (widget_class, accounts_cb);
  gtk_widget_class_bind_template_callback (widget_class, bw_window_show_call);
  gtk_widget_class_bind_template_callback (widget_class, call_done_cb);
  gtk_widget_class_bind_template_callback (widget_class, layout_cb);
  gtk_widget_class_bind_template_callback (widget_class, peer_cb);
}

static void
bw_window_class_init (BwWindowClass *klass)
{
  const GParamFlags construct = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = bw_window_constructed;
  object_class->dispose = bw_window_dispose;
  object_class->get_property = bw_window_get_property;
  object_class->set_property = bw_window_set_property;
  widget_class->unmap = bw_window_unmap;
  GTK_WINDOW_CLASS (klass)->close_request = bw_window_close_request;

  properties[PROP_PHONE] = g_param_spec_object ("phone", NULL, NULL, BW_TYPE_PHONE, construct);
  properties[PROP_SETTINGS] =
      g_param_spec_object ("settings", NULL, NULL, G_TYPE_SETTINGS, construct);
  properties[PROP_NOTICE] =
      g_param_spec_string ("notice", NULL, NULL, NULL,
                           G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_install_action (widget_class, "win.search", NULL, search_action);
  gtk_widget_class_install_action (widget_class, "win.back", NULL, back_action);
  ensure_types ();
  bind_template (widget_class);
}

static void
bw_window_init (BwWindow *self)
{
  self->current = g_signal_group_new (BW_TYPE_CALL);
  g_signal_group_connect_swapped (self->current, "notify::state", G_CALLBACK (current_state_cb),
                                  self);
  gtk_widget_init_template (GTK_WIDGET (self));
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
  gtk_widget_grab_focus (GTK_WIDGET (self->dial_entry));
}

void
bw_window_show_call (BwWindow *self)
{
  g_return_if_fail (BW_IS_WINDOW (self));

  if (!bw_phone_get_current_call (self->phone))
    return;

  if (!shows (self, "call"))
    self->from_sidebar = adw_leaflet_get_visible_child (self->leaflet) == self->sidebar;
  show_content (self, "call");
}

void
bw_window_show_history (BwWindow *self)
{
  g_return_if_fail (BW_IS_WINDOW (self));

  show_sidebar (self);
  bw_history_page_set_missed_only (self->history_page, TRUE);
}

void
bw_window_say (BwWindow *self, const char *text)
{
  g_return_if_fail (BW_IS_WINDOW (self));

  bw_toasts_say (GTK_WIDGET (self->pages), text);
}
