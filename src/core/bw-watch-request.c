/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads what a SUBSCRIBE to our presence asks for. It must not know who may have it. */

#define G_LOG_DOMAIN "bellwire-core"

#include "bw-watch-request.h"

#include "bw-address.h"
#include "bw-pidf.h"

#include <string.h>

#define DEFAULT_EXPIRES 3600
#define MAX_EXPIRES 3600

static gboolean
asks_for_presence (belle_sip_message_t *message)
{
  belle_sip_header_event_t *event =
      belle_sip_message_get_header_by_type (message, belle_sip_header_event_t);

  return event && g_strcmp0 (belle_sip_header_event_get_package_name (event), "presence") == 0;
}

/* Several types are several headers, or one behind the other. */
static gboolean
takes_pidf (belle_sip_message_t *message)
{
  const belle_sip_list_t *item = belle_sip_message_get_headers (message, "Accept");
  gboolean any = item == NULL;

  for (; item && !any; item = item->next)
    for (belle_sip_header_t *header = item->data; header && !any;
         header = belle_sip_header_get_next (header)) {
      g_autofree char *text = belle_sip_object_to_string (header);
      g_autofree char *lower = g_ascii_strdown (text, -1);

      any =
          strstr (lower, BW_PIDF_TYPE) || strstr (lower, "*/*") || strstr (lower, "application/*");
    }

  return any;
}

/* Returns: seconds; -1 where it is too short */
static int
read_expires (belle_sip_message_t *message)
{
  belle_sip_header_expires_t *header =
      belle_sip_message_get_header_by_type (message, belle_sip_header_expires_t);
  int asked = header ? belle_sip_header_expires_get_expires (header) : DEFAULT_EXPIRES;

  if (asked == 0)
    return 0;

  return asked < BW_WATCH_MIN_EXPIRES ? -1 : MIN (asked, MAX_EXPIRES);
}

guint
bw_watch_request_check (belle_sip_message_t *message)
{
  if (!asks_for_presence (message))
    return 489;
  if (!takes_pidf (message))
    return 406;

  return read_expires (message) < 0 ? 423 : 0;
}

guint
bw_watch_request_get_expires (belle_sip_message_t *message)
{
  return (guint) MAX (read_expires (message), 0);
}

char *
bw_watch_request_dup_watcher (belle_sip_message_t *message, char **name)
{
  belle_sip_header_from_t *from =
      belle_sip_message_get_header_by_type (message, belle_sip_header_from_t);
  belle_sip_uri_t *uri =
      from ? belle_sip_header_address_get_uri (BELLE_SIP_HEADER_ADDRESS (from)) : NULL;
  g_autofree char *text = uri ? belle_sip_object_to_string (uri) : NULL;
  g_autoptr (BwAddress) address = text ? bw_address_parse (text, NULL, NULL) : NULL;

  if (!address)
    return NULL;
  *name = bw_display_name_clean (
      belle_sip_header_address_get_displayname (BELLE_SIP_HEADER_ADDRESS (from)));

  return bw_address_to_key (address);
}
