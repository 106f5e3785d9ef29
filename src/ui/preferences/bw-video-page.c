/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The preferences of video; the camera is chosen by BwVideo, the rest are settings. */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-video-page.h"

#include "bw-camera-preview.h"
#include "bw-camera-row.h"
#include "bw-core-enums.h"
#include "bw-folder-row.h"
#include "bw-number-row.h"
#include "bw-video-folders.h"

#include <glib/gi18n.h>

struct _BwVideoPage {
  AdwPreferencesPage parent_instance;

  BwCameraPreview *preview;
  BwCameraRow *camera;
  GtkWidget *always;
  BwNumberRow *size;
  BwNumberRow *rate;
  BwNumberRow *upload;
  BwNumberRow *download;
  BwFolderRow *recordings;
  BwFolderRow *pictures;
};

G_DEFINE_FINAL_TYPE (BwVideoPage, bw_video_page, ADW_TYPE_PREFERENCES_PAGE)

static const guint sizes[] = { BW_VIDEO_SIZE_CIF, BW_VIDEO_SIZE_VGA, BW_VIDEO_SIZE_720P,
                               BW_VIDEO_SIZE_1080P };
static const guint rates[] = { 10, 15, 20, 25, 30, 60 };
static const guint limits[] = { 0, 128, 256, 512, 1000, 2000, 4000, 8000 };

static char *
size_words (guint number)
{
  switch ((BwVideoSize) number) {
  case BW_VIDEO_SIZE_CIF:
    return g_strdup (_ ("Small (352 × 288)"));
  case BW_VIDEO_SIZE_VGA:
    return g_strdup (_ ("Medium (640 × 480)"));
  case BW_VIDEO_SIZE_720P:
    return g_strdup (_ ("Large (1280 × 720)"));
  case BW_VIDEO_SIZE_1080P:
    return g_strdup (_ ("Very large (1920 × 1080)"));
  }

  return g_strdup_printf ("%u", number);
}

static char *
rate_words (guint number)
{
  return g_strdup_printf (ngettext ("%u a second", "%u a second", number), number);
}

static char *
limit_words (guint number)
{
  if (number == 0)
    return g_strdup (_ ("No limit"));
  if (number % 1000 == 0) /* Translators: megabit a second */
    return g_strdup_printf (_ ("%u Mbit/s"), number / 1000);

  /* Translators: kilobit a second */
  return g_strdup_printf (_ ("%u kbit/s"), number);
}

/* The settings hold the nick. */
static gboolean
size_from_setting (GValue *value, GVariant *setting, gpointer user_data)
{
  GEnumClass *klass = user_data;
  GEnumValue *known = g_enum_get_value_by_nick (klass, g_variant_get_string (setting, NULL));

  g_value_set_uint (value, known ? (guint) known->value : BW_VIDEO_SIZE_VGA);

  return TRUE;
}

static GVariant *
size_to_setting (const GValue *value, const GVariantType *type, gpointer user_data)
{
  GEnumClass *klass = user_data;
  GEnumValue *known = g_enum_get_value (klass, (int) g_value_get_uint (value));

  return known ? g_variant_new_string (known->value_nick) : NULL;
}

static void
bw_video_page_class_init (BwVideoPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (BW_TYPE_CAMERA_PREVIEW);
  g_type_ensure (BW_TYPE_CAMERA_ROW);
  g_type_ensure (BW_TYPE_FOLDER_ROW);
  g_type_ensure (BW_TYPE_NUMBER_ROW);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/bellwire/Bellwire/preferences/bw-video-page.ui");
  gtk_widget_class_bind_template_child (widget_class, BwVideoPage, preview);
  gtk_widget_class_bind_template_child (widget_class, BwVideoPage, camera);
  gtk_widget_class_bind_template_child (widget_class, BwVideoPage, always);
  gtk_widget_class_bind_template_child (widget_class, BwVideoPage, size);
  gtk_widget_class_bind_template_child (widget_class, BwVideoPage, rate);
  gtk_widget_class_bind_template_child (widget_class, BwVideoPage, upload);
  gtk_widget_class_bind_template_child (widget_class, BwVideoPage, download);
  gtk_widget_class_bind_template_child (widget_class, BwVideoPage, recordings);
  gtk_widget_class_bind_template_child (widget_class, BwVideoPage, pictures);
}

static void
bw_video_page_init (BwVideoPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  bw_number_row_setup (self->size, sizes, G_N_ELEMENTS (sizes), size_words);
  bw_number_row_setup (self->rate, rates, G_N_ELEMENTS (rates), rate_words);
  bw_number_row_setup (self->upload, limits, G_N_ELEMENTS (limits), limit_words);
  bw_number_row_setup (self->download, limits, G_N_ELEMENTS (limits), limit_words);
}

void
bw_video_page_setup (BwVideoPage *self, BwPhone *phone, GSettings *settings)
{
  const GSettingsBindFlags flags = G_SETTINGS_BIND_DEFAULT;
  BwVideo *video;

  g_return_if_fail (BW_IS_VIDEO_PAGE (self));

  video = bw_phone_get_video (phone);
  bw_camera_preview_set_video (self->preview, video);
  bw_camera_row_set_video (self->camera, video);
  g_settings_bind (settings, "always-with-video", self->always, "active", flags);
  g_settings_bind_with_mapping (settings, "video-size", self->size, "value", flags,
                                size_from_setting, size_to_setting,
                                g_type_class_ref (BW_TYPE_VIDEO_SIZE), g_type_class_unref);
  g_settings_bind (settings, "video-frame-rate", self->rate, "value", flags);
  g_settings_bind (settings, "upload-limit", self->upload, "value", flags);
  g_settings_bind (settings, "download-limit", self->download, "value", flags);
  bw_folder_row_setup (self->recordings, settings, "recordings-folder",
                       bw_video_folders_dup_recordings);
  bw_folder_row_setup (self->pictures, settings, "pictures-folder", bw_video_folders_dup_pictures);
}
