/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define BW_TYPE_LOGIN_SESSION (bw_login_session_get_type ())

/**
 * BwLoginSession:
 *
 * The session of this person as logind knows it (org.freedesktop.login1.Session on the system bus).
 * Where there is none, nothing is locked and nobody idle.
 *
 * Properties (read, notify): `locked` (gboolean: LockedHint; the requests Lock and Unlock count for
 * nothing, for they do not tell what became of them), `idle-since` (gint64, Unix microseconds, 0
 * while the session is not idle).
 */
G_DECLARE_FINAL_TYPE (BwLoginSession, bw_login_session, BW, LOGIN_SESSION, GObject)

BwLoginSession *bw_login_session_new (void);

G_END_DECLS
