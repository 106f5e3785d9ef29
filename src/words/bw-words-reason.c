/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A sentence for each reason: what happened and, where something can be done, what. Once for
 * accounts, once for calls. */

#define G_LOG_DOMAIN "bellwire-words"

#include "bw-words.h"

#include <glib/gi18n-lib.h>

static const char *const account_reasons[] = {
  [BW_REASON_WRONG_PASSWORD] = N_ ("The password was not accepted. Check user name and password."),
  [BW_REASON_FORBIDDEN] = N_ ("The server does not let this account in. Ask your provider."),
  [BW_REASON_NOT_FOUND] =
      N_ ("The server does not know this address. Check it for a typing error."),
  [BW_REASON_GONE] = N_ ("This address is no longer in use. Ask your provider for the new one."),
  [BW_REASON_UNAVAILABLE] = N_ ("The server is not available just now. Bellwire keeps trying."),
  [BW_REASON_BUSY] = N_ ("The server is busy. Bellwire keeps trying."),
  [BW_REASON_DECLINED] = N_ ("The server turned this account away. Ask your provider."),
  [BW_REASON_NO_ANSWER] =
      N_ ("The server does not answer. Check the server name and your network."),
  [BW_REASON_CANCELLED] = N_ ("Signing in was cancelled."),
  [BW_REASON_ANSWERED_ELSEWHERE] = N_ ("Another device took over."),
  [BW_REASON_NOT_ACCEPTABLE] = N_ ("The server does not accept the settings of this account. Ask "
                                   "your provider for the right ones."),
  [BW_REASON_ENCRYPTION_REQUIRED] =
      N_ ("Encryption is required, but the server does not offer it."),
  [BW_REASON_INTERVAL_TOO_BRIEF] =
      N_ ("The server wants to be asked less often. Choose a longer expiry."),
  [BW_REASON_SERVER_ERROR] = N_ ("The server has a problem of its own. Bellwire keeps trying."),
  [BW_REASON_SERVER_BUSY] = N_ ("The server is overloaded. Bellwire tries again in a while."),
  [BW_REASON_NOT_SUPPORTED] = N_ ("The server does not offer registration. Check the server name."),
  [BW_REASON_BAD_REQUEST] =
      N_ ("The server did not understand us. Check the address and the server name."),
  [BW_REASON_MOVED] =
      N_ ("The account has moved to another server. Ask your provider for its name."),
  [BW_REASON_TIMEOUT] = N_ ("The server does not answer. Check the server name and your network."),
  [BW_REASON_UNKNOWN_HOST] =
      N_ ("There is no server of that name. Check the address for a typing error."),
  [BW_REASON_REFUSED] =
      N_ ("The server does not take connections there. Check server name, port and transport."),
  [BW_REASON_CERTIFICATE] =
      N_ ("The certificate of the server is not trusted. Look at it before you accept it."),
  [BW_REASON_NETWORK] = N_ ("There is no way to the server. Check your network connection."),
  [BW_REASON_MEDIA_LOST] = N_ ("The connection was lost. Check your network connection."),
  [BW_REASON_SIGNED_OUT] = N_ ("Signed out."),
  [BW_REASON_INTERRUPTED] = N_ ("Bellwire ended before the server had answered."),
  [BW_REASON_TOO_LARGE] = N_ ("The server takes no request of this size. Ask your provider."),
  [BW_REASON_UNSUPPORTED_TYPE] = N_ ("The server does not understand the request."),
  [BW_REASON_UPLOAD] =
      N_ ("The file server of the account does not take files. Check its address."),
};

static const char *const call_reasons[] = {
  [BW_REASON_WRONG_PASSWORD] =
      N_ ("The server did not accept your password. Check it in the account’s settings."),
  [BW_REASON_FORBIDDEN] = N_ ("The server does not allow this call."),
  [BW_REASON_NOT_FOUND] =
      N_ ("This number or address does not exist. Check it for a typing error."),
  [BW_REASON_GONE] = N_ ("This number or address is no longer in use."),
  [BW_REASON_UNAVAILABLE] = N_ ("The person cannot be reached just now. Try again later."),
  [BW_REASON_BUSY] = N_ ("The person is busy. Try again later."),
  [BW_REASON_DECLINED] = N_ ("The call was declined."),
  [BW_REASON_NO_ANSWER] = N_ ("Nobody answered."),
  [BW_REASON_CANCELLED] = N_ ("The call was cancelled."),
  [BW_REASON_ANSWERED_ELSEWHERE] = N_ ("Answered on another device."),
  [BW_REASON_NOT_ACCEPTABLE] =
      N_ ("The two phones have no codec or encryption in common. Check both in the preferences."),
  [BW_REASON_ENCRYPTION_REQUIRED] =
      N_ ("Encryption is required, but the other side does not offer it."),
  [BW_REASON_INTERVAL_TOO_BRIEF] = N_ ("The two phones could not agree on the call. Try again."),
  [BW_REASON_SERVER_ERROR] = N_ ("The server has a problem. Try again later."),
  [BW_REASON_SERVER_BUSY] = N_ ("The server is overloaded. Try again in a while."),
  [BW_REASON_NOT_SUPPORTED] = N_ ("The other side does not support this kind of call."),
  [BW_REASON_BAD_REQUEST] = N_ ("The other side did not understand the call."),
  [BW_REASON_MOVED] = N_ ("The person is at another address now."),
  [BW_REASON_TIMEOUT] = N_ ("The server does not answer. Check your network connection."),
  [BW_REASON_UNKNOWN_HOST] =
      N_ ("There is no server of that name. Check the address for a typing error."),
  [BW_REASON_REFUSED] = N_ ("The other side does not take connections. Check the address."),
  [BW_REASON_CERTIFICATE] =
      N_ ("The certificate of the server is not trusted. Look at it in the account’s settings."),
  [BW_REASON_NETWORK] = N_ ("The connection is lost. Check your network."),
  [BW_REASON_MEDIA_LOST] = N_ ("No sound came any more, so the call was ended. Call again."),
  [BW_REASON_SIGNED_OUT] = N_ ("The account is signed out. Switch it on to call."),
  [BW_REASON_INTERRUPTED] = N_ ("Bellwire ended during the call."),
  [BW_REASON_TOO_LARGE] = N_ ("The call’s request is larger than the server takes."),
  [BW_REASON_UNSUPPORTED_TYPE] = N_ ("The other side did not understand what the call offers."),
  [BW_REASON_UPLOAD] = N_ ("A file of the call could not be brought to its server."),
};

static const char *
look_up (const char *const *sentences, gsize n_sentences, BwReason reason)
{
  if ((guint) reason >= n_sentences || !sentences[reason])
    return "";

  return _ (sentences[reason]);
}

const char *
bw_words_reason (BwReason reason)
{
  return look_up (account_reasons, G_N_ELEMENTS (account_reasons), reason);
}

const char *
bw_words_call_reason (BwReason reason)
{
  return look_up (call_reasons, G_N_ELEMENTS (call_reasons), reason);
}
