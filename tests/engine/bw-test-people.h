/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-test-phones.h"

G_BEGIN_DECLS

/* People that a phone of the tests watches, and the documents that tell of them. */

#define TEST_PIDF "application/pidf+xml"
#define TEST_DIALOG_INFO "application/dialog-info+xml"

/** test_watch: (transfer none): a new person of the phone's store, who is watched there */
BwPerson *test_watch (TestPhone *phone, const char *address);
/** test_buddy: (transfer none): the same, and the buddy of the new person */
BwBuddy *test_buddy (TestPhone *phone, const char *address);

/** test_pidf: (transfer full): what @user publishes; @activity: RPID elements, may be empty */
char *test_pidf (const char *user, const char *basic, const char *activity, const char *note);
/** test_dialog_info: (transfer full): a call from @remote at the telephone of @entity; @ids: the
 * attributes that name it, may be empty */
char *test_dialog_info (const char *entity,
                        guint version,
                        const char *state,
                        const char *ids,
                        const char *remote);

/** test_wait_light: until a light is what it should be */
#define test_wait_light(buddy, light) test_wait_for (bw_buddy_get_presence (buddy) == (light), 40)
#define test_wait_subscription(buddy, wanted)                                                      \
  test_wait_for (bw_buddy_get_subscription (buddy) == (wanted), 40)

G_END_DECLS
