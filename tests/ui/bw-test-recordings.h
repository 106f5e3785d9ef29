/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-phone.h"

G_BEGIN_DECLS

/** test_recordings_folder_new: (transfer full): the path of a new folder, where @phone has its
 * recordings from now on */
char *test_recordings_folder_new (BwPhone *phone);
/** test_recordings_folder_free: (transfer full): with all that is in it */
void test_recordings_folder_free (char *path);

G_END_DECLS
