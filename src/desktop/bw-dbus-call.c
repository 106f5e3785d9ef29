/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A call on the bus: its properties follow the call, its methods are the call's verbs. */

#define G_LOG_DOMAIN "bellwire-desktop"

#include "bw-dbus-call.h"

#include "bw-core-enums.h"
#include "bw-dbus-arguments.h"
#include "bw-dbus-error.h"
#include "bw-store-enums.h"
#include "bw-words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _BwDBusCall {
  BwDBusCall1Skeleton parent_instance;

  BwCall *call;
  BwPhone *phone;
  BwDBusBranch *accounts;
  BwDBusBranch *calls; /* (weak): it owns us */
  GDBusInterfaceVTable vtable;
};

static void bw_dbus_call_interface_init (BwDBusCall1Iface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (BwDBusCall,
                               bw_dbus_call,
                               BW_DBUS_TYPE_CALL1_SKELETON,
                               G_IMPLEMENT_INTERFACE (BW_DBUS_TYPE_CALL1,
                                                      bw_dbus_call_interface_init))

/* The core's name of a codec has its rate behind it. */
static void
update_codec (BwDBusCall *self)
{
  const char *codec = bw_call_get_audio_codec (self->call);
  g_autofree char *name = codec ? g_strndup (codec, strcspn (codec, "/")) : NULL;

  bw_dbus_call1_set_audio_codec (BW_DBUS_CALL1 (self), name);
}

static void
update_recording (BwDBusCall *self)
{
  GFile *file = bw_call_get_recording (self->call);
  g_autofree char *name = file ? g_file_get_parse_name (file) : NULL;

  bw_dbus_call1_set_recording (BW_DBUS_CALL1 (self), name ? name : "");
}

/* The skeleton compares by itself and tells the bus what has really changed. */
static void
update_cb (BwDBusCall *self)
{
  BwDBusCall1 *face = BW_DBUS_CALL1 (self);
  BwCall *call = self->call;

  bw_dbus_call1_set_peer (face, bw_call_get_peer (call));
  bw_dbus_call1_set_peer_name (face, bw_call_get_peer_name (call));
  bw_dbus_call1_set_account (face,
                             bw_dbus_branch_get_path (self->accounts, bw_call_get_account (call)));
  bw_dbus_call1_set_direction (face,
                               bw_dbus_nick (BW_TYPE_DIRECTION, bw_call_get_direction (call)));
  bw_dbus_call1_set_state (face, bw_dbus_nick (BW_TYPE_CALL_STATE, bw_call_get_state (call)));
  bw_dbus_call1_set_reason (face, bw_words_reason (bw_call_get_reason (call)));
  bw_dbus_call1_set_started (face, bw_call_get_started (call) / G_USEC_PER_SEC);
  bw_dbus_call1_set_muted (face, bw_call_get_muted (call));
  bw_dbus_call1_set_video (face, bw_call_get_video_direction (call) != BW_VIDEO_DIRECTION_NONE);
  bw_dbus_call1_set_video_asked (face, bw_call_get_video_asked (call));
  bw_dbus_call1_set_camera_on (face, bw_call_get_camera_on (call));
  bw_dbus_call1_set_video_codec (face, bw_call_get_video_codec (call));
  bw_dbus_call1_set_encryption (face,
                                bw_dbus_nick (BW_TYPE_ENCRYPTION, bw_call_get_encryption (call)));
  update_codec (self);
  update_recording (self);
}

static void
dtmf_received_cb (BwDBusCall *self, guint digit)
{
  const char text[] = { (char) digit, '\0' };

  bw_dbus_call1_emit_dtmf_received (BW_DBUS_CALL1 (self), text);
}

/* A write of Muted or CameraOn goes to the call, and comes back as its news. */
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
  BwDBusCall *self = user_data;

  if (g_str_equal (property, "Muted"))
    bw_call_set_muted (self->call, g_variant_get_boolean (value));
  else
    bw_call_set_camera_on (self->call, g_variant_get_boolean (value));

  return TRUE;
}

static GDBusInterfaceVTable *
bw_dbus_call_get_vtable (GDBusInterfaceSkeleton *skeleton)
{
  BwDBusCall *self = BW_DBUS_CALL (skeleton);

  self->vtable =
      *G_DBUS_INTERFACE_SKELETON_CLASS (bw_dbus_call_parent_class)->get_vtable (skeleton);
  self->vtable.set_property = set_property_cb;

  return &self->vtable;
}

static BwCall *
call_of (BwDBusCall1 *face)
{
  return BW_DBUS_CALL (face)->call;
}

/* All methods of this interface but one return nothing but success. */
static gboolean
complete (GDBusMethodInvocation *invocation, GError *error)
{
  if (!bw_dbus_refuse (invocation, error))
    g_dbus_method_invocation_return_value (invocation, NULL);

  return TRUE;
}

static gboolean
bw_dbus_call_handle_answer (BwDBusCall1 *face, GDBusMethodInvocation *invocation, gboolean video)
{
  GError *error = NULL;

  bw_call_answer (call_of (face), video, &error);

  return complete (invocation, error);
}

static gboolean
bw_dbus_call_handle_decline (BwDBusCall1 *face, GDBusMethodInvocation *invocation)
{
  GError *error = NULL;

  bw_call_decline (call_of (face), &error);

  return complete (invocation, error);
}

static gboolean
bw_dbus_call_handle_hang_up (BwDBusCall1 *face, GDBusMethodInvocation *invocation)
{
  GError *error = NULL;

  bw_call_hang_up (call_of (face), &error);

  return complete (invocation, error);
}

static gboolean
bw_dbus_call_handle_hold (BwDBusCall1 *face, GDBusMethodInvocation *invocation)
{
  GError *error = NULL;

  bw_call_hold (call_of (face), &error);

  return complete (invocation, error);
}

static gboolean
bw_dbus_call_handle_resume (BwDBusCall1 *face, GDBusMethodInvocation *invocation)
{
  GError *error = NULL;

  bw_call_resume (call_of (face), &error);

  return complete (invocation, error);
}

static gboolean
bw_dbus_call_handle_send_dtmf (BwDBusCall1 *face,
                               GDBusMethodInvocation *invocation,
                               const char *digits)
{
  GError *error = NULL;

  bw_call_send_dtmf (call_of (face), digits, &error);

  return complete (invocation, error);
}

static gboolean
bw_dbus_call_handle_transfer (BwDBusCall1 *face,
                              GDBusMethodInvocation *invocation,
                              const char *address)
{
  GError *error = NULL;

  bw_call_transfer (call_of (face), address, &error);

  return complete (invocation, error);
}

static gboolean
bw_dbus_call_handle_transfer_to (BwDBusCall1 *face,
                                 GDBusMethodInvocation *invocation,
                                 const char *other_call)
{
  BwDBusCall *self = BW_DBUS_CALL (face);
  BwCall *other = self->calls ? bw_dbus_branch_find (self->calls, other_call) : NULL;
  GError *error = NULL;

  if (other)
    bw_call_transfer_to (self->call, other, &error);
  else
    g_set_error (&error, BW_DBUS_ERROR, BW_DBUS_ERROR_NO_OBJECT, _ ("There is no call at %s."),
                 other_call);

  return complete (invocation, error);
}

static gboolean
bw_dbus_call_handle_redirect (BwDBusCall1 *face,
                              GDBusMethodInvocation *invocation,
                              const char *address)
{
  GError *error = NULL;

  bw_call_redirect (call_of (face), address, &error);

  return complete (invocation, error);
}

static gboolean
bw_dbus_call_handle_add_video (BwDBusCall1 *face, GDBusMethodInvocation *invocation)
{
  GError *error = NULL;

  bw_call_add_video (call_of (face), &error);

  return complete (invocation, error);
}

static gboolean
bw_dbus_call_handle_drop_video (BwDBusCall1 *face, GDBusMethodInvocation *invocation)
{
  GError *error = NULL;

  bw_call_drop_video (call_of (face), &error);

  return complete (invocation, error);
}

static gboolean
parse_consent (const char *text, BwVideoConsent *consent, GError **error)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (BW_TYPE_VIDEO_CONSENT);
  const GEnumValue *value = g_enum_get_value_by_nick (klass, text);

  if (value)
    *consent = (BwVideoConsent) value->value;
  else
    g_set_error (error, BW_DBUS_ERROR, BW_DBUS_ERROR_ARGUMENT,
                 _ ("The answer must be “refuse”, “receive” or “send”, not “%s”."), text);

  return value != NULL;
}

static gboolean
bw_dbus_call_handle_settle_video (BwDBusCall1 *face,
                                  GDBusMethodInvocation *invocation,
                                  const char *text)
{
  BwVideoConsent consent;
  GError *error = NULL;

  if (parse_consent (text, &consent, &error))
    bw_call_settle_video (call_of (face), consent, &error);

  return complete (invocation, error);
}

static gboolean
bw_dbus_call_handle_start_recording (BwDBusCall1 *face, GDBusMethodInvocation *invocation)
{
  BwDBusCall *self = BW_DBUS_CALL (face);
  g_autoptr (GFile) folder = bw_phone_dup_recordings_folder (self->phone);
  GError *error = NULL;
  GFile *file = bw_call_start_recording (self->call, folder, &error);
  g_autofree char *name = file ? g_file_get_parse_name (file) : NULL;

  if (!bw_dbus_refuse (invocation, error))
    bw_dbus_call1_complete_start_recording (face, invocation, name);

  return TRUE;
}

static gboolean
bw_dbus_call_handle_stop_recording (BwDBusCall1 *face, GDBusMethodInvocation *invocation)
{
  GError *error = NULL;

  bw_call_stop_recording (call_of (face), &error);

  return complete (invocation, error);
}

static gboolean
bw_dbus_call_handle_open_door (BwDBusCall1 *face, GDBusMethodInvocation *invocation)
{
  GError *error = NULL;

  bw_call_open_door (call_of (face), &error);

  return complete (invocation, error);
}

static void
bw_dbus_call_dispose (GObject *object)
{
  BwDBusCall *self = BW_DBUS_CALL (object);

  g_clear_weak_pointer (&self->calls);
  g_clear_object (&self->accounts);
  g_clear_object (&self->phone);
  g_clear_object (&self->call);

  G_OBJECT_CLASS (bw_dbus_call_parent_class)->dispose (object);
}

static void
bw_dbus_call_interface_init (BwDBusCall1Iface *iface)
{
  iface->handle_answer = bw_dbus_call_handle_answer;
  iface->handle_decline = bw_dbus_call_handle_decline;
  iface->handle_hang_up = bw_dbus_call_handle_hang_up;
  iface->handle_hold = bw_dbus_call_handle_hold;
  iface->handle_resume = bw_dbus_call_handle_resume;
  iface->handle_send_dtmf = bw_dbus_call_handle_send_dtmf;
  iface->handle_transfer = bw_dbus_call_handle_transfer;
  iface->handle_transfer_to = bw_dbus_call_handle_transfer_to;
  iface->handle_redirect = bw_dbus_call_handle_redirect;
  iface->handle_add_video = bw_dbus_call_handle_add_video;
  iface->handle_drop_video = bw_dbus_call_handle_drop_video;
  iface->handle_settle_video = bw_dbus_call_handle_settle_video;
  iface->handle_start_recording = bw_dbus_call_handle_start_recording;
  iface->handle_stop_recording = bw_dbus_call_handle_stop_recording;
  iface->handle_open_door = bw_dbus_call_handle_open_door;
}

static void
bw_dbus_call_class_init (BwDBusCallClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bw_dbus_call_dispose;
  G_DBUS_INTERFACE_SKELETON_CLASS (klass)->get_vtable = bw_dbus_call_get_vtable;
}

static void
bw_dbus_call_init (BwDBusCall *self)
{
}

GDBusInterfaceSkeleton *
bw_dbus_call_new (BwCall *call, BwPhone *phone, BwDBusBranch *accounts, BwDBusBranch *calls)
{
  BwDBusCall *self = g_object_new (BW_TYPE_DBUS_CALL, NULL);

  self->call = g_object_ref (call);
  self->phone = g_object_ref (phone);
  self->accounts = g_object_ref (accounts);
  g_set_weak_pointer (&self->calls, calls);
  g_signal_connect_object (call, "notify", G_CALLBACK (update_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (call, "dtmf-received", G_CALLBACK (dtmf_received_cb), self,
                           G_CONNECT_SWAPPED);
  update_cb (self);

  return G_DBUS_INTERFACE_SKELETON (self);
}
