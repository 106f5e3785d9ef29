/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which telephone numbers are the same, by their digits alone: what can be said where nobody knows
 * the numbering plans of the world. Pure. */

#define G_LOG_DOMAIN "bellwire-core"

#include "bw-number-key.h"

#include <string.h>

#define TAIL_DIGITS 5
#define MIN_DIGITS 7 /* of a number that may have lost its prefixes: less is an extension */
#define MAX_COUNTRY_DIGITS 3

typedef enum {
  SCOPE_BARE,          /* nothing says where it holds */
  SCOPE_NATIONAL,      /* behind a trunk 0 */
  SCOPE_INTERNATIONAL, /* behind + or 00 */
} Scope;

typedef struct {
  Scope scope;
  const char *digits; /* behind the prefix */
  gsize length;
} Number;

static Number
read_number (const char *text)
{
  Number number = { SCOPE_BARE, text, 0 };

  if (g_str_has_prefix (text, "+") || g_str_has_prefix (text, "00")) {
    number.scope = SCOPE_INTERNATIONAL;
    number.digits = text + (*text == '+' ? 1 : 2);
  } else if (*text == '0') {
    number.scope = SCOPE_NATIONAL;
    number.digits = text + 1;
  }
  number.length = strlen (number.digits);

  return number;
}

/* ITU-T E.164: 1 and 7 stand alone, some have two digits, all others three. */
static gboolean
is_country_code (const char *digits, gsize length)
{
  static const char two[] = "20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 "
                            "56 57 58 60 61 62 63 64 65 66 81 82 84 86 90 91 92 93 94 95 98 ";
  const char pair[] = { digits[0], length > 1 ? digits[1] : ' ', ' ', 0 };

  if (length == 0 || length > MAX_COUNTRY_DIGITS || digits[0] == '0')
    return FALSE;
  if (digits[0] == '1' || digits[0] == '7')
    return length == 1;
  if (length > 1 && strstr (two, pair))
    return length == 2;

  return length == MAX_COUNTRY_DIGITS;
}

/* Whether @far is @near behind a country code. */
static gboolean
is_abroad (const Number *far, const char *near)
{
  gsize length = strlen (near);

  return length >= MIN_DIGITS && far->length > length &&
         strcmp (far->digits + far->length - length, near) == 0 &&
         is_country_code (far->digits, far->length - length);
}

/* A number without prefixes may have lost its + on the way, or its trunk 0, or nothing. */
static gboolean
reaches (const Number *far, const Number *near)
{
  if (far->scope == SCOPE_NATIONAL || near->scope == SCOPE_INTERNATIONAL)
    return FALSE;

  /* Some countries keep their trunk 0 behind the country code. */
  return is_abroad (far, near->digits) ||
         (near->scope == SCOPE_NATIONAL && is_abroad (far, near->digits - 1));
}

static gboolean
differ_by_prefix (const Number *a, const Number *b)
{
  return a->scope != b->scope && (a->scope == SCOPE_BARE || b->scope == SCOPE_BARE) &&
         a->length >= MIN_DIGITS && strcmp (a->digits, b->digits) == 0;
}

static gboolean
is_service_code (const char *number)
{
  return strpbrk (number, "*#") != NULL;
}

gboolean
bw_number_same (const char *a, const char *b)
{
  Number left = read_number (a);
  Number right = read_number (b);

  if (strcmp (a, b) == 0)
    return TRUE;
  if (is_service_code (a) || is_service_code (b))
    return FALSE;
  if (left.scope == SCOPE_INTERNATIONAL && right.scope == SCOPE_INTERNATIONAL)
    return strcmp (left.digits, right.digits) == 0;

  return differ_by_prefix (&left, &right) || reaches (&left, &right) || reaches (&right, &left);
}

const char *
bw_number_tail (const char *number)
{
  gsize length = strlen (number);

  return number + (length > TAIL_DIGITS ? length - TAIL_DIGITS : 0);
}

char *
bw_number_region (const char *locale)
{
  const char *country = locale ? strchr (locale, '_') : NULL;

  if (!country || !g_ascii_isupper (country[1]) || !g_ascii_isupper (country[2]) ||
      g_ascii_isalnum (country[3]))
    return NULL;

  return g_strndup (country + 1, 2);
}
