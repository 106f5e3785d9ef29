/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The people and the peers of the history that fit what is being typed. It finds and shows them;
 * what picking one means is up to the entry.
 */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-dial-suggestions.h"

#include "bw-call-history.h"
#include "bw-person-avatar.h"

enum { PROP_0, PROP_PHONE, N_PROPS };

static GParamSpec *properties[N_PROPS];

enum { PICKED, N_SIGNALS };

static guint signals[N_SIGNALS];

struct _BwDialSuggestions {
  GtkWidget parent_instance;

  /* template widgets */
  GtkPopover *popover;
  GtkSingleSelection *selection;
  GListStore *found;

  /* owned */
  BwPhone *phone;
  BwCallHistory *history;
};

G_DEFINE_FINAL_TYPE (BwDialSuggestions, bw_dial_suggestions, GTK_TYPE_WIDGET)

#define MAX_PEOPLE 5   /* lines of people: the history is to be seen, too */
#define MAX_SHOWN 7    /* as many as are taken in at a glance */
#define MAX_LOOKED 200 /* calls that are looked through for them */

static guint
count (BwDialSuggestions *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->found));
}

static BwDialSuggestion *
get (BwDialSuggestions *self, guint position)
{
  g_autoptr (BwDialSuggestion) suggestion =
      g_list_model_get_item (G_LIST_MODEL (self->found), position);

  return suggestion; /* the list holds it */
}

static gboolean
is_listed (BwDialSuggestions *self, BwDialSuggestion *suggestion)
{
  const char *key = bw_dial_suggestion_get_key (suggestion);

  for (guint i = 0; i < count (self); i++)
    if (key[0] != '\0' && strcmp (bw_dial_suggestion_get_key (get (self, i)), key) == 0)
      return TRUE;

  return FALSE;
}

static void
take (BwDialSuggestions *self, BwDialSuggestion *suggestion)
{
  if (!is_listed (self, suggestion))
    g_list_store_append (self->found, suggestion);
  g_object_unref (suggestion);
}

static void
add_person (BwDialSuggestions *self, BwPerson *person)
{
  GPtrArray *addresses = bw_person_get_addresses (person);

  for (guint i = 0; i < addresses->len && count (self) < MAX_PEOPLE; i++)
    take (self, bw_dial_suggestion_new_for_person (self->phone, person, addresses->pdata[i]));
}

static void
look_up_people (BwDialSuggestions *self, const char *text)
{
  GListModel *people = bw_directory_get_everybody (bw_phone_get_directory (self->phone));
  g_auto (GStrv) words = bw_person_fold (text);
  guint n_people = words[0] != NULL ? g_list_model_get_n_items (people) : 0;

  for (guint i = 0; i < n_people && count (self) < MAX_PEOPLE; i++) {
    g_autoptr (BwPerson) person = g_list_model_get_item (people, i);

    if (bw_person_matches (person, (const char *const *) words))
      add_person (self, person);
  }
}

static void
look_up_history (BwDialSuggestions *self, const char *text)
{
  GListModel *history = G_LIST_MODEL (self->history);
  guint n_looked;

  bw_call_history_set_search (self->history, text);
  n_looked = MIN (g_list_model_get_n_items (history), MAX_LOOKED);
  for (guint i = 0; i < n_looked && count (self) < MAX_SHOWN; i++) {
    g_autoptr (BwCallRecord) record = g_list_model_get_item (history, i);

    take (self, bw_dial_suggestion_new_for_record (self->phone, record));
  }
}

static void
look_up (BwDialSuggestions *self, const char *text)
{
  g_list_store_remove_all (self->found);
  look_up_people (self, text);
  look_up_history (self, text);
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
}

static void
activated_cb (BwDialSuggestions *self, guint position)
{
  g_autoptr (BwDialSuggestion) picked =
      g_list_model_get_item (G_LIST_MODEL (self->found), position);

  bw_dial_suggestions_hide (self);
  if (picked != NULL)
    g_signal_emit (self, signals[PICKED], 0, picked);
}

static void
bw_dial_suggestions_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id) {
  case PROP_PHONE:
    g_value_set_object (value, BW_DIAL_SUGGESTIONS (object)->phone);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
bw_dial_suggestions_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch (id) {
  case PROP_PHONE:
    bw_dial_suggestions_set_phone (BW_DIAL_SUGGESTIONS (object), g_value_get_object (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
bw_dial_suggestions_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  BwDialSuggestions *self = BW_DIAL_SUGGESTIONS (widget);

  gtk_widget_set_size_request (GTK_WIDGET (self->popover), width, -1);
  gtk_popover_present (self->popover);
}

static void
bw_dial_suggestions_dispose (GObject *object)
{
  BwDialSuggestions *self = BW_DIAL_SUGGESTIONS (object);

  g_clear_object (&self->history);
  g_clear_object (&self->phone);
  if (self->popover != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->popover));
  gtk_widget_dispose_template (GTK_WIDGET (self), BW_TYPE_DIAL_SUGGESTIONS);

  G_OBJECT_CLASS (bw_dial_suggestions_parent_class)->dispose (object);
}

static void
bw_dial_suggestions_class_init (BwDialSuggestionsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bw_dial_suggestions_dispose;
  object_class->get_property = bw_dial_suggestions_get_property;
  object_class->set_property = bw_dial_suggestions_set_property;
  widget_class->size_allocate = bw_dial_suggestions_size_allocate;

  properties[PROP_PHONE] =
      g_param_spec_object ("phone", NULL, NULL, BW_TYPE_PHONE,
                           G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[PICKED] = g_signal_new ("picked", BW_TYPE_DIAL_SUGGESTIONS, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, BW_TYPE_DIAL_SUGGESTION);

  g_type_ensure (BW_TYPE_DIAL_SUGGESTION);
  g_type_ensure (BW_TYPE_PERSON_AVATAR);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/bellwire/Bellwire/calls/bw-dial-suggestions.ui");
  gtk_widget_class_bind_template_child (widget_class, BwDialSuggestions, popover);
  gtk_widget_class_bind_template_child (widget_class, BwDialSuggestions, selection);
  gtk_widget_class_bind_template_child (widget_class, BwDialSuggestions, found);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
}

static void
bw_dial_suggestions_init (BwDialSuggestions *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
bw_dial_suggestions_set_phone (BwDialSuggestions *self, BwPhone *phone)
{
  if (!g_set_object (&self->phone, phone))
    return;
  bw_dial_suggestions_hide (self);
  g_list_store_remove_all (self->found);
  g_clear_object (&self->history);
  if (phone != NULL)
    self->history = bw_call_history_new (bw_phone_get_store (phone));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PHONE]);
}

void
bw_dial_suggestions_show (BwDialSuggestions *self, const char *text)
{
  if (self->history == NULL || text[0] == '\0') {
    bw_dial_suggestions_hide (self);
    return;
  }
  look_up (self, text);
  if (count (self) > 0)
    gtk_popover_popup (self->popover);
  else
    gtk_popover_popdown (self->popover);
}

void
bw_dial_suggestions_hide (BwDialSuggestions *self)
{
  gtk_popover_popdown (self->popover);
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
}

gboolean
bw_dial_suggestions_is_shown (BwDialSuggestions *self)
{
  return gtk_widget_get_visible (GTK_WIDGET (self->popover));
}

gboolean
bw_dial_suggestions_move (BwDialSuggestions *self, int step)
{
  guint n = count (self);
  guint selected = gtk_single_selection_get_selected (self->selection);

  if (n == 0 || !bw_dial_suggestions_is_shown (self))
    return FALSE;
  if (selected == GTK_INVALID_LIST_POSITION)
    selected = step > 0 ? 0 : n - 1;
  else
    selected = (selected + n + (guint) step) % n;
  gtk_single_selection_set_selected (self->selection, selected);

  return TRUE;
}

BwDialSuggestion *
bw_dial_suggestions_get_selected (BwDialSuggestions *self)
{
  if (!bw_dial_suggestions_is_shown (self))
    return NULL;

  return gtk_single_selection_get_selected_item (self->selection);
}

char *
bw_dial_suggestions_dup_named (BwDialSuggestions *self, const char *name)
{
  g_autofree char *wanted = g_utf8_casefold (name, -1);

  for (guint i = 0; i < count (self); i++) {
    BwDialSuggestion *suggestion = get (self, i);
    g_autofree char *folded = g_utf8_casefold (bw_dial_suggestion_get_name (suggestion), -1);

    if (strcmp (folded, wanted) == 0)
      return g_strdup (bw_dial_suggestion_get_address (suggestion));
  }

  return NULL;
}
