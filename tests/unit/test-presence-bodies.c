/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What servers and phones publish of people (PIDF, RPID), as they really write it, and what nobody
 * should send. */

#include "bw-pidf.h"

#include <string.h>

#define PIDF "urn:ietf:params:xml:ns:pidf"
#define HEAD "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\r\n"
#define PRESENCE                                                                                   \
  "<presence xmlns=\"" PIDF "\" xmlns:dm=\"" PIDF ":data-model\" xmlns:rpid=\"" PIDF               \
  ":rpid\" entity=\"sip:bob@example.org\">"
#define OPEN "<tuple id=\"t\"><status><basic>open</basic></status></tuple>"
#define CLOSED "<tuple id=\"t\"><status><basic>closed</basic></status></tuple>"
#define DOING(activity)                                                                            \
  HEAD PRESENCE OPEN "<dm:person id=\"p\"><rpid:activities>" activity                              \
                     "</rpid:activities></dm:person></presence>"
#define NOTES(notes) HEAD PRESENCE OPEN "<dm:person id=\"p\">" notes "</dm:person></presence>"

#define ASTERISK_OLD(activities, note, basic)                                                      \
  "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\n<presence xmlns=\"" PIDF                       \
  "\" \nxmlns:pp=\"" PIDF ":person\"\nxmlns:es=\"" PIDF                                            \
  ":rpid:status:rpid-status\"\nxmlns:ep=\"" PIDF                                                   \
  ":rpid:rpid-person\"\nentity=\"sip:6002@10.24.18.124\">\n<pp:person><status>\n" activities       \
  "</status></pp:person>\n<note>" note "</note>\n<tuple id=\"6002\">\n"                            \
  "<contact priority=\"1\">sip:6002@10.24.18.124</contact>\n<status><basic>" basic                 \
  "</basic></status>\n</tuple>\n"                                                                  \
  "<tuple id=\"digium-presence\">\n<status>\n<digium_presence type=\"unavailable\" subtype=\"\">"  \
  "</digium_presence>\n</status>\n</tuple>\n</presence>\n"

#define ASTERISK(activities, note, basic)                                                          \
  HEAD "<presence entity=\"sip:100@pbx\" xmlns=\"" PIDF "\" xmlns:dm=\"" PIDF                      \
       ":data-model\" xmlns:rpid=\"" PIDF ":rpid\">\r\n <note>" note                               \
       "</note>\r\n <tuple id=\"100\">\r\n  <status>\r\n   <basic>" basic                          \
       "</basic>\r\n  </status>\r\n  <contact priority=\"1\">sip:100@10.0.0.1:5060</contact>\r\n"  \
       " </tuple>\r\n <dm:person>" activities "</dm:person>\r\n</presence>\r\n"

#define FREESWITCH(activities, note, basic)                                                        \
  "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?> \n<presence xmlns='" PIDF "' \nxmlns:dm='" PIDF \
  ":data-model' \nxmlns:rpid='" PIDF ":rpid' \nxmlns:c='" PIDF                                     \
  ":cipid' entity='sip:1000@fs.example.org'>\n <tuple id='t6a5ed77e'>\n  <status>\r\n   "          \
  "<basic>" basic "</basic>\n  </status>\n </tuple>\n <dm:person id='p06360c4a'>\n" activities     \
  "  <dm:note>" note "</dm:note>\n </dm:person>\n</presence>"

#define LINPHONE(basic, extra, person)                                                             \
  HEAD "<presence xmlns=\"" PIDF "\" xmlns:dm=\"" PIDF ":data-model\" xmlns:rpid=\"" PIDF          \
       ":rpid\" xmlns:pidfonline=\"http://www.linphone.org/xsds/pidfonline.xsd\" "                 \
       "entity=\"sip:bob@sip.example.org\">\n <tuple id=\"szsbcp\">\n  <status>\n   "              \
       "<basic>" basic "</basic>\n" extra "  </status>\n  "                                        \
       "<contact priority=\"0.8\">sip:bob@sip.example.org</contact>\n  "                           \
       "<timestamp>2026-11-21T10:00:00Z</timestamp>\n </tuple>\n" person "</presence>\n"

typedef struct {
  const char *name;
  const char *document;
  gboolean open;
  BwActivity activity;
  const char *note;
  gboolean do_not_disturb;
  gboolean ringing;
} Row;

static const Row rows[] = {
  { "RFC 3863 4.3",
    HEAD "<impp:presence xmlns:impp=\"" PIDF "\" entity=\"pres:someone@example.com\">"
         "<impp:tuple id=\"sg89ae\"><impp:status><impp:basic>open</impp:basic></impp:status>"
         "<impp:contact priority=\"0.8\">tel:+09012345678</impp:contact></impp:tuple>"
         "</impp:presence>",
    TRUE, BW_ACTIVITY_NONE, NULL },
  { "RFC 3863 4.3, extended",
    HEAD
    "<presence xmlns=\"" PIDF "\" xmlns:im=\"" PIDF ":im\" xmlns:myex=\"http://id.example.com/"
    "presence/\" entity=\"pres:someone@example.com\"><tuple id=\"bs35r9\"><status><basic>open"
    "</basic><im:im>busy</im:im><myex:location>home</myex:location></status>"
    "<contact priority=\"0.8\">im:someone@mobilecarrier.net</contact>"
    "<note xml:lang=\"en\">Don't Disturb Please!</note>"
    "<note xml:lang=\"fr\">Ne derangez pas, s'il vous plait</note>"
    "<timestamp>2001-10-27T16:49:29Z</timestamp></tuple><tuple id=\"eg92n8\"><status>"
    "<basic>open</basic></status><contact priority=\"1.0\">mailto:someone@example.com</contact>"
    "</tuple><note>I'll be in Tokyo next week</note></presence>",
    TRUE, BW_ACTIVITY_NONE, "I'll be in Tokyo next week" },
  { "RFC 4480 4.1",
    HEAD "<presence xmlns=\"" PIDF "\" xmlns:dm=\"" PIDF ":data-model\" xmlns:lt=\"urn:ietf:params:"
         "xml:ns:location-type\" xmlns:r=\"" PIDF ":rpid\" entity=\"pres:someone@example.com\">"
         "<tuple id=\"bs35r9\"><status><basic>open</basic></status><dm:deviceID>urn:device:0003ba48"
         "11e3</dm:deviceID><r:relationship><r:self/></r:relationship><contact priority=\"0.8\">"
         "im:someone@mobile.example.net</contact><note xml:lang=\"en\">Don't Disturb Please!</note>"
         "</tuple><dm:device id=\"pc147\"><r:user-input idle-threshold=\"600\">idle</r:user-input>"
         "<dm:deviceID>urn:device:0003ba4811e3</dm:deviceID><dm:note>PC</dm:note></dm:device>"
         "<dm:person id=\"p1\"><r:activities from=\"2005-05-30T12:00:00+05:00\" "
         "until=\"2005-05-30T17:00:00+05:00\"><r:note>Far away</r:note><r:away/></r:activities>"
         "<r:mood><r:angry/><r:other>brooding</r:other></r:mood><r:place-is><r:audio><r:noisy/>"
         "</r:audio></r:place-is><r:sphere>bowling league</r:sphere><dm:note>Scoring 120</dm:note>"
         "</dm:person></presence>",
    TRUE, BW_ACTIVITY_AWAY, "Scoring 120" },

  { "Asterisk chan_sip, idle", ASTERISK_OLD ("", "Ready", "open"), TRUE, BW_ACTIVITY_NONE, NULL },
  { "Asterisk chan_sip, in use",
    ASTERISK_OLD ("<ep:activities><ep:busy/></ep:activities>\n", "On the phone", "open"), TRUE,
    BW_ACTIVITY_ON_THE_PHONE, NULL },
  { "Asterisk chan_sip, not there",
    ASTERISK_OLD ("<ep:activities><ep:away/></ep:activities>\n", "Unavailable", "closed"), FALSE,
    BW_ACTIVITY_AWAY, NULL },
  { "Asterisk 12, activity as text",
    ASTERISK_OLD ("<ep:activities>ep:busy</ep:activities>\n", "On hold", "closed"), FALSE,
    BW_ACTIVITY_ON_THE_PHONE, NULL },
  { "Asterisk 12, activity as text alone",
    ASTERISK_OLD ("<ep:activities>ep:away</ep:activities>\n", "Back soon", "open"), TRUE,
    BW_ACTIVITY_AWAY, "Back soon" },
  { "Asterisk PJSIP, ringing",
    ASTERISK ("<rpid:activities><rpid:busy/></rpid:activities>", "Ringing", "open"), TRUE,
    BW_ACTIVITY_BUSY, NULL, FALSE, TRUE },
  { "Asterisk PJSIP, busy",
    ASTERISK ("<rpid:activities><rpid:busy/></rpid:activities>", "On the phone", "closed"), FALSE,
    BW_ACTIVITY_ON_THE_PHONE, NULL },
  { "Asterisk PJSIP, idle", ASTERISK ("", "Ready", "open"), TRUE, BW_ACTIVITY_NONE, NULL },

  { "FreeSWITCH, idle", FREESWITCH ("", "Available", "open"), TRUE, BW_ACTIVITY_NONE, NULL },
  { "FreeSWITCH, gone", FREESWITCH ("", "Unregistered", "closed"), FALSE, BW_ACTIVITY_NONE, NULL },
  { "FreeSWITCH, on the phone",
    FREESWITCH ("  <rpid:activities>\r\n   <rpid:on-the-phone/>\n  </rpid:activities>\n",
                "On The Phone",
                "open"),
    TRUE, BW_ACTIVITY_ON_THE_PHONE, NULL },
  { "FreeSWITCH, talks with a number",
    FREESWITCH ("  <rpid:activities>\r\n   <rpid:on-the-phone/>\n  </rpid:activities>\n",
                "Talk 1001",
                "open"),
    TRUE, BW_ACTIVITY_ON_THE_PHONE, "Talk 1001" },
  { "FreeSWITCH, do not disturb",
    FREESWITCH ("  <rpid:activities>\r\n   <rpid:dnd/>\n  </rpid:activities>\n", "DND", "open"),
    TRUE, BW_ACTIVITY_BUSY, NULL, TRUE },
  { "FreeSWITCH, with an atom beside",
    HEAD "<presence xmlns='" PIDF "' xmlns:dm='" PIDF ":data-model' xmlns:rpid='" PIDF
         ":rpid' entity='pres:sip:1000@fs'>\r\n<presentity uri=\"sip:1000@fs;method=SUBSCRIBE\"/>"
         "\r\n<atom id=\"1002\">\r\n<address uri=\"sip:1000@fs\" priority=\"0.800000\">\r\n"
         "<status status=\"open\">\r\n<note>Hangup</note>\r\n</status>\r\n"
         "<msnsubstatus substatus=\"away\"/>\r\n</address>\r\n</atom>\r\n" CLOSED "</presence>",
    FALSE, BW_ACTIVITY_NONE, NULL },

  { "Linphone, online", LINPHONE ("open", "   <pidfonline:online/>\n", ""), TRUE, BW_ACTIVITY_NONE,
    NULL },
  { "Linphone, busy",
    LINPHONE ("open",
              "",
              " <dm:person id=\"b\"><rpid:activities><rpid:busy/></rpid:activities></dm:person>\n"),
    TRUE, BW_ACTIVITY_BUSY, NULL },
  { "Linphone, away with a note",
    LINPHONE ("open",
              "",
              " <dm:person id=\"b\"><rpid:activities><rpid:away/></rpid:activities>"
              "<dm:note xml:lang=\"fr\">De retour à 15h</dm:note></dm:person>\n"),
    TRUE, BW_ACTIVITY_AWAY, "De retour à 15h" },
  { "Linphone, offline", LINPHONE ("closed", "", ""), FALSE, BW_ACTIVITY_NONE, NULL },

  { "3CX, lunch",
    HEAD "<presence xmlns=\"" PIDF "\" xmlns:dm=\"" PIDF ":data-model\" xmlns:rpid=\"" PIDF
         ":rpid\" entity=\"sip:101@3cx.example.org\"><tuple id=\"a\"><status><basic>closed</basic>"
         "</status></tuple><dm:person id=\"b\"><rpid:activities><rpid:away/><rpid:lunch/>"
         "</rpid:activities><dm:note>Lunch break</dm:note></dm:person></presence>",
    FALSE, BW_ACTIVITY_LUNCH, "Lunch break" },
  { "Jitsi, busy",
    HEAD "<presence xmlns=\"" PIDF "\" xmlns:dm=\"" PIDF ":data-model\" xmlns:rpid=\"" PIDF
         ":rpid\" entity=\"sip:bob@jit.si\"><dm:person id=\"p2835\"><rpid:activities><rpid:busy/>"
         "</rpid:activities><rpid:status-icon>https://jit.si/i.png</rpid:status-icon></dm:person>"
         "<tuple id=\"t5430\"><status><basic>open</basic></status>"
         "<contact>sip:bob@jit.si</contact><note>Do Not Disturb</note></tuple></presence>",
    TRUE, BW_ACTIVITY_BUSY, NULL, TRUE },
  { "Yealink, do not disturb",
    HEAD "<presence xmlns=\"" PIDF "\" entity=\"sip:201@10.0.0.1\"><tuple id=\"1\"><status>"
         "<basic>open</basic></status><note>DND</note></tuple></presence>",
    TRUE, BW_ACTIVITY_BUSY, NULL, TRUE },
  { "Snom, in a call",
    "<?xml version=\"1.0\"?><presence xmlns=\"" PIDF "\" xmlns:dm=\"" PIDF
    ":data-model\" xmlns:rp=\"" PIDF
    ":rpid\" entity=\"sip:snom@10.0.0.1\"><tuple id=\"snom\"><status><basic>open</basic>"
    "<rp:activities><rp:on-the-phone/></rp:activities></status></tuple></presence>",
    TRUE, BW_ACTIVITY_ON_THE_PHONE, NULL },
  { "Cisco, do not disturb",
    HEAD "<presence xmlns=\"" PIDF "\" xmlns:dm=\"" PIDF ":data-model\" xmlns:r=\"" PIDF
         ":rpid\" xmlns:ce=\"urn:cisco:params:xml:ns:pidf:rpid\" entity=\"sip:c@example.org\">"
         "<dm:person id=\"c\"><r:activities><r:busy/><ce:dnd/></r:activities></dm:person>" OPEN
         "</presence>",
    TRUE, BW_ACTIVITY_BUSY, NULL, TRUE },
  { "X-Lite",
    ASTERISK_OLD ("<es:activities><es:activity>on-the-phone</es:activity></es:activities>",
                  "",
                  "open"),
    TRUE, BW_ACTIVITY_ON_THE_PHONE, NULL },
  { "Kamailio, joined by pidf-manipulation",
    HEAD PRESENCE "<tuple id=\"1\"><status><basic>closed</basic></status></tuple>"
                  "<tuple id=\"2\"><status><basic>open</basic></status></tuple>"
                  "<tuple id=\"3\"><status><basic>closed</basic></status></tuple></presence>",
    TRUE, BW_ACTIVITY_NONE, NULL },
  { "Kamailio, nobody there", HEAD PRESENCE "</presence>", FALSE, BW_ACTIVITY_NONE, NULL },

  { "the most telling activity", DOING ("<rpid:busy/><rpid:meeting/>"), TRUE, BW_ACTIVITY_MEETING },
  { "the most telling one first", DOING ("<rpid:on-the-phone/><rpid:meeting/><rpid:away/>"), TRUE,
    BW_ACTIVITY_ON_THE_PHONE },
  { "the first of equals", DOING ("<rpid:dinner/><rpid:travel/>"), TRUE, BW_ACTIVITY_DINNER },
  { "busy before away", DOING ("<rpid:away/><rpid:busy/>"), TRUE, BW_ACTIVITY_BUSY },
  { "an unknown activity", DOING ("<rpid:unknown/>"), TRUE, BW_ACTIVITY_NONE },
  { "one in words", DOING ("<rpid:other>juggling</rpid:other>"), TRUE, BW_ACTIVITY_NONE },
  { "ours", DOING ("<rpid:busy/><rpid:other>do-not-disturb</rpid:other>"), TRUE, BW_ACTIVITY_BUSY,
    NULL, TRUE },
  { "another name space", DOING ("<x:busy xmlns:x=\"urn:example:other\"/>"), TRUE,
    BW_ACTIVITY_NONE },
  { "a name space that begins anew", DOING ("<busy xmlns=\"urn:example:other\"/>"), TRUE,
    BW_ACTIVITY_NONE },
  { "capitals", DOING ("<rpid:On-The-Phone/>"), TRUE, BW_ACTIVITY_ON_THE_PHONE },
  { "in transit", DOING ("<rpid:in-transit/>"), TRUE, BW_ACTIVITY_IN_TRANSIT },
  { "permanent absence", DOING ("<rpid:permanent-absence/>"), TRUE, BW_ACTIVITY_PERMANENT_ABSENCE },
  { "an endless name",
    DOING ("<rpid:busybusybusybusybusybusybusybusybusybusybusybusybusybusybusybu"
           "sybusy/>"),
    TRUE, BW_ACTIVITY_NONE },

  { "no name space at all",
    "<presence entity=\"sip:a@b\"><tuple id=\"1\"><status><basic>open</basic></status></tuple>"
    "</presence>",
    TRUE, BW_ACTIVITY_NONE },
  { "a prefix that is not declared",
    "<p:presence><p:tuple><p:status><p:basic> OPEN "
    "</p:basic></p:status></p:tuple></p:presence>",
    TRUE, BW_ACTIVITY_NONE },
  { "neither open nor closed",
    HEAD PRESENCE "<tuple id=\"t\"><status><basic>maybe</basic></status></tuple></presence>", FALSE,
    BW_ACTIVITY_NONE },
  { "a tuple without a status", HEAD PRESENCE "<tuple id=\"t\"/></presence>", FALSE,
    BW_ACTIVITY_NONE },
  { "open, but in another name space",
    HEAD PRESENCE "<tuple><status><x:basic xmlns:x=\"urn:example:x\">open</x:basic></status>"
                  "</tuple></presence>",
    FALSE, BW_ACTIVITY_NONE },
  { "comments and CDATA",
    HEAD PRESENCE "<!-- <basic>closed</basic> --><tuple><status><basic><![CDATA[open]]></basic>"
                  "</status></tuple><?x y?></presence>",
    TRUE, BW_ACTIVITY_NONE },
  { "a byte order mark", "\xef\xbb\xbf" HEAD PRESENCE OPEN "</presence>", TRUE, BW_ACTIVITY_NONE },

  { "a note of the person goes first",
    HEAD PRESENCE "<tuple id=\"t\"><status><basic>open</basic></status><note>tuple</note></tuple>"
                  "<note>all</note><dm:person><rpid:activities><rpid:note>activity</rpid:note>"
                  "</rpid:activities><dm:note>person</dm:note></dm:person></presence>",
    TRUE, BW_ACTIVITY_NONE, "person" },
  { "then one of all",
    HEAD PRESENCE "<tuple id=\"t\"><status><basic>open</basic></status><note>tuple</note></tuple>"
                  "<dm:person><rpid:activities><rpid:note>activity</rpid:note></rpid:activities>"
                  "</dm:person><note>all</note></presence>",
    TRUE, BW_ACTIVITY_NONE, "all" },
  { "then one of what is done",
    HEAD PRESENCE "<tuple id=\"t\"><status><basic>open</basic></status><note>tuple</note></tuple>"
                  "<dm:person><rpid:activities><rpid:note>activity</rpid:note></rpid:activities>"
                  "</dm:person></presence>",
    TRUE, BW_ACTIVITY_NONE, "activity" },
  { "an open tuple before a closed one",
    HEAD PRESENCE "<tuple><status><basic>closed</basic></status><contact priority=\"1\">x</contact>"
                  "<note>shut</note></tuple><tuple><status><basic>open</basic></status>"
                  "<note>here</note></tuple></presence>",
    TRUE, BW_ACTIVITY_NONE, "here" },
  { "the highest priority",
    HEAD PRESENCE "<tuple><status><basic>open</basic></status><note>none</note></tuple>"
                  "<tuple><status><basic>open</basic></status><contact priority=\"0.2\">x</contact>"
                  "<note>low</note></tuple><tuple><status><basic>open</basic></status>"
                  "<contact priority=\"0.9\">x</contact><note>high</note></tuple>"
                  "<tuple><status><basic>open</basic></status><contact priority=\"nan\">x</contact>"
                  "<note>odd</note></tuple></presence>",
    TRUE, BW_ACTIVITY_NONE, "high" },
  { "one without a language before a foreign one",
    NOTES ("<dm:note xml:lang=\"xx\">foreign</dm:note><dm:note>plain</dm:note>"), TRUE,
    BW_ACTIVITY_NONE, "plain" },
  { "one of ours before one without",
    NOTES ("<dm:note>plain</dm:note><dm:note xml:lang=\"de-AT\">deutsch</dm:note>"
           "<dm:note xml:lang=\"fr\">fr</dm:note>"),
    TRUE, BW_ACTIVITY_NONE, "deutsch" },
  { "the first of foreign ones",
    NOTES ("<dm:note xml:lang=\"ja\">ja</dm:note><dm:note xml:lang=\"d\">d</dm:note>"), TRUE,
    BW_ACTIVITY_NONE, "ja" },
  { "an empty note says nothing", NOTES ("<dm:note>  </dm:note><dm:note>x</dm:note>"), TRUE,
    BW_ACTIVITY_NONE, "x" },
  { "markup, lines and directions",
    NOTES ("<dm:note>&lt;b&gt;a&#10; b\xe2\x80\xae &amp;#x41;</dm:note>"), TRUE, BW_ACTIVITY_NONE,
    "<b>a b &#x41;" },
  { "Latin-1",
    NOTES ("<dm:note>Zur\xfc"
           "ck um 3</dm:note>"),
    TRUE, BW_ACTIVITY_NONE, "Zurück um 3" },
};

static BwPidf *
read_text (const char *text)
{
  g_autoptr (GBytes) document = g_bytes_new_static (text, strlen (text));

  return bw_pidf_read (document);
}

static void
test_read (gconstpointer data)
{
  const Row *row = data;
  g_autoptr (BwPidf) pidf = read_text (row->document);

  g_assert_nonnull (pidf);
  g_assert_cmpint (pidf->open, ==, row->open);
  g_assert_cmpint (pidf->activity, ==, row->activity);
  g_assert_cmpstr (pidf->note, ==, row->note);
  g_assert_cmpint (pidf->do_not_disturb, ==, row->do_not_disturb);
  g_assert_cmpint (pidf->ringing, ==, row->ringing);
}

static void
test_entity (void)
{
  g_autoptr (BwPidf) given = read_text (HEAD PRESENCE OPEN "</presence>");
  g_autoptr (BwPidf) missing = read_text ("<presence/>");

  g_assert_cmpstr (given->entity, ==, "sip:bob@example.org");
  g_assert_null (missing->entity);
}

static void
test_silent (void)
{
  static const struct {
    const char *document;
    gboolean silent;
  } documents[] = {
    { HEAD PRESENCE OPEN "</presence>", FALSE },
    { HEAD PRESENCE CLOSED "</presence>", FALSE },
    { HEAD PRESENCE "<tuple id=\"a\"/>" CLOSED "</presence>", FALSE },
    { HEAD PRESENCE "</presence>", TRUE },
    { HEAD PRESENCE "<tuple id=\"a\"/></presence>", TRUE },
    { HEAD PRESENCE "<tuple id=\"a\"><status><basic>maybe</basic></status></tuple></presence>",
      TRUE },
    { HEAD PRESENCE "<dm:person id=\"p\"><rpid:activities><rpid:away/></rpid:activities>"
                    "</dm:person></presence>",
      TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (documents); i++) {
    g_autoptr (BwPidf) pidf = read_text (documents[i].document);

    g_assert_cmpint (pidf->silent, ==, documents[i].silent);
  }
}

static void
test_refused (void)
{
  static const char *const documents[] = {
    "",
    "open",
    "<presence",
    "<presence>",
    "<presence><tuple></presence>",
    "<presence/><presence/>",
    "<html><body>200 OK</body></html>",
    "<presence xmlns=\"urn:example:other\"/>",
    "<dialog-info xmlns=\"urn:ietf:params:xml:ns:dialog-info\"/>",
    "<pidf-diff xmlns=\"urn:ietf:params:xml:ns:pidf-diff\"/>",
    "<!DOCTYPE presence><presence/>",
    "<!doctype presence [<!ENTITY a \"b\">]><presence/>",
    "<!DOCTYPE presence PUBLIC \"//\" \"xpidf.dtd\"><presence><presentity/></presence>",
    "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY x \"y\"><!ENTITY z \"&x;&x;\">]>"
    "<presence><note>&z;</note></presence>",
    "<presence><note>&nbsp;</note></presence>",
    "<a><a><a><a><a><a><a><a><a><a><a><a><a><a><a><a><a/></a></a></a></a></a></a></a></a></a></a>"
    "</a></a></a></a></a></a>",
    "{\"presence\": \"open\"}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (documents); i++) {
    g_autoptr (BwPidf) pidf = read_text (documents[i]);

    g_test_message ("%s", documents[i]);
    g_assert_null (pidf);
  }
}

static char *
repeat (const char *before, const char *text, guint n, const char *after)
{
  GString *all = g_string_new (before);

  for (guint i = 0; i < n; i++)
    g_string_append (all, text);
  g_string_append (all, after);

  return g_string_free (all, FALSE);
}

static gboolean
is_read (const char *text)
{
  g_autoptr (BwPidf) pidf = read_text (text);

  return pidf != NULL;
}

static gboolean
is_depth_read (guint depth)
{
  g_autofree char *opened = repeat ("<presence>", "<a>", depth - 1, "");
  g_autofree char *document = repeat (opened, "</a>", depth - 1, "</presence>");

  return is_read (document);
}

/* Each bound, from both of its sides. */
static void
test_bounds (void)
{
  g_autofree char *large = repeat ("<presence>", OPEN, 1000, "</presence>");
  g_autofree char *too_large = repeat ("<presence>", OPEN, 2000, "</presence>");
  g_autofree char *attributes = repeat ("<presence", " a='b'", 64, "/>");
  g_autofree char *many_attributes = repeat ("<presence", " a='b'", 65, "/>");
  g_autofree char *name = repeat ("<presence><", "n", 256, "/></presence>");
  g_autofree char *long_name = repeat ("<presence><", "n", 257, "/></presence>");
  g_autofree char *huge = repeat ("<presence>", "                ", 65536, "</presence>");

  g_assert_true (is_read (large));
  g_assert_false (is_read (too_large));
  g_assert_true (is_depth_read (16));
  g_assert_false (is_depth_read (17));
  g_assert_true (is_read (attributes));
  g_assert_false (is_read (many_attributes));
  g_assert_true (is_read (name));
  g_assert_false (is_read (long_name));
  g_assert_false (is_read (huge));
}

static const struct {
  BwPresence presence;
  const char *note;
  gboolean open;
  BwActivity activity;
  gboolean do_not_disturb;
} written[] = {
  { BW_PRESENCE_UNKNOWN, NULL, FALSE, BW_ACTIVITY_NONE, FALSE },
  { BW_PRESENCE_OFFLINE, "x", FALSE, BW_ACTIVITY_NONE, FALSE },
  { BW_PRESENCE_AWAY, "back at 15:00", TRUE, BW_ACTIVITY_AWAY, FALSE },
  { BW_PRESENCE_BUSY, "<b>&\"'</b>", TRUE, BW_ACTIVITY_BUSY, FALSE },
  { BW_PRESENCE_DO_NOT_DISTURB, NULL, TRUE, BW_ACTIVITY_BUSY, TRUE },
  { BW_PRESENCE_IN_CALL, "Zurück", TRUE, BW_ACTIVITY_ON_THE_PHONE, FALSE },
  { BW_PRESENCE_RINGING, NULL, TRUE, BW_ACTIVITY_NONE, FALSE },
  { BW_PRESENCE_ONLINE, NULL, TRUE, BW_ACTIVITY_NONE, FALSE },
};

static void
test_write (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (written); i++) {
    g_autofree char *document =
        bw_pidf_write ("sip:a&b@example.org", written[i].presence, written[i].note);
    g_autoptr (BwPidf) pidf = read_text (document);

    g_assert_nonnull (pidf);
    g_assert_cmpstr (pidf->entity, ==, "sip:a&b@example.org");
    g_assert_cmpint (pidf->open, ==, written[i].open);
    g_assert_cmpint (pidf->activity, ==, written[i].activity);
    g_assert_cmpint (pidf->do_not_disturb, ==, written[i].do_not_disturb);
    g_assert_cmpstr (pidf->note, ==, written[i].note);
  }
}

int
main (int argc, char **argv)
{
  /* Which note is read depends on the languages that a person reads. */
  g_setenv ("LANGUAGE", "de:en", TRUE);
  g_setenv ("LC_ALL", "de_DE.UTF-8", TRUE);
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *path = g_strdup_printf ("/presence-bodies/read/%s", rows[i].name);

    g_test_add_data_func (path, &rows[i], test_read);
  }
  g_test_add_func ("/presence-bodies/entity", test_entity);
  g_test_add_func ("/presence-bodies/silent", test_silent);
  g_test_add_func ("/presence-bodies/refused", test_refused);
  g_test_add_func ("/presence-bodies/bounds", test_bounds);
  g_test_add_func ("/presence-bodies/write", test_write);

  return g_test_run ();
}
