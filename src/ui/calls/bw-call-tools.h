/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-phone.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define BW_TYPE_CALL_TOOLS (bw_call_tools_get_type ())

/**
 * BwCallTools:
 *
 * The small buttons of a call: how loud the other side is, how well and how securely it is heard,
 * and a menu of what else can be done.
 *
 * Properties (read and write): `phone` (BwPhone, nullable), `call` (BwCall, nullable). Property
 * `open` (gboolean, read, notify: a popover of one of them is to be seen).
 */
G_DECLARE_FINAL_TYPE (BwCallTools, bw_call_tools, BW, CALL_TOOLS, AdwBin)

void bw_call_tools_set_phone (BwCallTools *self, BwPhone *phone);
void bw_call_tools_set_call (BwCallTools *self, BwCall *call);
/** bw_call_tools_get_open: whether a popover is open */
gboolean bw_call_tools_get_open (BwCallTools *self);

G_END_DECLS
