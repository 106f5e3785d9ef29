/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** bw_usual_folder_new: Returns: (transfer full): where files of ours go that a person has chosen
 * no folder for: "Bellwire" in one of their own; it need not be there yet */
GFile *bw_usual_folder_new (GUserDirectory place);

G_END_DECLS
