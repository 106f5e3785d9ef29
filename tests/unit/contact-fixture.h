/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-contact-file.h"

/* The files of tests/contacts, and people as text that can be compared. */

/** contact_fixture_files: Returns: (transfer full): the names of all of them, sorted */
GPtrArray *contact_fixture_files (void);
/** contact_fixture_get: Returns: (transfer full) */
GFile *contact_fixture_get (const char *name);
/** contact_fixture_load: Returns: (transfer full): what is in it */
GBytes *contact_fixture_load (const char *name);
/** contact_fixture_expected: Returns: (transfer full): what is to be read from it */
char *contact_fixture_expected (const char *name);

/** contact_fixture_describe: Returns: (transfer full): all that is known of one; a uid that was
 * made is left out */
char *contact_fixture_describe (BwFoundPerson *found, const char *made_from);
