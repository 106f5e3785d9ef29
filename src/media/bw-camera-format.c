/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Which of all that a camera can do is asked of it. It must not know of devices, only of what they
 * offer.
 */

#define G_LOG_DOMAIN "bellwire-media"

#include "private/bw-camera-format.h"

/* Below it a picture is not seen as moving: rather a smaller one. */
#define SLOW 15

/* What speaks against a choice, the heaviest first. */
enum { TOO_SLOW, TOO_SMALL, SLOWER, LARGER, COMPRESSED, N_FAULTS };

static gboolean
is_usable (GstCaps *offered, guint index)
{
  GstStructure *structure = gst_caps_get_structure (offered, index);
  GstCapsFeatures *features = gst_caps_get_features (offered, index);

  if (!gst_structure_has_field (structure, "width") ||
      !gst_structure_has_field (structure, "height"))
    return FALSE;
  if (gst_structure_has_name (structure, "image/jpeg"))
    return TRUE;
  return gst_structure_has_name (structure, "video/x-raw") &&
         gst_caps_features_is_equal (features, GST_CAPS_FEATURES_MEMORY_SYSTEM_MEMORY);
}

/* Rather more than asked for than less, where a range or a list lets one choose. */
static GstStructure *
at_least (const GstStructure *offered, const BwVideoFormat *wanted)
{
  g_autoptr (GstStructure) least = gst_structure_new (
      gst_structure_get_name (offered), "width", GST_TYPE_INT_RANGE, (int) wanted->width, G_MAXINT,
      "height", GST_TYPE_INT_RANGE, (int) wanted->height, G_MAXINT, NULL);
  GstStructure *enough = gst_structure_intersect (offered, least);

  return enough != NULL ? enough : gst_structure_copy (offered);
}

static void
fixate_rate (GstStructure *structure, const BwVideoFormat *wanted)
{
  g_autoptr (GstStructure) least =
      gst_structure_new (gst_structure_get_name (structure), "framerate", GST_TYPE_FRACTION_RANGE,
                         (int) wanted->rate, 1, G_MAXINT, 1, NULL);
  g_autoptr (GstStructure) enough = gst_structure_intersect (structure, least);

  if (enough != NULL)
    gst_structure_set_value (structure, "framerate", gst_structure_get_value (enough, "framerate"));
  gst_structure_fixate_field_nearest_fraction (structure, "framerate", (int) wanted->rate, 1);
}

static GstStructure *
fit (const GstStructure *offered, const BwVideoFormat *wanted)
{
  GstStructure *fitted = at_least (offered, wanted);

  gst_structure_fixate_field_nearest_int (fitted, "width", (int) wanted->width);
  gst_structure_fixate_field_nearest_int (fitted, "height", (int) wanted->height);
  if (gst_structure_has_field (fitted, "framerate"))
    fixate_rate (fitted, wanted);
  return fitted;
}

/* Where nothing is said of the rate it is as wanted. */
static int
rate_of (const GstStructure *structure, const BwVideoFormat *wanted)
{
  int numerator = (int) wanted->rate;
  int denominator = 1;

  gst_structure_get_fraction (structure, "framerate", &numerator, &denominator);
  return denominator > 0 ? (numerator + denominator / 2) / denominator : 0;
}

static void
judge (const GstStructure *structure, const BwVideoFormat *wanted, int faults[N_FAULTS])
{
  int want_width = (int) wanted->width;
  int want_height = (int) wanted->height;
  int rate = rate_of (structure, wanted);
  int width = 0;
  int height = 0;

  gst_structure_get (structure, "width", G_TYPE_INT, &width, "height", G_TYPE_INT, &height, NULL);
  faults[TOO_SLOW] = MAX (0, MIN ((int) wanted->rate, SLOW) - rate);
  faults[TOO_SMALL] = MAX (0, want_width - width) + MAX (0, want_height - height);
  faults[SLOWER] = MAX (0, (int) wanted->rate - rate);
  faults[LARGER] = MAX (0, width - want_width) + MAX (0, height - want_height);
  faults[COMPRESSED] = gst_structure_has_name (structure, "image/jpeg");
}

static gboolean
is_better (const int faults[N_FAULTS], const int than[N_FAULTS])
{
  for (guint i = 0; i < N_FAULTS; i++)
    if (faults[i] != than[i])
      return faults[i] < than[i];
  return FALSE;
}

GstCaps *
bw_camera_format_choose (GstCaps *offered, const BwVideoFormat *wanted)
{
  GstStructure *best = NULL;
  int best_faults[N_FAULTS] = { 0 };
  GstCaps *caps;

  for (guint i = 0; i < gst_caps_get_size (offered); i++) {
    g_autoptr (GstStructure) fitted = NULL;
    int faults[N_FAULTS];

    if (!is_usable (offered, i))
      continue;
    fitted = fit (gst_caps_get_structure (offered, i), wanted);
    judge (fitted, wanted, faults);
    if (best != NULL && !is_better (faults, best_faults))
      continue;
    g_clear_pointer (&best, gst_structure_free);
    best = g_steal_pointer (&fitted);
    memcpy (best_faults, faults, sizeof faults);
  }
  if (best == NULL)
    return NULL;
  caps = gst_caps_new_empty ();
  gst_caps_append_structure (caps, best);
  return caps;
}

gboolean
bw_camera_format_suffices (GstCaps *chosen, const BwVideoFormat *wanted)
{
  int faults[N_FAULTS];

  judge (gst_caps_get_structure (chosen, 0), wanted, faults);
  return faults[TOO_SLOW] == 0 && faults[TOO_SMALL] == 0 && faults[SLOWER] == 0;
}
