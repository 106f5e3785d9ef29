/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What BwPhone does with the buddies. */

#pragma once

#include "bw-buddies.h"
#include "bw-phone.h"
#include "bw-subscription.h"

G_BEGIN_DECLS

/** bw_buddies_new: @phone: owns them; its store and accounts are followed */
BwBuddies *bw_buddies_new (BwPhone *phone, BwSubscriber *subscriber);

G_END_DECLS
