/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/** bw_about_present: @parent: (nullable); shows what Bellwire is, its licence, and the versions of
 * what it is made of */
void bw_about_present (GtkWindow *parent);

G_END_DECLS
