/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * bellwire-add-people DATABASE FILE...: puts the people of contact files into a history, which is
 * made where there is none, while no program has it open. So the demo, the pictures and the bench
 * begin with people.
 */

#define G_LOG_DOMAIN "bellwire-friend"

#include "bw-contact-file.h"
#include "bw-store-people.h"

#include <locale.h>

static gboolean
add_file (BwStore *store, const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (path);
  g_autoptr (GPtrArray) found = NULL, drafts = g_ptr_array_new (), pictures = g_ptr_array_new ();
  guint n_unreadable;

  found = bw_contact_file_read (file, NULL, &n_unreadable, error);
  if (!found)
    return FALSE;

  for (guint i = 0; i < found->len; i++) {
    BwFoundPerson *person = found->pdata[i];

    g_ptr_array_add (drafts, person->person);
    g_ptr_array_add (pictures, person->picture);
  }
  g_print ("%s: %u people, %u that cannot be read\n", path, found->len, n_unreadable);

  return bw_store_save_people (store, drafts, pictures, error);
}

int
main (int argc, char **argv)
{
  g_autoptr (BwStore) store = NULL;
  g_autoptr (GFile) file = NULL;
  g_autoptr (GError) error = NULL;
  gboolean done;

  setlocale (LC_ALL, "");
  if (argc < 3) {
    g_printerr ("usage: bellwire-add-people DATABASE FILE...\n");
    return 2;
  }

  file = g_file_new_for_commandline_arg (argv[1]);
  store = bw_store_new (file);
  done = bw_store_open (store, &error);
  for (int i = 2; done && i < argc; i++)
    done = add_file (store, argv[i], &error);
  if (!done)
    g_printerr ("bellwire-add-people: %s\n", error->message);

  return done ? 0 : 1;
}
