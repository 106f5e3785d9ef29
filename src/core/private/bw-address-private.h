/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-address.h"

G_BEGIN_DECLS

/* What an address is made of: bw_address_parse() fills it in, then it never changes. */
struct _BwAddress {
  gatomicrefcount ref_count;

  char *display_name;
  char *user;
  char *host;
  char *parameters; /* each with its semicolon */
  guint port;
  gboolean secure;
};

G_END_DECLS
