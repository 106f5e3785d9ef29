/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The picture of a peer and the light on it. What its menu does is done by the window. */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-peer-avatar.h"

#include "bw-person-avatar.h"
#include "bw-row-menu.h"
#include "bw-words.h"

#include <glib/gi18n.h>

#define REACH 6 /* pixels around the light that belong to it */

enum { PROP_0, PROP_PEER, PROP_SIZE, N_PROPS };

static GParamSpec *properties[N_PROPS];

struct _BwPeerAvatar {
  AdwBin parent_instance;

  BwPersonAvatar *avatar;
  GtkWidget *menu; /* made when it is first asked for */

  BwPeer *peer;
  GBindingGroup *bindings;
  GSignalGroup *peer_signals;
  GSignalGroup *buddy_signals;
};

G_DEFINE_FINAL_TYPE (BwPeerAvatar, bw_peer_avatar, ADW_TYPE_BIN)

static void
show_light_cb (BwPeerAvatar *self)
{
  BwBuddy *buddy = self->peer ? bw_peer_get_buddy (self->peer) : NULL;
  g_autofree char *words = buddy ? bw_words_buddy (buddy) : NULL;

  bw_person_avatar_set_presence (self->avatar, buddy ? (int) bw_buddy_get_presence (buddy)
                                                     : BW_PERSON_AVATAR_NO_LIGHT);
  g_object_set (self->avatar, "words", words, NULL);
}

static void
buddy_cb (BwPeerAvatar *self)
{
  g_signal_group_set_target (self->buddy_signals,
                             self->peer ? bw_peer_get_buddy (self->peer) : NULL);
  show_light_cb (self);
}

static GVariant *
make_target (BwPeer *peer)
{
  const char *account = bw_peer_get_account (peer);

  return g_variant_new ("(ss)", bw_peer_get_address (peer), account ? account : "");
}

static GMenuModel *
make_menu (BwPeer *peer)
{
  GMenu *menu = g_menu_new ();

  bw_row_menu_append (menu, _ ("_Call"), "peer.call", make_target (peer));
  bw_row_menu_append (menu, _ ("_Video Call"), "peer.video-call", make_target (peer));
  bw_row_menu_append (menu, _ ("_Message"), "peer.message", make_target (peer));
  bw_peer_menu_append (menu, peer);

  return G_MENU_MODEL (menu);
}

/* A finger is wider than a light. */
static gboolean
find_light (BwPeerAvatar *self, graphene_rect_t *bounds)
{
  GtkWidget *light = bw_person_avatar_get_light (self->avatar);

  if (!light || !gtk_widget_compute_bounds (light, GTK_WIDGET (self), bounds))
    return FALSE;
  graphene_rect_inset (bounds, -REACH, -REACH);

  return TRUE;
}

static void
pressed_cb (BwPeerAvatar *self, int n_press, double x, double y, GtkGesture *gesture)
{
  graphene_point_t point = GRAPHENE_POINT_INIT ((float) x, (float) y);
  graphene_rect_t bounds;

  if (!self->peer || !bw_peer_get_address (self->peer) || !find_light (self, &bounds) ||
      !graphene_rect_contains_point (&bounds, &point))
    return;
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED); /* the row is not meant */
  bw_peer_avatar_popup (self);
}

static void
set_peer (BwPeerAvatar *self, BwPeer *peer)
{
  if (!g_set_object (&self->peer, peer))
    return;
  g_binding_group_set_source (self->bindings, peer);
  g_signal_group_set_target (self->peer_signals, peer);
  buddy_cb (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PEER]);
}

static void
bw_peer_avatar_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  BwPeerAvatar *self = BW_PEER_AVATAR (object);

  switch (id) {
  case PROP_PEER:
    g_value_set_object (value, self->peer);
    break;
  case PROP_SIZE:
    g_object_get_property (G_OBJECT (self->avatar), "size", value);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
bw_peer_avatar_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  BwPeerAvatar *self = BW_PEER_AVATAR (object);

  switch (id) {
  case PROP_PEER:
    set_peer (self, g_value_get_object (value));
    break;
  case PROP_SIZE:
    g_object_set_property (G_OBJECT (self->avatar), "size", value);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
bw_peer_avatar_dispose (GObject *object)
{
  BwPeerAvatar *self = BW_PEER_AVATAR (object);

  g_clear_pointer (&self->menu, gtk_widget_unparent);
  g_clear_object (&self->bindings);
  g_clear_object (&self->peer_signals);
  g_clear_object (&self->buddy_signals);
  g_clear_object (&self->peer);

  G_OBJECT_CLASS (bw_peer_avatar_parent_class)->dispose (object);
}

static void
bw_peer_avatar_class_init (BwPeerAvatarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = bw_peer_avatar_get_property;
  object_class->set_property = bw_peer_avatar_set_property;
  object_class->dispose = bw_peer_avatar_dispose;

  properties[PROP_PEER] = g_param_spec_object ("peer", NULL, NULL, BW_TYPE_PEER, flags);
  properties[PROP_SIZE] = g_param_spec_int ("size", NULL, NULL, 1, 1024, 40, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "peeravatar");
}

static void
make_bindings (BwPeerAvatar *self)
{
  const char *const names[] = { "name", "phone", "person" };

  self->bindings = g_binding_group_new ();
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_binding_group_bind (self->bindings, names[i], self->avatar, names[i], G_BINDING_SYNC_CREATE);
  self->peer_signals = g_signal_group_new (BW_TYPE_PEER);
  g_signal_group_connect_swapped (self->peer_signals, "notify::buddy", G_CALLBACK (buddy_cb), self);
  self->buddy_signals = g_signal_group_new (BW_TYPE_BUDDY);
  g_signal_group_connect_swapped (self->buddy_signals, "notify", G_CALLBACK (show_light_cb), self);
}

static void
bw_peer_avatar_init (BwPeerAvatar *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  self->avatar = g_object_new (BW_TYPE_PERSON_AVATAR, NULL);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->avatar));
  make_bindings (self);
  g_signal_connect_object (click, "pressed", G_CALLBACK (pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

void
bw_peer_avatar_popup (BwPeerAvatar *self)
{
  graphene_rect_t bounds;
  GdkRectangle where;
  gboolean any;

  g_return_if_fail (BW_IS_PEER_AVATAR (self));
  g_return_if_fail (self->peer && bw_peer_get_address (self->peer));

  any = find_light (self, &bounds);
  if (any)
    where = (GdkRectangle){ (int) bounds.origin.x, (int) bounds.origin.y, (int) bounds.size.width,
                            (int) bounds.size.height };
  bw_row_menu_popup (GTK_WIDGET (self), &self->menu, make_menu (self->peer), any ? &where : NULL);
}

static gboolean
is_free (BwBuddy *buddy)
{
  return bw_buddy_get_presence (buddy) == BW_PRESENCE_ONLINE;
}

static void
append_light_items (GMenu *menu, BwBuddy *buddy)
{
  const char *address = bw_buddy_get_address (buddy);
  gboolean told = bw_buddy_get_tell_when_free (buddy);

  if (bw_buddy_get_can_pick_up (buddy))
    bw_row_menu_append (menu, _ ("_Pick Up the Call"), "peer.pick-up",
                        g_variant_new_string (address));
  if (told || !is_free (buddy))
    bw_row_menu_append (menu, told ? _ ("_No Longer Tell Me When Free") : _ ("_Tell Me When Free"),
                        "peer.tell-when-free", g_variant_new ("(sb)", address, !told));
}

void
bw_peer_menu_append (GMenu *menu, BwPeer *peer)
{
  BwPerson *person = bw_peer_get_person (peer);
  BwBuddy *buddy = bw_peer_get_buddy (peer);
  const char *address = bw_peer_get_address (peer);
  g_autofree char *name = bw_peer_dup_own_name (peer);

  if (buddy)
    append_light_items (menu, buddy);
  if (person)
    bw_row_menu_append (menu, _ ("_Show Person"), "win.show-person",
                        g_variant_new_string (bw_person_get_uid (person)));
  else if (address)
    bw_row_menu_append (menu, _ ("_Add to People…"), "win.add-peer",
                        g_variant_new ("(ss)", name ? name : "", address));
}
