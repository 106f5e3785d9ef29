/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The calls of the controller: how they enter and leave the list, which one is current, what sounds
 * for them. */

#define G_LOG_DOMAIN "bellwire-core"

#include "bw-phone-private.h"

#include "bw-door.h"
#include "bw-dtmf.h"

#include <glib/gi18n-lib.h>

#define FAREWELL_SECONDS 4

static guint
count (BwPhone *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->calls));
}

/* What wants attention first: the call one talks in, then one that is being made, then one that
 * rings, then a held one. */
static guint
attention (BwCall *call)
{
  switch (bw_call_get_state (call)) {
  case BW_CALL_STATE_ACTIVE:
    return 6;
  case BW_CALL_STATE_DIALING:
  case BW_CALL_STATE_RINGING:
    return 5;
  case BW_CALL_STATE_INCOMING:
    return 4;
  case BW_CALL_STATE_HELD_BY_PEER:
    return 3;
  case BW_CALL_STATE_HELD:
    return 2;
  case BW_CALL_STATE_ENDED:
    return 1;
  }

  return 0;
}

static BwCall *
pick_current (BwPhone *self)
{
  BwCall *best = NULL;

  for (guint i = 0; i < count (self); i++) {
    g_autoptr (BwCall) call = g_list_model_get_item (G_LIST_MODEL (self->calls), i);

    if (!best || attention (call) > attention (best))
      best = call;
  }

  return best;
}

static gboolean
any_in_state (BwPhone *self, BwCallState state)
{
  for (guint i = 0; i < count (self); i++) {
    g_autoptr (BwCall) call = g_list_model_get_item (G_LIST_MODEL (self->calls), i);

    if (bw_call_get_state (call) == state)
      return TRUE;
  }

  return FALSE;
}

static gboolean
any_rings (BwPhone *self)
{
  for (guint i = 0; i < count (self); i++) {
    g_autoptr (BwCall) call = g_list_model_get_item (G_LIST_MODEL (self->calls), i);

    if (bw_call_get_state (call) == BW_CALL_STATE_INCOMING && bw_phone_may_ring (self, call))
      return TRUE;
  }

  return FALSE;
}

static gboolean
rings_back (BwPhone *self)
{
  return self->current_call && bw_call_get_state (self->current_call) == BW_CALL_STATE_RINGING &&
         !bw_call_get_early_media (self->current_call);
}

static BwRingerState
wanted_sound (BwPhone *self)
{
  gboolean talking =
      any_in_state (self, BW_CALL_STATE_ACTIVE) || any_in_state (self, BW_CALL_STATE_DIALING);

  if (any_rings (self))
    return talking ? BW_RINGER_CALL_WAITING : BW_RINGER_RINGING;
  if (rings_back (self))
    return BW_RINGER_RINGBACK;

  return self->busy_tone && !talking ? BW_RINGER_BUSY : BW_RINGER_SILENT;
}

void
bw_phone_update_ringer (BwPhone *self)
{
  if (self->ringer)
    bw_ringer_set_state (self->ringer, wanted_sound (self));
}

static gboolean
any_sends_video (BwPhone *self)
{
  for (guint i = 0; i < count (self); i++) {
    g_autoptr (BwCall) call = g_list_model_get_item (G_LIST_MODEL (self->calls), i);

    if (bw_call_sends_video (call))
      return TRUE;
  }

  return FALSE;
}

/* One camera for all calls: it follows the one that one talks in. */
static void
update_video (BwPhone *self)
{
  bw_video_set_camera_on (self->video,
                          !self->current_call || bw_call_get_camera_on (self->current_call));
  bw_video_set_sending (self->video, any_sends_video (self));
}

/* What was to be shared, and is not wanted. */
static void
video_refused_cb (BwPhone *self)
{
  update_video (self);
  if (!any_sends_video (self))
    bw_video_share (self->video, NULL);
}

static void
update (BwPhone *self)
{
  g_set_object (&self->current_call, pick_current (self));
  bw_phone_notify_calls (self);
  bw_phone_update_presence (self);
  bw_phone_update_ringer (self);
  update_video (self);
  bw_engine_set_in_call (self->engine, self->current_call && bw_call_is_live (self->current_call));
}

/* The engine keeps a log of its own, for as long as it runs; ours is in the store. */
static void
forget_engine_log (BwPhone *self)
{
  LinphoneCore *core = bw_engine_get_core (self->engine);

  if (core && count (self) == 0)
    linphone_core_clear_call_logs (core);
}

static gboolean
depart_cb (gpointer user_data)
{
  BwCall *call = user_data;
  BwPhone *self = g_object_get_data (G_OBJECT (call), "bw-phone");
  guint position;

  g_hash_table_steal (self->departures, call);
  self->busy_tone = FALSE;
  if (g_list_store_find (self->calls, call, &position))
    g_list_store_remove (self->calls, position);
  forget_engine_log (self);
  update (self);

  return G_SOURCE_REMOVE;
}

static gboolean
deserves_busy_tone (BwCall *call)
{
  return bw_call_get_direction (call) == BW_DIRECTION_OUTGOING &&
         bw_call_get_answered (call) == 0 &&
         bw_call_get_outcome (call) != BW_CALL_OUTCOME_CANCELLED;
}

static void
call_state_cb (BwPhone *self, GParamSpec *pspec, BwCall *call)
{
  g_autoptr (BwCall) keep = g_object_ref (call);

  if (!bw_call_is_live (call) && !g_hash_table_contains (self->departures, call)) {
    guint id = g_timeout_add_seconds (FAREWELL_SECONDS, depart_cb, call);

    g_hash_table_insert (self->departures, call, GUINT_TO_POINTER (id));
    self->busy_tone = deserves_busy_tone (call);
  }
  update (self);
}

static BwCall *
append (BwPhone *self, LinphoneCall *engine_call, BwAccount *account)
{
  g_autoptr (BwCall) call =
      bw_call_new (self->engine, engine_call, account, self->store, self->video);
  g_autofree char *door_digits = bw_door_dup_digits (
      self->directory, account ? bw_account_get_settings (account) : NULL, bw_call_get_peer (call));

  g_object_set_data (G_OBJECT (call), "bw-phone", self);
  bw_call_set_network_available (call, self->network_available);
  bw_call_set_door_digits (call, door_digits);
  g_signal_connect_object (call, "notify::state", G_CALLBACK (call_state_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (call, "notify::early-media", G_CALLBACK (bw_phone_update_ringer), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (call, "notify::camera-on", G_CALLBACK (update_video), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (call, "notify::video-direction", G_CALLBACK (update_video), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (call, "video-refused", G_CALLBACK (video_refused_cb), self,
                           G_CONNECT_SWAPPED);
  g_list_store_append (self->calls, call);
  /* The engine may have given up before the call had a face. */
  call_state_cb (self, NULL, call);

  return call;
}

/* Somebody picks up what rings elsewhere, because we call there: this is who answers our call (RFC
 * 3891 3). The engine itself knows that of calls that are up. */
static gboolean
replaces_dialling (BwPhone *self, LinphoneCall *engine_call)
{
  LinphoneCall *replaced = linphone_call_get_replaced_call (engine_call);
  BwCall *call = replaced ? linphone_call_get_user_data (replaced) : NULL;

  return call && (bw_call_get_state (call) == BW_CALL_STATE_DIALING ||
                  bw_call_get_state (call) == BW_CALL_STATE_RINGING);
}

BwCall *
bw_phone_find_call (BwPhone *self, const char *id)
{
  g_return_val_if_fail (BW_IS_PHONE (self), NULL);

  for (guint i = 0; i < count (self); i++) {
    g_autoptr (BwCall) call = g_list_model_get_item (G_LIST_MODEL (self->calls), i);

    if (g_str_equal (bw_call_get_id (call), id))
      return call; /* the list holds it */
  }

  return NULL;
}

void
bw_phone_handle_incoming (BwPhone *self, LinphoneCall *engine_call)
{
  BwAccount *account = bw_phone_find_account_for (self, linphone_call_get_to_address (engine_call));
  BwCall *call = append (self, engine_call, account);

  if (replaces_dialling (self, engine_call))
    bw_call_answer (call, FALSE, NULL);
  else if (!bw_phone_may_ring (self, call))
    bw_call_refuse (call, bw_phone_get_busy_answer (self));
  else if (bw_call_get_door_digits (call))
    bw_call_show_early (call);
}

/* A peer that transfers us makes the engine call somebody: that call has a face too. */
void
bw_phone_handle_outgoing (BwPhone *self, LinphoneCall *engine_call)
{
  if (!self->inviting)
    append (self, engine_call,
            bw_phone_find_account_for (self, linphone_call_log_get_local_address (
                                                 linphone_call_get_call_log (engine_call))));
}

void
bw_phone_end_all_calls (BwPhone *self)
{
  LinphoneCore *core = bw_engine_get_core (self->engine);

  if (core)
    linphone_core_terminate_all_calls (core);
}

static BwAccount *
account_for_dialling (BwPhone *self, BwAccount *account, GError **error)
{
  BwAccount *chosen = account ? account : self->default_account;

  if (!self->started) {
    g_set_error_literal (error, BW_ERROR, BW_ERROR_NOT_STARTED, _ ("The phone is not running."));
    return NULL;
  }
  if (!chosen) {
    g_set_error_literal (error, BW_ERROR, BW_ERROR_NO_ACCOUNT,
                         _ ("Add an account first, then call."));
    return NULL;
  }
  if (!bw_account_get_enabled (chosen)) {
    g_set_error_literal (error, BW_ERROR, BW_ERROR_NO_ACCOUNT,
                         _ ("The account is switched off. Switch it on or choose another one."));
    return NULL;
  }
  if (!bw_account_get_engine_account (chosen)) {
    g_set_error_literal (error, BW_ERROR, BW_ERROR_STATE,
                         _ ("The account waits for its password from the keyring. Unlock it, or "
                            "try again in a moment."));
    return NULL;
  }

  return chosen;
}

/* @replaces: (nullable): the call that ours takes the place of (RFC 3891) */
static LinphoneCall *
invite (BwPhone *self,
        BwAccount *account,
        const char *uri,
        BwVideoDirection video,
        const char *replaces)
{
  LinphoneCore *core = bw_engine_get_core (self->engine);
  LinphoneAddress *address = linphone_factory_create_address (linphone_factory_get (), uri);
  LinphoneCallParams *params;
  LinphoneCall *call;
  bctbx_list_t *left_out;

  if (!address)
    return NULL;

  params = bw_call_params_new (core, NULL, account, video);
  if (replaces)
    linphone_call_params_add_custom_header (params, "Replaces", replaces);
  left_out = bw_dtmf_choose (
      core, bw_account_settings_get_dtmf_method (bw_account_get_settings (account)));
  self->inviting = TRUE;
  call = linphone_core_invite_address_with_params (core, address, params);
  self->inviting = FALSE;
  bw_dtmf_restore (left_out);
  linphone_call_params_unref (params);
  linphone_address_unref (address);

  return call;
}

static BwCall *
dial (BwPhone *self,
      BwAccount *account,
      const char *address,
      BwVideoDirection video,
      const char *replaces,
      GError **error)
{
  BwAccount *chosen = account_for_dialling (self, account, error);
  g_autoptr (BwAddress) parsed = NULL;
  g_autofree char *uri = NULL;
  LinphoneCall *call;

  if (!chosen)
    return NULL;
  parsed = bw_address_parse (address, bw_account_get_domain (chosen), error);
  if (!parsed)
    return NULL;

  self->busy_tone = FALSE;
  uri = bw_address_to_uri (parsed);
  call = invite (self, chosen, uri, video, replaces);
  if (!call) {
    g_set_error_literal (
        error, BW_ERROR, BW_ERROR_ENGINE,
        _ ("The call could not be made just now. Check the network and try again."));
    return NULL;
  }

  return append (self, call, chosen);
}

BwCall *
bw_phone_dial_replacing (BwPhone *self,
                         BwAccount *account,
                         const char *address,
                         const char *replaces,
                         GError **error)
{
  return dial (self, account, address, BW_VIDEO_DIRECTION_NONE, replaces, error);
}

BwCall *
bw_phone_dial (BwPhone *self,
               BwAccount *account,
               const char *address,
               gboolean video,
               GError **error)
{
  BwVideoDirection seen =
      bw_video_has_picture (self->video) ? BW_VIDEO_DIRECTION_BOTH : BW_VIDEO_DIRECTION_RECEIVE;

  return dial (self, account, address, video ? seen : BW_VIDEO_DIRECTION_NONE, NULL, error);
}

void
bw_phone_play_dtmf (BwPhone *self, char digit)
{
  LinphoneCore *core = bw_engine_get_core (self->engine);

  if (core && self->ringer)
    linphone_core_play_dtmf (core, digit, 150);
}
