/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The codecs of calls: two lists, and a word on the one that may be missing. */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-codecs-page.h"

#include "bw-codec-group.h"

struct _BwCodecsPage {
  AdwPreferencesPage parent_instance;

  BwCodecGroup *audio;
  BwCodecGroup *video;
  GtkWidget *missing;
};

G_DEFINE_FINAL_TYPE (BwCodecsPage, bw_codecs_page, ADW_TYPE_PREFERENCES_PAGE)

static gboolean
has_h264 (GListModel *codecs)
{
  guint n = g_list_model_get_n_items (codecs);
  gboolean found = FALSE;

  for (guint i = 0; i < n && !found; i++) {
    g_autoptr (BwCodec) codec = g_list_model_get_item (codecs, i);

    found = g_ascii_strcasecmp (bw_codec_get_name (codec), "H264") == 0;
  }

  return found;
}

/* Before the engine has started, nothing is known of it. */
static void
update_cb (BwCodecsPage *self, guint position, guint removed, guint added, GListModel *codecs)
{
  gtk_widget_set_visible (self->missing,
                          g_list_model_get_n_items (codecs) > 0 && !has_h264 (codecs));
}

static void
bw_codecs_page_class_init (BwCodecsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (BW_TYPE_CODEC_GROUP);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/bellwire/Bellwire/preferences/bw-codecs-page.ui");
  gtk_widget_class_bind_template_child (widget_class, BwCodecsPage, audio);
  gtk_widget_class_bind_template_child (widget_class, BwCodecsPage, video);
  gtk_widget_class_bind_template_child (widget_class, BwCodecsPage, missing);
}

static void
bw_codecs_page_init (BwCodecsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
bw_codecs_page_setup (BwCodecsPage *self, BwCodecList *audio, BwCodecList *video)
{
  g_return_if_fail (BW_IS_CODECS_PAGE (self));

  bw_codec_group_set_codecs (self->audio, audio);
  bw_codec_group_set_codecs (self->video, video);
  g_signal_connect_object (video, "items-changed", G_CALLBACK (update_cb), self, G_CONNECT_SWAPPED);
  update_cb (self, 0, 0, 0, G_LIST_MODEL (video));
}
