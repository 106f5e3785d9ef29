/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The codecs in the order in which they are offered: a list model whose every change goes to the
 * engine. */

#define G_LOG_DOMAIN "bellwire-core"

#include "bw-codec-list.h"

#include "bw-codec-private.h"

enum {
  PROP_0,
  PROP_SPEC,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

struct _BwCodecList {
  GObject parent_instance;

  BwCodecKind kind;
  BwEngine *engine;
  GPtrArray *codecs;
  char **spec; /* as it was set, for codecs that this engine does not have, and until there is an
                  engine */
  gboolean arranging;
};

static const char *const preferred_audio[] = { "opus/48000/2", "G722/8000/1", "PCMU/8000/1",
                                               "PCMA/8000/1", NULL };
static const char *const preferred_video[] = { "H264/90000/1", "VP8/90000/1", NULL };

static GType
bw_codec_list_get_item_type (GListModel *model)
{
  return BW_TYPE_CODEC;
}

static guint
bw_codec_list_get_n_items (GListModel *model)
{
  return BW_CODEC_LIST (model)->codecs->len;
}

static gpointer
bw_codec_list_get_item (GListModel *model, guint position)
{
  BwCodecList *self = BW_CODEC_LIST (model);

  return position < self->codecs->len ? g_object_ref (self->codecs->pdata[position]) : NULL;
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = bw_codec_list_get_item_type;
  iface->get_n_items = bw_codec_list_get_n_items;
  iface->get_item = bw_codec_list_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (BwCodecList,
                               bw_codec_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

static const char *const *
effective_spec (BwCodecList *self)
{
  if (self->spec && *self->spec)
    return (const char *const *) self->spec;

  return self->kind == BW_CODEC_KIND_VIDEO ? preferred_video : preferred_audio;
}

static bctbx_list_t *
get_types (BwCodecList *self, LinphoneCore *core)
{
  return self->kind == BW_CODEC_KIND_VIDEO ? linphone_core_get_video_payload_types (core)
                                           : linphone_core_get_audio_payload_types (core);
}

static void
set_types (BwCodecList *self, LinphoneCore *core, const bctbx_list_t *types)
{
  if (self->kind == BW_CODEC_KIND_VIDEO)
    linphone_core_set_video_payload_types (core, types);
  else
    linphone_core_set_audio_payload_types (core, types);
}

/* Where @id stands in @spec, past its end where it does not; @on: whether it is switched on there.
 */
static guint
rank (const char *const *spec, const char *id, gboolean *on)
{
  guint i;

  for (i = 0; spec[i]; i++) {
    gboolean off = spec[i][0] == '-';

    *on = !off;
    if (g_ascii_strcasecmp (spec[i] + off, id) == 0)
      return i;
  }
  *on = FALSE;

  return i;
}

static int
compare (gconstpointer a, gconstpointer b, gpointer user_data)
{
  gboolean on;
  guint left = rank (user_data, bw_codec_get_id (*(BwCodec **) a), &on);
  guint right = rank (user_data, bw_codec_get_id (*(BwCodec **) b), &on);

  return left < right ? -1 : left > right;
}

static void
push_order (BwCodecList *self)
{
  bctbx_list_t *types = NULL;

  if (!self->engine || !bw_engine_get_core (self->engine))
    return;

  for (guint i = 0; i < self->codecs->len; i++)
    types = bctbx_list_append (types, bw_codec_get_payload_type (self->codecs->pdata[i]));
  set_types (self, bw_engine_get_core (self->engine), types);
  bctbx_list_free (types);
}

static void
remember (BwCodecList *self)
{
  g_strfreev (self->spec);
  self->spec = bw_codec_list_dup_spec (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SPEC]);
}

static void
arrange (BwCodecList *self)
{
  const char *const *spec = effective_spec (self);
  guint n = self->codecs->len;

  self->arranging = TRUE;
  g_ptr_array_sort_with_data (self->codecs, compare, (gpointer) spec);
  for (guint i = 0; i < n; i++) {
    gboolean on;

    rank (spec, bw_codec_get_id (self->codecs->pdata[i]), &on);
    bw_codec_set_enabled (self->codecs->pdata[i], on);
  }
  self->arranging = FALSE;
  push_order (self);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, n, n);
}

static void
codec_enabled_cb (BwCodecList *self)
{
  if (!self->arranging)
    remember (self);
}

static void
bw_codec_list_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SPEC)
    g_value_take_boxed (value, bw_codec_list_dup_spec (BW_CODEC_LIST (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
bw_codec_list_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SPEC)
    bw_codec_list_set_spec (BW_CODEC_LIST (object), g_value_get_boxed (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
bw_codec_list_dispose (GObject *object)
{
  BwCodecList *self = BW_CODEC_LIST (object);

  g_clear_object (&self->engine);
  g_clear_pointer (&self->codecs, g_ptr_array_unref);
  g_clear_pointer (&self->spec, g_strfreev);

  G_OBJECT_CLASS (bw_codec_list_parent_class)->dispose (object);
}

static void
bw_codec_list_class_init (BwCodecListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = bw_codec_list_get_property;
  object_class->set_property = bw_codec_list_set_property;
  object_class->dispose = bw_codec_list_dispose;

  properties[PROP_SPEC] =
      g_param_spec_boxed ("spec", NULL, NULL, G_TYPE_STRV,
                          G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
bw_codec_list_init (BwCodecList *self)
{
  self->codecs = g_ptr_array_new_with_free_func (g_object_unref);
}

BwCodecList *
bw_codec_list_new (BwCodecKind kind)
{
  BwCodecList *self = g_object_new (BW_TYPE_CODEC_LIST, NULL);

  self->kind = kind;

  return self;
}

void
bw_codec_list_attach (BwCodecList *self, BwEngine *engine)
{
  bctbx_list_t *types = get_types (self, bw_engine_get_core (engine));
  guint removed = self->codecs->len;

  g_set_object (&self->engine, engine);
  g_ptr_array_set_size (self->codecs, 0);
  for (const bctbx_list_t *l = types; l; l = l->next) {
    BwCodec *codec = bw_codec_new (l->data);

    g_signal_connect_object (codec, "notify::enabled", G_CALLBACK (codec_enabled_cb), self,
                             G_CONNECT_SWAPPED);
    g_ptr_array_add (self->codecs, codec);
  }
  bctbx_list_free (types); /* its elements are the engine's */
  g_list_model_items_changed (G_LIST_MODEL (self), 0, removed, self->codecs->len);
  arrange (self);
}

void
bw_codec_list_detach (BwCodecList *self)
{
  g_clear_object (&self->engine);
  for (guint i = 0; i < self->codecs->len; i++)
    bw_codec_release (self->codecs->pdata[i]);
}

void
bw_codec_list_move (BwCodecList *self, guint from, guint to)
{
  BwCodec *codec;

  g_return_if_fail (from < self->codecs->len && to < self->codecs->len);
  if (from == to)
    return;

  codec = g_ptr_array_steal_index (self->codecs, from);
  g_list_model_items_changed (G_LIST_MODEL (self), from, 1, 0);
  g_ptr_array_insert (self->codecs, (int) to, codec);
  g_list_model_items_changed (G_LIST_MODEL (self), to, 0, 1);
  push_order (self);
  remember (self);
}

char **
bw_codec_list_dup_spec (BwCodecList *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  if (self->codecs->len == 0)
    return self->spec ? g_strdupv (self->spec) : g_strv_builder_end (builder);

  for (guint i = 0; i < self->codecs->len; i++) {
    BwCodec *codec = self->codecs->pdata[i];
    g_autofree char *entry =
        g_strconcat (bw_codec_get_enabled (codec) ? "" : "-", bw_codec_get_id (codec), NULL);

    g_strv_builder_add (builder, entry);
  }

  return g_strv_builder_end (builder);
}

void
bw_codec_list_set_spec (BwCodecList *self, const char *const *spec)
{
  g_auto (GStrv) now = bw_codec_list_dup_spec (self);

  if (spec && g_strv_equal ((const char *const *) now, spec))
    return;

  g_strfreev (self->spec);
  self->spec = g_strdupv ((char **) spec);
  if (self->codecs->len > 0)
    arrange (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SPEC]);
}
