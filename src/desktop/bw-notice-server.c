/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Speaks libnotify. Does not know which thread it is on, nor what the notices are about. */

#define G_LOG_DOMAIN "bellwire-desktop"

#include "bw-notice-server.h"

#include <gio/gio.h>
#include <libnotify/notify.h>

#define DBUS_NAME "org.freedesktop.DBus"
#define DBUS_PATH "/org/freedesktop/DBus"
#define SERVER_NAME "org.freedesktop.Notifications"
#define SERVER_PATH "/org/freedesktop/Notifications"
/* The action of servers that take text (KDE, and those that follow it). */
#define INLINE_REPLY "inline-reply"
/* Of the longer side: what servers show, and what is worth reading at all. */
#define PICTURE_PIXELS 96
#define MAX_PICTURE_PIXELS 8192

struct _BwNoticeServer {
  BwNoticeReport report;
  gpointer user_data;
  char *app_id;

  GHashTable *shown;   /* id → NotifyNotification */
  GHashTable *numbers; /* id → what the server calls the one that took text last, closed or not */
  char *server;        /* its unique name on the bus, once it is known */
  gboolean abilities_known;
  gboolean buttons;
  gboolean markup;
  gboolean text_entry;
  GDBusConnection *bus; /* what libnotify does not tell: the text of a reply */
  guint replied_id;
};

/* Which notice a signal of libnotify is about. */
typedef struct {
  BwNoticeServer *server;
  char *id;
} Origin;

/* Returns: (transfer full) (nullable): answered by the bus itself, which does not hang */
static char *
find_server (void)
{
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_autoptr (GVariant) answer = NULL;
  char *owner = NULL;

  if (bus)
    answer = g_dbus_connection_call_sync (
        bus, DBUS_NAME, DBUS_PATH, DBUS_NAME, "GetNameOwner", g_variant_new ("(s)", SERVER_NAME),
        G_VARIANT_TYPE ("(s)"), G_DBUS_CALL_FLAGS_NONE, -1, NULL, NULL);
  if (answer)
    g_variant_get (answer, "(s)", &owner);

  return owner;
}

/* Another server than before may be able to do other things, and our ids mean other people's
 * notifications to it. */
static void
meet_server (BwNoticeServer *self)
{
  g_autofree char *server = find_server ();

  if (self->server && g_strcmp0 (self->server, server) != 0) {
    self->abilities_known = self->buttons = self->markup = self->text_entry = FALSE;
    g_hash_table_remove_all (self->shown);
    g_hash_table_remove_all (self->numbers);
  }
  g_free (self->server);
  self->server = g_steal_pointer (&server);
}

static void
learn_abilities (BwNoticeServer *self)
{
  GList *abilities;

  /* Where there is no server, asking for its abilities would warn; showing will say so. */
  if (self->abilities_known || !notify_get_server_info (NULL, NULL, NULL, NULL))
    return;

  abilities = notify_get_server_caps ();
  self->buttons = g_list_find_custom (abilities, "actions", (GCompareFunc) g_strcmp0) != NULL;
  self->markup = g_list_find_custom (abilities, "body-markup", (GCompareFunc) g_strcmp0) != NULL;
  self->text_entry = g_list_find_custom (abilities, INLINE_REPLY, (GCompareFunc) g_strcmp0) != NULL;
  self->abilities_known = abilities != NULL;
  g_list_free_full (abilities, g_free);
}

static Origin *
origin_new (BwNoticeServer *self, const char *id)
{
  Origin *origin = g_new0 (Origin, 1);

  origin->server = self;
  origin->id = g_strdup (id);

  return origin;
}

static void
free_origin (gpointer data)
{
  Origin *origin = data;

  g_free (origin->id);
  g_free (origin);
}

static void
action_cb (NotifyNotification *notification, char *key, gpointer user_data)
{
  Origin *origin = user_data;
  BwNoticeServer *self = origin->server;

  /* From a server that shows no entry for the text after all. */
  if (g_str_equal (key, INLINE_REPLY))
    key = (char *) BW_NOTICE_REPLY;
  self->report (origin->id, key, notify_notification_get_activation_token (notification), NULL,
                self->user_data);
}

static void
closed_cb (NotifyNotification *notification, gpointer user_data)
{
  Origin *origin = user_data;
  BwNoticeServer *self = origin->server;
  g_autofree char *id = g_strdup (origin->id);

  self->report (id, NULL, NULL, NULL, self->user_data);
  g_hash_table_remove (self->shown, id);
}

/* A reply may come behind the closing: what was typed counts all the same. */
static void
note_number (BwNoticeServer *self, const char *id, NotifyNotification *notification)
{
  int number = 0;

  g_object_get (notification, "id", &number, NULL);
  g_hash_table_replace (self->numbers, g_strdup (id), GINT_TO_POINTER (number));
}

/* Returns: (nullable): of ours, the one that the server knows by @number */
static const char *
find_numbered (BwNoticeServer *self, guint number)
{
  GHashTableIter iter;
  gpointer id, own;

  g_hash_table_iter_init (&iter, self->numbers);
  while (g_hash_table_iter_next (&iter, &id, &own))
    if (GPOINTER_TO_UINT (own) == number)
      return id;

  return NULL;
}

static void
replied_cb (GDBusConnection *bus,
            const char *sender,
            const char *path,
            const char *interface,
            const char *signal,
            GVariant *arguments,
            gpointer user_data)
{
  BwNoticeServer *self = user_data;
  const char *id, *text;
  guint number;

  /* Another server than before counts from one again. */
  if (g_strcmp0 (sender, self->server) != 0 ||
      !g_variant_is_of_type (arguments, G_VARIANT_TYPE ("(us)")))
    return;
  g_variant_get (arguments, "(u&s)", &number, &text);
  id = find_numbered (self, number);
  if (id)
    self->report (id, BW_NOTICE_REPLY, NULL, text, self->user_data);
}

static void
free_closure (gpointer data, GClosure *closure)
{
  free_origin (data);
}

static NotifyNotification *
ensure_notification (BwNoticeServer *self, const char *id, const char *title)
{
  NotifyNotification *notification = g_hash_table_lookup (self->shown, id);

  if (notification)
    return notification;

  notification = notify_notification_new (title, NULL, NULL);
  g_signal_connect_data (notification, "closed", G_CALLBACK (closed_cb), origin_new (self, id),
                         free_closure, 0);
  g_hash_table_insert (self->shown, g_strdup (id), notification);

  return notification;
}

static NotifyUrgency
urgency (BwNoticeWeight weight)
{
  switch (weight) {
  case BW_NOTICE_QUIET:
    return NOTIFY_URGENCY_LOW;
  case BW_NOTICE_NORMAL:
    return NOTIFY_URGENCY_NORMAL;
  case BW_NOTICE_URGENT:
    return NOTIFY_URGENCY_CRITICAL;
  }

  g_return_val_if_reached (NOTIFY_URGENCY_NORMAL);
}

/* A picture that is far too large is not read. */
static void
picture_size_cb (GdkPixbufLoader *loader, int width, int height)
{
  int longer = MAX (width, height);

  if (longer > MAX_PICTURE_PIXELS)
    gdk_pixbuf_loader_set_size (loader, 0, 0);
  else if (longer > PICTURE_PIXELS)
    gdk_pixbuf_loader_set_size (loader, MAX (width * PICTURE_PIXELS / longer, 1),
                                MAX (height * PICTURE_PIXELS / longer, 1));
}

static void
set_picture (NotifyNotification *notification, GBytes *picture)
{
  g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new ();
  g_autoptr (GError) error = NULL;
  gboolean read;

  g_signal_connect (loader, "size-prepared", G_CALLBACK (picture_size_cb), NULL);
  read = gdk_pixbuf_loader_write_bytes (loader, picture, &error);
  read = gdk_pixbuf_loader_close (loader, read ? &error : NULL) && read;
  if (read && gdk_pixbuf_loader_get_pixbuf (loader))
    notify_notification_set_image_from_pixbuf (notification, gdk_pixbuf_loader_get_pixbuf (loader));
  else
    g_debug ("a picture cannot be read: %s", error ? error->message : "too large");
}

static void
set_hints (BwNoticeServer *self, NotifyNotification *notification, const BwNotice *notice)
{
  notify_notification_clear_hints (notification);
  notify_notification_set_urgency (notification, urgency (notice->weight));
  notify_notification_set_timeout (notification,
                                   notice->lasting ? NOTIFY_EXPIRES_NEVER : NOTIFY_EXPIRES_DEFAULT);
  notify_notification_set_hint (notification, "desktop-entry", g_variant_new_string (self->app_id));
  if (notice->category)
    notify_notification_set_category (notification, notice->category);
  if (notice->lasting)
    notify_notification_set_hint (notification, "resident", g_variant_new_boolean (TRUE));
  if (notice->sound)
    notify_notification_set_hint (notification, "sound-name", g_variant_new_string (notice->sound));
  if (notice->picture)
    set_picture (notification, notice->picture);
  if (notice->silent)
    notify_notification_set_hint (notification, "suppress-sound", g_variant_new_boolean (TRUE));
}

static void
add_action (BwNoticeServer *self,
            const char *id,
            NotifyNotification *notification,
            const char *key,
            const char *label)
{
  notify_notification_add_action (notification, key, label, action_cb, origin_new (self, id),
                                  free_origin);
}

static void
set_actions (BwNoticeServer *self,
             const char *id,
             NotifyNotification *notification,
             const BwNotice *notice)
{
  notify_notification_clear_actions (notification);
  for (guint i = 0; self->buttons && i < notice->actions->len; i++) {
    const BwNoticeAction *action = g_ptr_array_index (notice->actions, i);

    add_action (self, id, notification, action->key, action->label);
  }
  if (self->buttons && notice->reply)
    add_action (self, id, notification, self->text_entry ? INLINE_REPLY : BW_NOTICE_REPLY,
                notice->reply);
}

BwNoticeServer *
bw_notice_server_new (const char *app_name,
                      const char *app_id,
                      BwNoticeReport report,
                      gpointer user_data)
{
  BwNoticeServer *self = g_new0 (BwNoticeServer, 1);

  self->report = report;
  self->user_data = user_data;
  self->app_id = g_strdup (app_id);
  self->shown = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  notify_init (app_name);
  self->bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  if (self->bus)
    self->replied_id = g_dbus_connection_signal_subscribe (
        self->bus, SERVER_NAME, SERVER_NAME, "NotificationReplied", SERVER_PATH, NULL,
        G_DBUS_SIGNAL_FLAGS_NONE, replied_cb, self, NULL);

  return self;
}

void
bw_notice_server_show (BwNoticeServer *self, const char *id, const BwNotice *notice)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  NotifyNotification *notification;

  meet_server (self);
  learn_abilities (self);
  notification = ensure_notification (self, id, notice->title);
  text = bw_notice_dup_text (notice, self->buttons, self->markup);
  notify_notification_update (notification, notice->title, text, self->app_id);
  set_hints (self, notification, notice);
  set_actions (self, id, notification, notice);

  if (!notify_notification_show (notification, &error)) {
    g_message ("A notification could not be shown: %s", error->message);
    g_hash_table_remove (self->shown, id);
  } else if (notice->reply && self->text_entry) {
    note_number (self, id, notification);
  }

  /* Showing may have started it. */
  if (!self->server)
    meet_server (self);
}

/* Out of the table first: in a sandbox libnotify tells of the closing before it returns. */
void
bw_notice_server_take_down (BwNoticeServer *self, const char *id)
{
  g_autoptr (GObject) notification = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *key = NULL;

  meet_server (self);
  if (!g_hash_table_steal_extended (self->shown, id, (gpointer *) &key, (gpointer *) &notification))
    return;

  g_signal_handlers_disconnect_matched (notification, G_SIGNAL_MATCH_FUNC, 0, 0, NULL, closed_cb,
                                        NULL);
  if (!notify_notification_close (NOTIFY_NOTIFICATION (notification), &error))
    g_debug ("a notification could not be withdrawn: %s", error->message);
}

void
bw_notice_server_free (BwNoticeServer *self)
{
  GHashTableIter iter;
  gpointer id;

  for (g_hash_table_iter_init (&iter, self->shown); g_hash_table_iter_next (&iter, &id, NULL);
       g_hash_table_iter_init (&iter, self->shown)) {
    g_autofree char *copy = g_strdup (id);

    bw_notice_server_take_down (self, copy);
  }

  if (self->replied_id)
    g_dbus_connection_signal_unsubscribe (self->bus, self->replied_id);
  g_clear_object (&self->bus);
  g_hash_table_unref (self->shown);
  g_hash_table_unref (self->numbers);
  notify_uninit ();
  g_free (self->server);
  g_free (self->app_id);
  g_free (self);
}
