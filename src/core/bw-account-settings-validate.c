/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whether an account can be used as it is set, and if not, a sentence for the field that is at
 * fault. */

#define G_LOG_DOMAIN "bellwire-core"

#include "bw-account-settings.h"

#include "bw-address.h"
#include "bw-door.h"
#include "bw-server.h"

#include <glib/gi18n-lib.h>

static gboolean
refuse (GError **error, BwError code, const char *sentence)
{
  g_set_error_literal (error, BW_ERROR, code, sentence);

  return FALSE;
}

static gboolean
validate_address (BwAccountSettings *self, GError **error)
{
  g_autoptr (BwAddress) address = NULL;
  g_autoptr (GError) reason = NULL;
  const char *text = bw_account_settings_get_address (self);

  if (!text)
    return refuse (error, BW_ERROR_ACCOUNT_ADDRESS,
                   _ ("Enter your SIP address, such as name@example.org."));

  if (!strchr (text, '@'))
    return refuse (
        error, BW_ERROR_ACCOUNT_ADDRESS,
        _ ("A SIP address looks like name@example.org: add “@” and the name of your provider."));

  address = bw_address_parse (text, NULL, &reason);

  return address ? TRUE : refuse (error, BW_ERROR_ACCOUNT_ADDRESS, reason->message);
}

static gboolean
validate_server (const char *text, const char *sentence, GError **error)
{
  g_auto (BwServer) server = { 0 };

  return !text || bw_server_parse (text, &server) || refuse (error, BW_ERROR_SERVER, sentence);
}

static gboolean
validate_expires (BwAccountSettings *self, GError **error)
{
  guint expires = bw_account_settings_get_expires (self);

  return (expires >= BW_ACCOUNT_MIN_EXPIRES && expires <= BW_ACCOUNT_MAX_EXPIRES) ||
         refuse (error, BW_ERROR_EXPIRES,
                 _ ("Choose an expiry between 10 seconds and one day (86400 seconds)."));
}

static gboolean
validate_mailbox (BwAccountSettings *self, GError **error)
{
  const char *text = bw_account_settings_get_mailbox (self);
  g_autofree char *domain = bw_account_settings_dup_domain (self);
  g_autoptr (BwAddress) mailbox = text ? bw_address_parse (text, domain, NULL) : NULL;

  return !text || mailbox ||
         refuse (error, BW_ERROR_ADDRESS,
                 _ ("The mailbox is not an address or a number. Correct it or leave it empty."));
}

static gboolean
validate_resource_list (BwAccountSettings *self, GError **error)
{
  const char *text = bw_account_settings_get_resource_list (self);
  g_autofree char *domain = bw_account_settings_dup_domain (self);
  g_autoptr (BwAddress) list = text ? bw_address_parse (text, domain, NULL) : NULL;

  return !text || list ||
         refuse (error, BW_ERROR_ADDRESS,
                 _ ("The list of people is not a SIP address. Correct it or leave it empty."));
}

/* Letters and signs that a dial pad has. */
static gboolean
validate_pick_up_code (BwAccountSettings *self, GError **error)
{
  const char *text = bw_account_settings_get_pick_up_code (self);

  return !text || strspn (text, "0123456789*#ABCDabcd") == strlen (text) ||
         refuse (error, BW_ERROR_DTMF,
                 _ ("The pick-up code is made of digits, * and #, such as *8."));
}

static gboolean
validate_door_digits (BwAccountSettings *self, GError **error)
{
  g_autofree char *digits = NULL;

  return bw_door_clean_digits (bw_account_settings_get_door_digits (self), &digits, error);
}

/* The user and password for it are those of the account, and a file of settings holds no secret. */
static gboolean
validate_file_server (BwAccountSettings *self, GError **error)
{
  const char *text = bw_account_settings_get_file_server (self);
  gboolean is_one = text && !strpbrk (text, " \t\r\n");
  g_autoptr (GUri) uri = is_one ? g_uri_parse (text, G_URI_FLAGS_NONE, NULL) : NULL;
  const char *host = uri ? g_uri_get_host (uri) : NULL;

  if (!text || (host && *host && !g_uri_get_userinfo (uri) &&
                (g_str_equal (g_uri_get_scheme (uri), "https") ||
                 g_str_equal (g_uri_get_scheme (uri), "http"))))
    return TRUE;

  return refuse (error, BW_ERROR_FILE_SERVER,
                 _ ("The file server is not a web address. Write it like "
                    "https://files.example.org/upload, without user and password."));
}

static gboolean
validate_encryption (BwAccountSettings *self, GError **error)
{
  return !bw_account_settings_get_require_encryption (self) ||
         bw_account_settings_get_media_encryption (self) != BW_ENCRYPTION_NONE ||
         refuse (error, BW_ERROR_STATE,
                 _ ("Choose the encryption that calls must have, or do not require any."));
}

gboolean
bw_account_settings_validate (BwAccountSettings *self, GError **error)
{
  g_return_val_if_fail (BW_IS_ACCOUNT_SETTINGS (self), FALSE);

  return validate_address (self, error) &&
         validate_server (bw_account_settings_get_server (self),
                          _ ("The server is not a host name or address. Write it like "
                             "sip.example.org or 192.0.2.1:5060."),
                          error) &&
         validate_server (bw_account_settings_get_stun_server (self),
                          _ ("The STUN server is not a host name or address. Write it like "
                             "stun.example.org:3478."),
                          error) &&
         validate_expires (self, error) && validate_mailbox (self, error) &&
         validate_resource_list (self, error) && validate_pick_up_code (self, error) &&
         validate_door_digits (self, error) && validate_file_server (self, error) &&
         validate_encryption (self, error);
}
