/* SPDX-License-Identifier: GPL-3.0-or-later */

/* People to watch, and the documents that tell of them. */

#define G_LOG_DOMAIN "bellwire-test"

#include "bw-test-people.h"

#include "bw-store-people.h"

BwPerson *
test_watch (TestPhone *phone, const char *address)
{
  g_autoptr (BwPerson) person = bw_person_new ();
  g_autoptr (GError) error = NULL;
  BwPerson *saved;

  bw_person_add_address (person, BW_PERSON_ADDRESS_SIP, address, NULL);
  g_object_set (person, "watched", TRUE, NULL);
  saved = bw_store_save_person (phone->store, person, NULL, &error);
  g_assert_no_error (error);

  return saved;
}

BwBuddy *
test_buddy (TestPhone *phone, const char *address)
{
  BwBuddies *buddies = bw_phone_get_buddies (phone->phone);
  BwBuddy *buddy = bw_buddies_find_for_person (buddies, test_watch (phone, address));

  g_assert_nonnull (buddy);

  return buddy;
}

char *
test_pidf (const char *user, const char *basic, const char *activity, const char *note)
{
  return g_strdup_printf (
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
      "<presence xmlns=\"urn:ietf:params:xml:ns:pidf\" "
      "xmlns:dm=\"urn:ietf:params:xml:ns:pidf:data-model\" "
      "xmlns:rpid=\"urn:ietf:params:xml:ns:pidf:rpid\" entity=\"sip:%s\">"
      "<tuple id=\"t\"><status><basic>%s</basic></status></tuple>"
      "<dm:person id=\"p\"><rpid:activities>%s</rpid:activities><dm:note>%s</dm:note></dm:person>"
      "</presence>",
      user, basic, activity, note);
}

char *
test_dialog_info (const char *entity,
                  guint version,
                  const char *state,
                  const char *ids,
                  const char *remote)
{
  return g_strdup_printf (
      "<?xml version=\"1.0\"?><dialog-info xmlns=\"urn:ietf:params:xml:ns:dialog-info\" "
      "version=\"%u\" state=\"full\" entity=\"sip:%s\"><dialog id=\"d1\" %s "
      "direction=\"recipient\"><state>%s</state><remote><identity>sip:%s</identity>"
      "<target uri=\"sip:%s\"/></remote></dialog></dialog-info>",
      version, entity, ids, state, remote, remote);
}
