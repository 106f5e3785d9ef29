/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The way from "Share Screen" to a picture that is sent: who asks, and what ends it. How a picture
 * is taken and sent is for others. */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-sharing.h"

#include "bw-screen-cast.h"
#include "bw-window-handle.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#ifdef GDK_WINDOWING_X11
#include <gdk/x11/gdkx.h>
#endif

enum { PROP_0, PROP_PHONE, PROP_SHARING, N_PROPS };
enum { SAID, N_SIGNALS };

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

struct _BwSharing {
  GObject parent_instance;

  GtkApplication *application; /* it outlives us */
  BwPhone *phone;
  BwScreenCast *cast;
  BwVideoSource *source; /* (nullable): what is shared */
  BwCall *call;          /* (nullable): the one that was asked to take video along for it */
  GSignalGroup *watch;   /* the current call */
  GCancellable *asking;  /* (nullable): while a person is being asked */
  GtkWindow *parent;     /* weak: that it is asked before */
  GtkWindow *question;   /* weak: our own */
};

G_DEFINE_FINAL_TYPE (BwSharing, bw_sharing, G_TYPE_OBJECT)

static void
say (BwSharing *self, const char *sentence)
{
  g_signal_emit (self, signals[SAID], 0, sentence);
}

/* Returns: (nullable): the call whose peer would see it */
static BwCall *
find_call (BwSharing *self)
{
  BwCall *call = bw_phone_get_current_call (self->phone);

  return call && bw_call_get_state (call) == BW_CALL_STATE_ACTIVE ? call : NULL;
}

static void
enable (BwSharing *self, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->application), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

static void
update_actions (BwSharing *self)
{
  enable (self, "share-screen", !self->source && !self->asking && find_call (self));
  enable (self, "stop-sharing", self->source != NULL);
}

static void
set_source (BwSharing *self, BwVideoSource *source)
{
  if (!g_set_object (&self->source, source))
    return;

  update_actions (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHARING]);
}

static void
set_call (BwSharing *self, BwCall *call)
{
  if (self->call)
    g_signal_handlers_disconnect_by_func (self->call, bw_sharing_stop, self);
  g_set_object (&self->call, call);
  if (call)
    g_signal_connect_object (call, "video-refused", G_CALLBACK (bw_sharing_stop), self,
                             G_CONNECT_SWAPPED);
}

/* A call with sound alone is asked to take the picture along. */
static void
bring_to_call (BwSharing *self)
{
  BwCall *call = find_call (self);
  g_autoptr (GError) error = NULL;

  if (bw_call_get_video_direction (call) & BW_VIDEO_DIRECTION_SEND)
    return;

  set_call (self, call);
  if (bw_call_add_video (call, &error))
    return;

  bw_sharing_stop (self);
  say (self, error->message);
}

static void
share (BwSharing *self, BwVideoSource *source)
{
  if (!find_call (self)) { /* it ended while one chose */
    bw_screen_cast_end (self->cast);
    return;
  }

  set_source (self, source);
  bw_video_share (bw_phone_get_video (self->phone), source);
  bring_to_call (self);
}

/* Somebody took the picture back: the source is gone, or no call sends video any more. */
static void
shared_cb (BwSharing *self)
{
  BwVideoSource *shared = bw_video_get_shared (bw_phone_get_video (self->phone));
  gboolean gone;

  if (!self->source || shared == self->source)
    return;

  gone = !shared && bw_video_source_get_trouble (self->source) != BW_VIDEO_TROUBLE_NONE;
  bw_screen_cast_end (self->cast);
  set_call (self, NULL);
  set_source (self, NULL);
  if (gone)
    say (self, _ ("What you shared is not there any more."));
}

static void
end_asking (BwSharing *self)
{
  g_clear_object (&self->asking);
  update_actions (self);
}

static gboolean
was_taken_back (GAsyncResult *result)
{
  return g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result)));
}

/* The desktop's question goes, and nobody waits for its answer. */
static void
take_back (BwSharing *self)
{
  g_cancellable_cancel (self->asking);
  if (self->question)
    gtk_window_destroy (self->question);
  g_clear_weak_pointer (&self->question);
}

static void
question_cb (BwSharing *self, const char *response)
{
  g_clear_weak_pointer (&self->question);
  end_asking (self);
  if (g_str_equal (response, "share")) {
    g_autoptr (BwVideoSource) source = bw_video_source_new_x11 (NULL);

    share (self, source);
  }
}

/* Without a portal there is nobody to choose with: X11 shows all or nothing. */
static void
ask_ourselves (BwSharing *self)
{
  GtkWidget *dialog = adw_message_dialog_new (self->parent, _ ("Share the Whole Screen?"),
                                              _ ("The other side sees all that you see, "
                                                 "notifications and other windows as well."));
  AdwMessageDialog *message = ADW_MESSAGE_DIALOG (dialog);

  adw_message_dialog_add_responses (message, "cancel", _ ("_Cancel"), "share", _ ("_Share Screen"),
                                    NULL);
  adw_message_dialog_set_response_appearance (message, "share", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (message, "cancel");
  adw_message_dialog_set_close_response (message, "cancel");
  g_set_weak_pointer (&self->question, GTK_WINDOW (dialog));
  g_signal_connect_object (dialog, "response", G_CALLBACK (question_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static gboolean
is_x11 (BwSharing *self)
{
#ifdef GDK_WINDOWING_X11
  return self->parent && GDK_IS_X11_DISPLAY (gtk_widget_get_display (GTK_WIDGET (self->parent)));
#else
  return FALSE;
#endif
}

static void
refuse (BwSharing *self, const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED) && is_x11 (self)) {
    ask_ourselves (self);
    return;
  }

  end_asking (self);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED))
    say (self, _ ("This desktop cannot share the screen: it has no screen cast portal."));
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    say (self, error->message);
}

static void
chosen_cb (GObject *cast, GAsyncResult *result, gpointer user_data)
{
  BwSharing *self = user_data; /* gone where it was taken back */
  g_autoptr (BwVideoSource) source = NULL;
  g_autoptr (GError) error = NULL;
  BwScreenStream stream;

  if (was_taken_back (result))
    return;
  if (!bw_screen_cast_choose_finish (BW_SCREEN_CAST (cast), result, &stream, &error)) {
    refuse (self, error);
    return;
  }

  end_asking (self);
  source = bw_video_source_new_pipewire (
      BW_VIDEO_SOURCE_SCREEN, stream.window ? _ ("Window") : _ ("Screen"), stream.fd, stream.node);
  share (self, source);
}

static void
named_cb (GObject *window, GAsyncResult *result, gpointer user_data)
{
  BwSharing *self = user_data; /* gone where it was taken back */
  g_autofree char *handle = bw_window_handle_finish (result);

  if (!was_taken_back (result))
    bw_screen_cast_choose_async (self->cast, handle, self->asking, chosen_cb, self);
}

/* Who hung up is not asked any more. */
static void
calls_cb (BwSharing *self)
{
  guint live;

  g_object_get (self->phone, "live-calls", &live, NULL);
  if (live == 0) {
    take_back (self);
    g_clear_object (&self->asking);
    bw_sharing_stop (self);
  }
  update_actions (self);
}

static void
current_cb (BwSharing *self)
{
  g_signal_group_set_target (self->watch, bw_phone_get_current_call (self->phone));
  update_actions (self);
}

static void
share_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  BwSharing *self = data;
  GtkWindow *window = gtk_application_get_active_window (self->application);

  if (window)
    bw_sharing_start (self, window);
}

static void
stop_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  bw_sharing_stop (data);
}

static void
bw_sharing_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  BwSharing *self = BW_SHARING (object);

  switch (id) {
  case PROP_PHONE:
    g_value_set_object (value, self->phone);
    break;
  case PROP_SHARING:
    g_value_set_boolean (value, self->source != NULL);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
bw_sharing_dispose (GObject *object)
{
  BwSharing *self = BW_SHARING (object);

  if (self->source)
    bw_video_share (bw_phone_get_video (self->phone), NULL);
  if (self->application) {
    g_action_map_remove_action (G_ACTION_MAP (self->application), "share-screen");
    g_action_map_remove_action (G_ACTION_MAP (self->application), "stop-sharing");
  }
  self->application = NULL;
  set_call (self, NULL);
  take_back (self);
  g_clear_object (&self->source);
  g_clear_object (&self->asking);
  g_clear_object (&self->watch);
  g_clear_weak_pointer (&self->parent);
  g_clear_object (&self->cast);
  g_clear_object (&self->phone);

  G_OBJECT_CLASS (bw_sharing_parent_class)->dispose (object);
}

static void
bw_sharing_class_init (BwSharingClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = bw_sharing_get_property;
  object_class->dispose = bw_sharing_dispose;

  properties[PROP_PHONE] = g_param_spec_object ("phone", NULL, NULL, BW_TYPE_PHONE, flags);
  properties[PROP_SHARING] = g_param_spec_boolean ("sharing", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SAID] = g_signal_new ("said", BW_TYPE_SHARING, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
bw_sharing_init (BwSharing *self)
{
  self->watch = g_signal_group_new (BW_TYPE_CALL);
  g_signal_group_connect_swapped (self->watch, "notify::state", G_CALLBACK (update_actions), self);
}

static void
watch_phone (BwSharing *self)
{
  g_signal_connect_object (bw_phone_get_video (self->phone), "notify::shared",
                           G_CALLBACK (shared_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->phone, "notify::live-calls", G_CALLBACK (calls_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->phone, "notify::current-call", G_CALLBACK (current_cb), self,
                           G_CONNECT_SWAPPED);
  current_cb (self);
}

BwSharing *
bw_sharing_new (GtkApplication *application, BwPhone *phone, GDBusConnection *bus)
{
  const GActionEntry actions[] = {
    { .name = "share-screen", .activate = share_action },
    { .name = "stop-sharing", .activate = stop_action },
  };
  BwSharing *self;

  g_return_val_if_fail (BW_IS_PHONE (phone), NULL);

  self = g_object_new (BW_TYPE_SHARING, NULL);
  self->application = application;
  self->phone = g_object_ref (phone);
  self->cast = bw_screen_cast_new (bus);
  g_action_map_add_action_entries (G_ACTION_MAP (application), actions, G_N_ELEMENTS (actions),
                                   self);
  g_signal_connect_object (self->cast, "ended", G_CALLBACK (bw_sharing_stop), self,
                           G_CONNECT_SWAPPED);
  watch_phone (self);

  return self;
}

gboolean
bw_sharing_get_sharing (BwSharing *self)
{
  g_return_val_if_fail (BW_IS_SHARING (self), FALSE);

  return self->source != NULL;
}

void
bw_sharing_start (BwSharing *self, GtkWindow *parent)
{
  g_return_if_fail (BW_IS_SHARING (self));
  g_return_if_fail (GTK_IS_WINDOW (parent));

  if (self->source || self->asking)
    return;

  self->asking = g_cancellable_new ();
  g_set_weak_pointer (&self->parent, parent);
  update_actions (self);
  bw_window_handle_async (parent, self->asking, named_cb, self);
}

void
bw_sharing_stop (BwSharing *self)
{
  g_return_if_fail (BW_IS_SHARING (self));

  if (self->source)
    bw_video_share (bw_phone_get_video (self->phone), NULL);
}
