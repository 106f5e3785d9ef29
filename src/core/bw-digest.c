/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Keeps the challenge of a server and answers it for one request after the other. Knows no account
 * and no transaction. */

#define G_LOG_DOMAIN "bellwire-core"

#include "bw-digest.h"

#define MAX_HA1 65

struct _BwDigest {
  grefcount ref_count;
  belle_sip_header_www_authenticate_t *challenge; /* or its heir, Proxy-Authenticate */
  guint count;                                    /* of answers to it */
};

BwDigest *
bw_digest_new (void)
{
  BwDigest *self = g_new0 (BwDigest, 1);

  g_ref_count_init (&self->ref_count);

  return self;
}

BwDigest *
bw_digest_ref (BwDigest *self)
{
  g_ref_count_inc (&self->ref_count);

  return self;
}

void
bw_digest_unref (BwDigest *self)
{
  if (!g_ref_count_dec (&self->ref_count))
    return;

  g_clear_pointer (&self->challenge, belle_sip_object_unref);
  g_free (self);
}

gboolean
bw_digest_learn (BwDigest *self, belle_sip_response_t *response)
{
  const char *name = belle_sip_response_get_status_code (response) == 407 ? "Proxy-Authenticate"
                                                                          : "WWW-Authenticate";
  const belle_sip_list_t *headers =
      belle_sip_message_get_headers (BELLE_SIP_MESSAGE (response), name);

  for (; headers; headers = headers->next) {
    belle_sip_header_www_authenticate_t *challenge =
        BELLE_SIP_HEADER_WWW_AUTHENTICATE (headers->data);

    if (belle_sip_auth_define_size (belle_sip_header_www_authenticate_get_algorithm (challenge)) ==
        0)
      continue;

    g_clear_pointer (&self->challenge, belle_sip_object_unref);
    self->challenge = challenge;
    belle_sip_object_ref (challenge);
    self->count = 0;
    return TRUE;
  }

  return FALSE;
}

static belle_sip_header_authorization_t *
create_answer (BwDigest *self)
{
  belle_sip_header_authorization_t *answer;

  if (BELLE_SIP_OBJECT_IS_INSTANCE_OF (self->challenge, belle_sip_header_proxy_authenticate_t))
    answer = BELLE_SIP_HEADER_AUTHORIZATION (belle_sip_auth_helper_create_proxy_authorization (
        BELLE_SIP_HEADER_PROXY_AUTHENTICATE (self->challenge)));
  else
    answer = belle_sip_auth_helper_create_authorization (self->challenge);
  belle_sip_header_authorization_set_qop (
      answer, belle_sip_header_www_authenticate_get_qop_first (self->challenge));

  return answer;
}

static gboolean
fill_in (BwDigest *self,
         belle_sip_header_authorization_t *answer,
         belle_sip_request_t *request,
         const char *user,
         const char *password)
{
  const char *algorithm = belle_sip_header_www_authenticate_get_algorithm (self->challenge);
  char ha1[MAX_HA1];

  belle_sip_header_authorization_set_username (answer, user);
  belle_sip_header_authorization_set_uri (answer, belle_sip_request_get_uri (request));
  if (belle_sip_header_authorization_get_qop (answer))
    belle_sip_header_authorization_set_nonce_count (answer, (int) ++self->count);

  return belle_sip_auth_helper_compute_ha1_for_algorithm (
             user, belle_sip_header_www_authenticate_get_realm (self->challenge), password, ha1,
             (size_t) belle_sip_auth_define_size (algorithm), algorithm) == 0 &&
         belle_sip_auth_helper_fill_authorization (answer, belle_sip_request_get_method (request),
                                                   ha1) == 0;
}

gboolean
bw_digest_sign (BwDigest *self,
                belle_sip_request_t *request,
                const char *user,
                const char *password)
{
  belle_sip_header_authorization_t *answer;

  if (!self->challenge || !user || !password)
    return FALSE;

  answer = create_answer (self);
  if (!fill_in (self, answer, request, user, password)) {
    belle_sip_object_unref (answer);
    return FALSE;
  }
  belle_sip_message_add_header (BELLE_SIP_MESSAGE (request), BELLE_SIP_HEADER (answer));

  return TRUE;
}
