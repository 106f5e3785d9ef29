/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The phone on the bus: its properties follow the phone, its methods are the phone's verbs. */

#define G_LOG_DOMAIN "bellwire-desktop"

#include "bw-dbus-phone.h"

#include "bw-config.h"
#include "bw-core-enums.h"
#include "bw-dbus-arguments.h"
#include "bw-dbus-error.h"
#include "bw-dbus-messages.h"
#include "bw-dbus-people.h"

#include <glib/gi18n-lib.h>

struct _BwDBusPhone {
  BwDBusPhone1Skeleton parent_instance;

  BwPhone *phone;
  BwDBusBranch *accounts;
  BwDBusBranch *calls;
  BwDBusBranch *buddies;
  BwDBusMessages *messages;
  GDBusInterfaceVTable vtable;
  GDBusInterfaceMethodCallFunc handle_method; /* the skeleton's own */
  GQueue early; /* invocations that came before the phone was started */
};

static void bw_dbus_phone_interface_init (BwDBusPhone1Iface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (BwDBusPhone,
                               bw_dbus_phone,
                               BW_DBUS_TYPE_PHONE1_SKELETON,
                               G_IMPLEMENT_INTERFACE (BW_DBUS_TYPE_PHONE1,
                                                      bw_dbus_phone_interface_init))

static void
update_cb (BwDBusPhone *self)
{
  BwDBusPhone1 *face = BW_DBUS_PHONE1 (self);
  BwAccount *account = bw_phone_get_default_account (self->phone);
  BwMyPresence *presence = bw_phone_get_presence (self->phone);
  const char *note = bw_my_presence_get_note (presence);

  bw_dbus_phone1_set_presence (face,
                               bw_dbus_nick (BW_TYPE_STATUS, bw_my_presence_get_status (presence)));
  bw_dbus_phone1_set_presence_note (face, note ? note : "");
  bw_dbus_phone1_set_default_account (face, bw_dbus_branch_get_path (self->accounts, account));
}

/* Returns: whether @path means an account; `/` means the default and gives NULL. */
static gboolean
find_account (BwDBusPhone *self, const char *path, BwAccount **account, GError **error)
{
  *account = bw_dbus_branch_find (self->accounts, path);
  if (*account || g_str_equal (path, "/"))
    return TRUE;

  g_set_error (error, BW_DBUS_ERROR, BW_DBUS_ERROR_NO_OBJECT, _ ("There is no account at %s."),
               path);

  return FALSE;
}

static gboolean
set_presence (BwDBusPhone *self, const char *presence, GError **error)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (BW_TYPE_STATUS);
  GEnumValue *status = g_enum_get_value_by_nick (klass, presence);

  if (!status) {
    /* Translators: the first %s is a list of words that are not translated, such as “online, away”
     */
    g_set_error (error, BW_DBUS_ERROR, BW_DBUS_ERROR_ARGUMENT,
                 _ ("The presence must be one of %s, not “%s”."),
                 "online, away, busy, do-not-disturb, offline", presence);
    return FALSE;
  }

  bw_my_presence_set_status (bw_phone_get_presence (self->phone), status->value);

  return TRUE;
}

static gboolean
set_default_account (BwDBusPhone *self, const char *path, GError **error)
{
  BwAccount *account = bw_dbus_branch_find (self->accounts, path);

  if (!account) {
    g_set_error (error, BW_DBUS_ERROR, BW_DBUS_ERROR_NO_OBJECT, _ ("There is no account at %s."),
                 path);
    return FALSE;
  }

  bw_phone_set_default_account (self->phone, account);

  return TRUE;
}

static gboolean
set_property_cb (GDBusConnection *connection,
                 const char *sender,
                 const char *path,
                 const char *interface,
                 const char *property,
                 GVariant *value,
                 GError **error,
                 gpointer user_data)
{
  BwDBusPhone *self = user_data;
  const char *text = g_variant_get_string (value, NULL);

  if (g_str_equal (property, "Presence"))
    return set_presence (self, text, error);
  if (g_str_equal (property, "PresenceNote")) {
    bw_my_presence_set_note (bw_phone_get_presence (self->phone), text, 0);
    return TRUE;
  }

  return set_default_account (self, text, error);
}

static void
handle_method (BwDBusPhone *self, GDBusMethodInvocation *invocation)
{
  self->handle_method (g_dbus_method_invocation_get_connection (invocation),
                       g_dbus_method_invocation_get_sender (invocation),
                       g_dbus_method_invocation_get_object_path (invocation),
                       g_dbus_method_invocation_get_interface_name (invocation),
                       g_dbus_method_invocation_get_method_name (invocation),
                       g_dbus_method_invocation_get_parameters (invocation), invocation, self);
}

static gboolean
is_started (BwDBusPhone *self)
{
  gboolean started;

  g_object_get (self->phone, "started", &started, NULL);

  return started;
}

/* The bus knows the name before the engine runs, most of all where a caller has started the
 * program: its call waits. */
static void
method_call_cb (GDBusConnection *connection,
                const char *sender,
                const char *path,
                const char *interface,
                const char *method,
                GVariant *parameters,
                GDBusMethodInvocation *invocation,
                gpointer user_data)
{
  BwDBusPhone *self = user_data;

  if (is_started (self))
    handle_method (self, invocation);
  else
    g_queue_push_tail (&self->early, invocation);
}

static void
started_cb (BwDBusPhone *self)
{
  while (is_started (self) && !g_queue_is_empty (&self->early))
    handle_method (self, g_queue_pop_head (&self->early));
}

static void
refuse_early (BwDBusPhone *self)
{
  while (!g_queue_is_empty (&self->early))
    bw_dbus_refuse (
        g_queue_pop_head (&self->early),
        g_error_new_literal (BW_ERROR, BW_ERROR_NOT_STARTED, _ ("The phone is not running.")));
}

static GDBusInterfaceVTable *
bw_dbus_phone_get_vtable (GDBusInterfaceSkeleton *skeleton)
{
  BwDBusPhone *self = BW_DBUS_PHONE (skeleton);

  self->vtable =
      *G_DBUS_INTERFACE_SKELETON_CLASS (bw_dbus_phone_parent_class)->get_vtable (skeleton);
  self->vtable.set_property = set_property_cb;
  self->handle_method = self->vtable.method_call;
  self->vtable.method_call = method_call_cb;

  return &self->vtable;
}

static gboolean
bw_dbus_phone_handle_add_account (BwDBusPhone1 *face,
                                  GDBusMethodInvocation *invocation,
                                  GVariant *arguments)
{
  BwDBusPhone *self = BW_DBUS_PHONE (face);
  g_autofree char *password = NULL;
  GError *error = NULL;
  g_autoptr (BwAccountSettings) settings = bw_dbus_parse_account (arguments, &password, &error);
  BwAccount *account =
      settings ? bw_phone_add_account (self->phone, settings, password, &error) : NULL;

  if (!bw_dbus_refuse (invocation, error))
    bw_dbus_phone1_complete_add_account (face, invocation,
                                         bw_dbus_branch_get_path (self->accounts, account));

  return TRUE;
}

/* Nobody can undo it from here, so the password goes with it. */
static gboolean
bw_dbus_phone_handle_remove_account (BwDBusPhone1 *face,
                                     GDBusMethodInvocation *invocation,
                                     const char *path)
{
  BwDBusPhone *self = BW_DBUS_PHONE (face);
  BwAccount *account = bw_dbus_branch_find (self->accounts, path);
  g_autofree char *id = account ? g_strdup (bw_account_get_id (account)) : NULL;

  if (!account) {
    bw_dbus_refuse (invocation, g_error_new (BW_DBUS_ERROR, BW_DBUS_ERROR_NO_OBJECT,
                                             _ ("There is no account at %s."), path));
    return TRUE;
  }

  bw_phone_remove_account (self->phone, account);
  bw_phone_forget_account (self->phone, id);
  bw_dbus_phone1_complete_remove_account (face, invocation);

  return TRUE;
}

static gboolean
bw_dbus_phone_handle_dial (BwDBusPhone1 *face,
                           GDBusMethodInvocation *invocation,
                           const char *path,
                           const char *address,
                           gboolean video)
{
  BwDBusPhone *self = BW_DBUS_PHONE (face);
  BwAccount *account = NULL;
  BwCall *call = NULL;
  GError *error = NULL;

  if (find_account (self, path, &account, &error))
    call = bw_phone_dial (self->phone, account, address, video, &error);

  if (!bw_dbus_refuse (invocation, error))
    bw_dbus_phone1_complete_dial (face, invocation, bw_dbus_branch_get_path (self->calls, call));

  return TRUE;
}

static gboolean
bw_dbus_phone_handle_send_message (BwDBusPhone1 *face,
                                   GDBusMethodInvocation *invocation,
                                   const char *path,
                                   const char *peer,
                                   const char *text)
{
  BwDBusPhone *self = BW_DBUS_PHONE (face);
  BwAccount *account = NULL;
  g_autofree char *id = NULL;
  GError *error = NULL;

  if (find_account (self, path, &account, &error))
    id = bw_dbus_messages_send (self->messages, account, peer, text, &error);

  if (!bw_dbus_refuse (invocation, error))
    bw_dbus_phone1_complete_send_message (face, invocation, id);

  return TRUE;
}

static gboolean
bw_dbus_phone_handle_add_buddy (BwDBusPhone1 *face,
                                GDBusMethodInvocation *invocation,
                                const char *address,
                                const char *name)
{
  BwDBusPhone *self = BW_DBUS_PHONE (face);
  GError *error = NULL;
  BwBuddy *buddy = bw_dbus_people_add (self->phone, address, name, &error);

  if (!bw_dbus_refuse (invocation, error))
    bw_dbus_phone1_complete_add_buddy (face, invocation,
                                       bw_dbus_branch_get_path (self->buddies, buddy));

  return TRUE;
}

static gboolean
bw_dbus_phone_handle_remove_buddy (BwDBusPhone1 *face,
                                   GDBusMethodInvocation *invocation,
                                   const char *path)
{
  BwDBusPhone *self = BW_DBUS_PHONE (face);
  BwBuddy *buddy = bw_dbus_branch_find (self->buddies, path);
  GError *error = NULL;

  if (buddy)
    bw_dbus_people_remove (self->phone, buddy, &error);
  else
    g_set_error (&error, BW_DBUS_ERROR, BW_DBUS_ERROR_NO_OBJECT, _ ("There is nobody at %s."),
                 path);
  if (!bw_dbus_refuse (invocation, error))
    bw_dbus_phone1_complete_remove_buddy (face, invocation);

  return TRUE;
}

static void
bw_dbus_phone_dispose (GObject *object)
{
  BwDBusPhone *self = BW_DBUS_PHONE (object);

  refuse_early (self);
  g_clear_object (&self->messages);
  g_clear_object (&self->buddies);
  g_clear_object (&self->calls);
  g_clear_object (&self->accounts);
  g_clear_object (&self->phone);

  G_OBJECT_CLASS (bw_dbus_phone_parent_class)->dispose (object);
}

static void
bw_dbus_phone_interface_init (BwDBusPhone1Iface *iface)
{
  iface->handle_add_account = bw_dbus_phone_handle_add_account;
  iface->handle_remove_account = bw_dbus_phone_handle_remove_account;
  iface->handle_dial = bw_dbus_phone_handle_dial;
  iface->handle_send_message = bw_dbus_phone_handle_send_message;
  iface->handle_add_buddy = bw_dbus_phone_handle_add_buddy;
  iface->handle_remove_buddy = bw_dbus_phone_handle_remove_buddy;
}

static void
bw_dbus_phone_class_init (BwDBusPhoneClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bw_dbus_phone_dispose;
  G_DBUS_INTERFACE_SKELETON_CLASS (klass)->get_vtable = bw_dbus_phone_get_vtable;
}

static void
bw_dbus_phone_init (BwDBusPhone *self)
{
}

GDBusInterfaceSkeleton *
bw_dbus_phone_new (BwPhone *phone,
                   BwDBusBranch *accounts,
                   BwDBusBranch *calls,
                   BwDBusBranch *buddies)
{
  BwDBusPhone *self = g_object_new (BW_TYPE_DBUS_PHONE, NULL);

  self->phone = g_object_ref (phone);
  self->accounts = g_object_ref (accounts);
  self->calls = g_object_ref (calls);
  self->buddies = g_object_ref (buddies);
  self->messages = bw_dbus_messages_new (BW_DBUS_PHONE1 (self), phone, accounts);
  bw_dbus_phone1_set_version (BW_DBUS_PHONE1 (self), BW_VERSION);
  g_signal_connect_object (bw_phone_get_presence (phone), "notify", G_CALLBACK (update_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (phone, "notify::started", G_CALLBACK (started_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (phone, "notify::default-account", G_CALLBACK (update_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (bw_phone_get_accounts (phone), "items-changed", G_CALLBACK (update_cb),
                           self, G_CONNECT_SWAPPED);
  update_cb (self);

  return G_DBUS_INTERFACE_SKELETON (self);
}
