/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a person publishes: application/pidf+xml (RFC 3863) with RPID (RFC 4480) and the data model
 * (RFC 4479), in all the ways in which servers and phones write them. */

#define G_LOG_DOMAIN "bellwire-core"

#include "bw-pidf.h"

#include "bw-activity-names.h"
#include "bw-address.h"
#include "bw-xml-fields.h"
#include "bw-xml-tree.h"

#include <string.h>

#define MAX_NOTE 500 /* characters */

/* The final names, those of the drafts that eyeBeam and Asterisk stayed with, and what Cisco adds.
 */
static const char *const spaces[] = {
  "urn:ietf:params:xml:ns:pidf",
  "urn:ietf:params:xml:ns:cpim-pidf",
  "urn:cisco:params:xml:ns:pidf",
  NULL,
};

typedef struct {
  BwPidf *pidf;
  const BwXmlElement *note; /* the best until now */
  guint rank;               /* of it: less is better */
} Reading;

/* Whose note it is goes before the language that it is in. */
typedef enum {
  NOTE_OF_PERSON,
  NOTE_OF_ALL,
  NOTE_OF_ACTIVITY,
  NOTE_OF_OPEN_TUPLE,
  NOTE_OF_TUPLE,
} NoteOwner;

#define RANK_OWNER 0x100000u
#define RANK_PRIORITY 0x100u
#define RANK_FOREIGN 0xffu

static gboolean
is_language (const char *wanted, const char *tag)
{
  gsize n = strcspn (tag, "-_");

  return g_ascii_strncasecmp (wanted, tag, n) == 0 && (!wanted[n] || strchr ("_.@", wanted[n]));
}

/* How well the language of a note suits; one without a language goes before a foreign one. */
static guint
rank_language (const BwXmlElement *note)
{
  const char *const *wanted = g_get_language_names ();
  const char *tag = bw_xml_element_get (note, "lang");
  guint i;

  if (!tag || !*tag)
    return RANK_FOREIGN - 1;

  for (i = 0; wanted[i] && i < RANK_FOREIGN - 2; i++)
    if (is_language (wanted[i], tag))
      return i;

  return RANK_FOREIGN;
}

static void
read_notes (Reading *reading, const BwXmlElement *element, NoteOwner owner, guint priority)
{
  const BwXmlElement *child;

  for (guint i = 0; (child = bw_xml_element_get_child (element, i)); i++) {
    guint rank = owner * RANK_OWNER + priority * RANK_PRIORITY;

    if (!bw_xml_element_is (child, spaces, "note") || !*child->text)
      continue;

    rank += rank_language (child);
    if (!reading->note || rank < reading->rank) {
      reading->note = child;
      reading->rank = rank;
    }
  }
}

static void
read_activity (Reading *reading, const char *name)
{
  BwActivity activity = bw_activity_from_name (name);

  if (bw_activity_name_is_do_not_disturb (name))
    reading->pidf->do_not_disturb = TRUE;
  if (bw_activity_weigh (activity) > bw_activity_weigh (reading->pidf->activity))
    reading->pidf->activity = activity;
}

/* `<activities><meeting/></activities>`, `<activities><activity>meeting</activity></activities>` of
 * the drafts, and `<activities>ep:busy</activities>`, which Asterisk wrote for a while */
static void
read_activities (Reading *reading, const BwXmlElement *activities)
{
  const BwXmlElement *child;

  read_activity (reading, activities->text);
  for (guint i = 0; (child = bw_xml_element_get_child (activities, i)); i++)
    if (bw_xml_element_is (child, spaces, "activity") || bw_xml_element_is (child, spaces, "other"))
      read_activity (reading, child->text);
    else if (bw_xml_element_is (child, spaces, NULL))
      read_activity (reading, child->name);
  read_notes (reading, activities, NOTE_OF_ACTIVITY, 0);
}

/* Activities stand in a person, in a tuple, and in the status of either. */
static void
find_activities (Reading *reading, const BwXmlElement *element)
{
  const BwXmlElement *child;

  for (guint i = 0; (child = bw_xml_element_get_child (element, i)); i++)
    if (bw_xml_element_is (child, spaces, "activities"))
      read_activities (reading, child);
    else if (bw_xml_element_is (child, spaces, "status"))
      find_activities (reading, child);
}

static gboolean
says (const BwXmlElement *tuple, const char *word)
{
  const BwXmlElement *status = bw_xml_element_find (tuple, spaces, "status");
  const BwXmlElement *basic = status ? bw_xml_element_find (status, spaces, "basic") : NULL;

  return basic && g_ascii_strcasecmp (basic->text, word) == 0;
}

/* 0 for the highest priority of a contact (RFC 3863, 4.1.5), 1000 for none */
static guint
get_priority (const BwXmlElement *tuple)
{
  const BwXmlElement *contact = bw_xml_element_find (tuple, spaces, "contact");
  const char *text = contact ? bw_xml_element_get (contact, "priority") : NULL;
  double priority = text ? g_ascii_strtod (text, NULL) : 0;

  return priority > 0 ? (guint) (1000 - 1000 * MIN (priority, 1)) : 1000;
}

static void
read_tuple (Reading *reading, const BwXmlElement *tuple)
{
  gboolean open = says (tuple, "open");

  reading->pidf->open = reading->pidf->open || open;
  if (open || says (tuple, "closed"))
    reading->pidf->silent = FALSE;
  find_activities (reading, tuple);
  read_notes (reading, tuple, open ? NOTE_OF_OPEN_TUPLE : NOTE_OF_TUPLE, get_priority (tuple));
}

static void
read_person (Reading *reading, const BwXmlElement *person)
{
  find_activities (reading, person);
  read_notes (reading, person, NOTE_OF_PERSON, 0);
}

static void
read_presence (Reading *reading, const BwXmlElement *presence)
{
  const BwXmlElement *child;

  for (guint i = 0; (child = bw_xml_element_get_child (presence, i)); i++)
    if (bw_xml_element_is (child, spaces, "tuple"))
      read_tuple (reading, child);
    else if (bw_xml_element_is (child, spaces, "person"))
      read_person (reading, child);
  read_notes (reading, presence, NOTE_OF_ALL, 0);
}

/* What a PBX writes for each state is not a person's note: it says more than the rest, or no more.
 */
static void
read_state_note (BwPidf *pidf)
{
  static const struct {
    const char *note;
    BwActivity activity;
    gboolean ringing;
  } states[] = {
    { "available" },
    { "dnd", BW_ACTIVITY_BUSY },
    { "do not disturb", BW_ACTIVITY_BUSY },
    { "hold", BW_ACTIVITY_ON_THE_PHONE },
    { "not online" },
    { "offline" },
    { "on hold", BW_ACTIVITY_ON_THE_PHONE },
    { "on the phone", BW_ACTIVITY_ON_THE_PHONE },
    { "online" },
    { "open" },
    { "closed" },
    { "ready" },
    { "registered" },
    { "ringing", BW_ACTIVITY_NONE, TRUE },
    { "talking", BW_ACTIVITY_ON_THE_PHONE },
    { "unavailable" },
    { "unregistered" },
  };
  g_autofree char *note = pidf->note ? g_ascii_strdown (pidf->note, -1) : NULL;

  for (gsize i = 0; note && i < G_N_ELEMENTS (states); i++)
    if (g_str_equal (note, states[i].note)) {
      pidf->do_not_disturb =
          pidf->do_not_disturb || bw_activity_name_is_do_not_disturb (states[i].note);
      pidf->ringing = states[i].ringing;
      if (bw_activity_weigh (states[i].activity) > bw_activity_weigh (pidf->activity))
        pidf->activity = states[i].activity;
      g_clear_pointer (&pidf->note, g_free);
    }
}

BwPidf *
bw_pidf_read (GBytes *document)
{
  g_autoptr (BwXmlElement) root = bw_xml_tree_read (document, BW_XML_MAX_DOCUMENT);
  Reading reading = { 0 };

  if (!root || !bw_xml_element_is (root, spaces, "presence"))
    return NULL;

  reading.pidf = g_new0 (BwPidf, 1);
  reading.pidf->silent = TRUE;
  reading.pidf->entity = g_strdup (bw_xml_element_get (root, "entity"));
  read_presence (&reading, root);
  if (reading.note)
    reading.pidf->note = bw_text_clean_line (reading.note->text, MAX_NOTE);
  read_state_note (reading.pidf);

  return reading.pidf;
}

void
bw_pidf_free (BwPidf *self)
{
  g_free (self->note);
  g_free (self->entity);
  g_free (self);
}

static gboolean
says_open (BwPresence presence)
{
  return presence != BW_PRESENCE_OFFLINE && presence != BW_PRESENCE_UNKNOWN;
}

/* There is no word for do-not-disturb in RPID: those who do not know ours see "busy". */
static const char *
get_activities (BwPresence presence)
{
  switch (presence) {
  case BW_PRESENCE_UNKNOWN:
  case BW_PRESENCE_OFFLINE:
  case BW_PRESENCE_ONLINE:
  case BW_PRESENCE_RINGING:
    return "";
  case BW_PRESENCE_AWAY:
    return "<rpid:activities><rpid:away/></rpid:activities>";
  case BW_PRESENCE_BUSY:
    return "<rpid:activities><rpid:busy/></rpid:activities>";
  case BW_PRESENCE_DO_NOT_DISTURB:
    return "<rpid:activities><rpid:busy/><rpid:other>do-not-disturb</rpid:other>"
           "</rpid:activities>";
  case BW_PRESENCE_IN_CALL:
    return "<rpid:activities><rpid:on-the-phone/></rpid:activities>";
  }

  g_return_val_if_reached ("");
}

char *
bw_pidf_write (const char *entity, BwPresence presence, const char *note)
{
  g_autofree char *escaped = bw_xml_escape (entity);
  GString *document = g_string_new ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");

  g_string_append_printf (document,
                          "<presence xmlns=\"urn:ietf:params:xml:ns:pidf\" "
                          "xmlns:dm=\"urn:ietf:params:xml:ns:pidf:data-model\" "
                          "xmlns:rpid=\"urn:ietf:params:xml:ns:pidf:rpid\" entity=\"%s\">"
                          "<tuple id=\"bellwire\"><status><basic>%s</basic></status>"
                          "<contact priority=\"0.8\">%s</contact></tuple>"
                          "<dm:person id=\"person\">%s",
                          escaped, says_open (presence) ? "open" : "closed", escaped,
                          get_activities (presence));
  if (note && *note)
    bw_xml_append_field (document, "dm:note", note);
  g_string_append (document, "</dm:person></presence>\n");

  return g_string_free (document, FALSE);
}
