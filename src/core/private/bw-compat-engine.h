/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The one place that knows which liblinphone is there: 5.1 is the floor, newer ones name some
 * things differently. */

#pragma once

#include <glib.h>
#include <linphone/core.h>
#include <mediastreamer2/mediastream.h>

G_BEGIN_DECLS

/* Exported by the engine, and in none of its installed headers. */
MediaStream *linphone_call_get_stream (LinphoneCall *call, LinphoneStreamType type);
void media_stream_process_tmmbr (MediaStream *stream, int bits_per_second);

#ifdef LINPHONE_VERSION_GEQ
#define BW_LINPHONE_5_3 LINPHONE_VERSION_GEQ (5, 3, 0)
#else
#define BW_LINPHONE_5_3 0
#endif

/* Which account a call is made on. In 5.1 the parameters take the account's old face, found by its
 * place in the list. */
static inline void
bw_compat_call_params_set_account (LinphoneCallParams *params, LinphoneAccount *account)
{
#if BW_LINPHONE_5_3
  linphone_call_params_set_account (params, account);
#else
  LinphoneCore *core = linphone_account_get_core (account);
  const bctbx_list_t *accounts = linphone_core_get_account_list (core);
  const bctbx_list_t *configs = linphone_core_get_proxy_config_list (core);

  for (; accounts && configs; accounts = accounts->next, configs = configs->next)
    if (accounts->data == account)
      linphone_call_params_set_proxy_config (params, configs->data);
#endif
}

G_END_DECLS
