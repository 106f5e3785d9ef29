/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The verbs of a call: each is carried out by the engine, or says at once why not. */

#define G_LOG_DOMAIN "bellwire-core"

#include "bw-call-private.h"

#include "bw-dtmf.h"

#include <glib/gi18n-lib.h>

static gboolean
set_error (GError **error, BwError code, const char *message)
{
  g_set_error_literal (error, BW_ERROR, (gint) code, message);
  return FALSE;
}

gboolean
bw_call_settle (BwCall *self, LinphoneStatus status, GError **error)
{
  bw_engine_hurry (self->engine);
  if (status == 0)
    return TRUE;

  return set_error (error, BW_ERROR_ENGINE,
                    _ ("The call does not take this just now. Wait a moment and try again."));
}

gboolean
bw_call_require (BwCall *self, gboolean allowed, GError **error)
{
  if (self->state == BW_CALL_STATE_ENDED)
    return set_error (error, BW_ERROR_STATE, _ ("The call has ended."));
  if (!allowed)
    return set_error (error, BW_ERROR_STATE,
                      _ ("The call is not in a state in which this can be done."));

  return TRUE;
}

static LinphoneAddress *
parse_target (BwCall *self, const char *text, GError **error)
{
  const char *domain = self->account ? bw_account_get_domain (self->account) : NULL;
  g_autoptr (BwAddress) address = bw_address_parse (text, domain, error);
  g_autofree char *uri = NULL;
  LinphoneAddress *target;

  if (!address)
    return NULL;

  uri = bw_address_to_uri (address);
  target = linphone_factory_create_address (linphone_factory_get (), uri);
  if (!target)
    set_error (error, BW_ERROR_ADDRESS, _ ("This is not an address that can be called."));

  return target;
}

/* An INFO of the engine waits until the INVITE has its answer: before that, digits go as events. */
static BwDtmfMethod
dtmf_method (BwCall *self)
{
  BwDtmfMethod method =
      self->account ? bw_account_settings_get_dtmf_method (bw_account_get_settings (self->account))
                    : BW_DTMF_METHOD_RTP;

  return method == BW_DTMF_METHOD_INFO && bw_call_is_early (self) ? BW_DTMF_METHOD_RTP : method;
}

bctbx_list_t *
bw_call_choose_dtmf (BwCall *self)
{
  return bw_dtmf_choose (bw_engine_get_core (self->engine), dtmf_method (self));
}

gboolean
bw_call_answer (BwCall *self, gboolean video, GError **error)
{
  LinphoneCore *core = bw_engine_get_core (self->engine);
  BwVideoDirection direction = bw_call_choose_answer (self, video);
  LinphoneCallParams *params;
  LinphoneStatus status;
  bctbx_list_t *left_out;

  if (!bw_call_require (self, self->state == BW_CALL_STATE_INCOMING, error))
    return FALSE;

  bw_call_mark_offer (self, direction);
  params = bw_call_params_new (core, self->call, self->account, direction);
  left_out = bw_call_choose_dtmf (self);
  status = linphone_call_accept_with_params (self->call, params);
  bw_dtmf_restore (left_out);
  linphone_call_params_unref (params);

  return bw_call_settle (self, status, error);
}

gboolean
bw_call_decline (BwCall *self, GError **error)
{
  if (!bw_call_require (self, self->state == BW_CALL_STATE_INCOMING, error))
    return FALSE;

  self->hung_up = TRUE;
  self->reason = BW_REASON_DECLINED;
  self->code = 603;

  return bw_call_settle (self, linphone_call_decline (self->call, LinphoneReasonDeclined), error);
}

gboolean
bw_call_hang_up (BwCall *self, GError **error)
{
  if (self->state == BW_CALL_STATE_INCOMING)
    return bw_call_decline (self, error);
  if (!bw_call_require (self, TRUE, error))
    return FALSE;

  self->hung_up = TRUE;
  if (!bw_call_is_up (self))
    self->reason = BW_REASON_CANCELLED;

  return bw_call_settle (self, linphone_call_terminate (self->call), error);
}

gboolean
bw_call_hold (BwCall *self, GError **error)
{
  if (!bw_call_require (
          self, self->state == BW_CALL_STATE_ACTIVE || self->state == BW_CALL_STATE_HELD_BY_PEER,
          error))
    return FALSE;

  return bw_call_settle (self, linphone_call_pause (self->call), error);
}

gboolean
bw_call_resume (BwCall *self, GError **error)
{
  if (!bw_call_require (self, self->state == BW_CALL_STATE_HELD, error))
    return FALSE;

  return bw_call_settle (self, linphone_call_resume (self->call), error);
}

gboolean
bw_call_send_dtmf (BwCall *self, const char *digits, GError **error)
{
  g_autofree char *clean = bw_dtmf_clean (digits, error);

  if (!clean ||
      !bw_call_require (self, self->state == BW_CALL_STATE_ACTIVE || self->early_media, error))
    return FALSE;
  bw_dtmf_restore (bw_call_choose_dtmf (self));
  if (clean[1] == '\0')
    return bw_call_settle (self, linphone_call_send_dtmf (self->call, clean[0]), error);

  return bw_call_settle (self, linphone_call_send_dtmfs (self->call, clean), error);
}

gboolean
bw_call_open_door (BwCall *self, GError **error)
{
  if (!self->door_digits)
    return set_error (error, BW_ERROR_DTMF,
                      _ ("No digits are set that open this door. Set them for the person or the "
                         "account."));
  if (self->state == BW_CALL_STATE_INCOMING && !self->early_media)
    return set_error (error, BW_ERROR_STATE, _ ("Answer the call first, then open the door."));

  return bw_call_send_dtmf (self, self->door_digits, error);
}

gboolean
bw_call_transfer (BwCall *self, const char *address, GError **error)
{
  LinphoneAddress *target;
  LinphoneStatus status;

  if (!bw_call_require (self, bw_call_is_up (self), error))
    return FALSE;
  target = parse_target (self, address, error);
  if (!target)
    return FALSE;

  status = linphone_call_transfer_to (self->call, target);
  linphone_address_unref (target);

  return bw_call_settle (self, status, error);
}

gboolean
bw_call_transfer_to (BwCall *self, BwCall *other, GError **error)
{
  if (!bw_call_require (self, bw_call_is_up (self), error) ||
      !bw_call_require (other, bw_call_is_up (other) && other != self, error))
    return FALSE;

  return bw_call_settle (self, linphone_call_transfer_to_another (self->call, other->call), error);
}

gboolean
bw_call_redirect (BwCall *self, const char *address, GError **error)
{
  LinphoneAddress *target;
  LinphoneStatus status;

  if (!bw_call_require (self, self->state == BW_CALL_STATE_INCOMING, error))
    return FALSE;
  target = parse_target (self, address, error);
  if (!target)
    return FALSE;

  self->reason = BW_REASON_MOVED;
  self->code = 302;
  status = linphone_call_redirect_to (self->call, target);
  linphone_address_unref (target);

  return bw_call_settle (self, status, error);
}
