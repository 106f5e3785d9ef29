/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How a call enters the history: with whom, which way and when. */

#define G_LOG_DOMAIN "bellwire-core"

#include "bw-call-private.h"

/* RFC 3323 4.1: who does not say who they are. */
#define UNKNOWN_PEER "anonymous@anonymous.invalid"

/* The other side as it came over the network: untrusted, and missing where the engine could not
 * read it. */
static void
describe_peer (BwCall *self)
{
  const LinphoneAddress *remote = linphone_call_get_remote_address (self->call);
  g_autofree char *uri = remote ? linphone_address_as_string_uri_only (remote) : NULL;
  g_autofree char *name =
      remote ? bw_display_name_clean (linphone_address_get_display_name (remote)) : NULL;
  g_autoptr (BwAddress) address = uri ? bw_address_parse (uri, NULL, NULL) : NULL;
  g_autofree char *key = address ? bw_address_to_key (address) : bw_display_name_clean (uri);
  g_autofree char *plain = NULL;

  if (address)
    plain =
        bw_address_to_label (address, self->account ? bw_account_get_domain (self->account) : NULL);
  self->label = g_strdup (name ? name : plain ? plain : key ? key : UNKNOWN_PEER);
  g_object_set (self->record, "peer", key ? key : UNKNOWN_PEER, "peer-name", name, NULL);
}

void
bw_call_begin_record (BwCall *self)
{
  g_autoptr (GError) error = NULL;
  gboolean incoming = linphone_call_get_dir (self->call) == LinphoneCallIncoming;

  g_object_set (self->record, "direction", incoming ? BW_DIRECTION_INCOMING : BW_DIRECTION_OUTGOING,
                "started", g_get_real_time (), "account",
                self->account ? bw_account_get_id (self->account) : "", NULL);
  describe_peer (self);
  if (!bw_store_add_call (self->store, self->record, &error))
    g_warning ("The call is not in the history: %s", error->message);
}
