/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a telephone does: application/dialog-info+xml (RFC 4235), read and put together over
 * several documents. What may stand in a header of ours later is let through only where it can. */

#define G_LOG_DOMAIN "bellwire-core"

#include "bw-dialog-info.h"

#include "bw-address.h"
#include "bw-xml-tree.h"

#include <string.h>

#define MAX_DIALOGS 256
#define MAX_IDENTIFIER 1024

static const char *const spaces[] = { "urn:ietf:params:xml:ns:dialog-info", NULL };

static void
free_dialog (gpointer data)
{
  BwDialog *dialog = data;

  g_free (dialog->id);
  g_free (dialog->call_id);
  g_free (dialog->local_tag);
  g_free (dialog->remote_tag);
  g_free (dialog->local_uri);
  g_free (dialog->remote_uri);
  g_free (dialog->remote_name);
  g_free (dialog);
}

/* Text for a header: nothing that ends a value, a parameter or a line. */
static char *
dup_word (const char *text, const char *forbidden)
{
  gsize n = text ? strlen (text) : 0;

  if (n == 0 || n > MAX_IDENTIFIER || strpbrk (text, forbidden))
    return NULL;

  for (gsize i = 0; i < n; i++)
    if (!g_ascii_isgraph (text[i]))
      return NULL;

  return g_strdup (text);
}

/* A URI, bare or in angle brackets as some phones write it into an identity */
static char *
dup_uri (const char *text)
{
  const char *open = text ? strchr (text, '<') : NULL;
  const char *close = open ? strchr (open, '>') : NULL;
  g_autofree char *inner = close ? g_strndup (open + 1, (gsize) (close - open - 1)) : NULL;

  return dup_word (inner ? inner : text, "<>\"");
}

static char *
read_uri (const BwXmlElement *participant)
{
  const BwXmlElement *target =
      participant ? bw_xml_element_find (participant, spaces, "target") : NULL;
  const BwXmlElement *identity =
      participant ? bw_xml_element_find (participant, spaces, "identity") : NULL;
  char *uri = target ? dup_uri (bw_xml_element_get (target, "uri")) : NULL;

  return uri || !identity ? uri : dup_uri (identity->text);
}

static char *
read_name (const BwXmlElement *participant)
{
  const BwXmlElement *identity =
      participant ? bw_xml_element_find (participant, spaces, "identity") : NULL;

  return bw_display_name_clean (identity ? bw_xml_element_get (identity, "display") : NULL);
}

static gboolean
read_state (const BwXmlElement *dialog, BwDialogState *state)
{
  static const char *const names[] = {
    [BW_DIALOG_TRYING] = "trying",         [BW_DIALOG_PROCEEDING] = "proceeding",
    [BW_DIALOG_EARLY] = "early",           [BW_DIALOG_CONFIRMED] = "confirmed",
    [BW_DIALOG_TERMINATED] = "terminated",
  };
  const BwXmlElement *element = bw_xml_element_find (dialog, spaces, "state");

  for (guint i = 0; element && i < G_N_ELEMENTS (names); i++)
    if (g_ascii_strcasecmp (element->text, names[i]) == 0) {
      *state = (BwDialogState) i;
      return TRUE;
    }

  return FALSE;
}

static gboolean
is_recipient (const BwXmlElement *dialog, BwDialogState state)
{
  const char *direction = bw_xml_element_get (dialog, "direction");

  return direction && *direction ? g_ascii_strcasecmp (direction, "recipient") == 0
                                 : state == BW_DIALOG_EARLY;
}

/* Returns: (transfer full) (nullable): NULL for one that does not say how it stands */
static BwDialog *
read_dialog (const BwXmlElement *element)
{
  const BwXmlElement *local = bw_xml_element_find (element, spaces, "local");
  const BwXmlElement *remote = bw_xml_element_find (element, spaces, "remote");
  const char *id = bw_xml_element_get (element, "id");
  BwDialogState state;
  BwDialog *dialog;

  if (!read_state (element, &state))
    return NULL;

  dialog = g_new0 (BwDialog, 1);
  dialog->id = g_strdup (id ? id : "");
  dialog->state = state;
  dialog->recipient = is_recipient (element, state);
  dialog->call_id = dup_word (bw_xml_element_get (element, "call-id"), ";,");
  dialog->local_tag = dup_word (bw_xml_element_get (element, "local-tag"), ";,<>\"");
  dialog->remote_tag = dup_word (bw_xml_element_get (element, "remote-tag"), ";,<>\"");
  dialog->local_uri = read_uri (local);
  dialog->remote_uri = read_uri (remote);
  dialog->remote_name = read_name (remote);

  return dialog;
}

static guint64
read_version (const BwXmlElement *root)
{
  const char *text = bw_xml_element_get (root, "version");
  guint64 version = 0;

  if (text)
    g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT64, &version, NULL);

  return version;
}

BwDialogInfo *
bw_dialog_info_read (GBytes *document)
{
  g_autoptr (BwXmlElement) root = bw_xml_tree_read (document, BW_XML_MAX_DOCUMENT);
  const BwXmlElement *child;
  const char *state;
  BwDialogInfo *self;

  if (!root || !bw_xml_element_is (root, spaces, "dialog-info"))
    return NULL;

  state = bw_xml_element_get (root, "state");
  self = g_new0 (BwDialogInfo, 1);
  self->entity = g_strdup (bw_xml_element_get (root, "entity"));
  self->version = read_version (root);
  self->full = !state || g_ascii_strcasecmp (state, "partial") != 0;
  self->dialogs = g_ptr_array_new_with_free_func (free_dialog);
  for (guint i = 0; (child = bw_xml_element_get_child (root, i)); i++) {
    BwDialog *dialog =
        self->dialogs->len < MAX_DIALOGS && bw_xml_element_is (child, spaces, "dialog")
            ? read_dialog (child)
            : NULL;

    if (dialog)
      g_ptr_array_add (self->dialogs, dialog);
  }

  return self;
}

void
bw_dialog_info_free (BwDialogInfo *self)
{
  g_free (self->entity);
  g_clear_pointer (&self->dialogs, g_ptr_array_unref);
  g_free (self);
}

static void
drop_terminated (GPtrArray *dialogs)
{
  for (guint i = dialogs->len; i > 0; i--) {
    const BwDialog *dialog = g_ptr_array_index (dialogs, i - 1);

    if (dialog->state == BW_DIALOG_TERMINATED)
      g_ptr_array_remove_index (dialogs, i - 1);
  }
}

static void
drop_dialog (GPtrArray *dialogs, const char *id)
{
  for (guint i = dialogs->len; i > 0; i--) {
    const BwDialog *dialog = g_ptr_array_index (dialogs, i - 1);

    if (g_str_equal (dialog->id, id))
      g_ptr_array_remove_index (dialogs, i - 1);
  }
}

/* A dialog in a partial document is all there is to know of it; the oldest go where there are too
 * many. */
static void
update (BwDialogInfo *known, BwDialogInfo *news)
{
  for (guint i = 0; i < news->dialogs->len; i++) {
    const BwDialog *dialog = g_ptr_array_index (news->dialogs, i);

    drop_dialog (known->dialogs, dialog->id);
  }
  g_ptr_array_extend_and_steal (known->dialogs, g_steal_pointer (&news->dialogs));
  drop_terminated (known->dialogs);
  if (known->dialogs->len > MAX_DIALOGS)
    g_ptr_array_remove_range (known->dialogs, 0, known->dialogs->len - MAX_DIALOGS);
  known->version = news->version;
}

gboolean
bw_dialog_info_merge (BwDialogInfo **known, BwDialogInfo *news)
{
  g_autoptr (BwDialogInfo) owned = news;
  BwDialogInfo *old = *known;
  gboolean follows = old && news->version > 0 && news->version - 1 == old->version;

  if (news->full || !old) {
    drop_terminated (news->dialogs);
    g_clear_pointer (known, bw_dialog_info_free);
    *known = g_steal_pointer (&owned);
    return (*known)->full;
  }

  if (news->version > old->version)
    update (old, news);

  return follows;
}
