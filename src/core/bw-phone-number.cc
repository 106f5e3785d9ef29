/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Telephone numbers as libphonenumber knows them, behind one C function: a module that is loaded at
 * run time. It must not use anything of the program. */

#include "bw-number-library.h"

#include <phonenumbers/phonenumberutil.h>

using i18n::phonenumbers::PhoneNumber;
using i18n::phonenumbers::PhoneNumberUtil;

extern "C" [[gnu::visibility ("default")]] BwNumberVerdict
bw_phone_number_judge (const char *a, const char *b, const char *region);

static bool
read_number (const char *text, const char *region, PhoneNumber *number)
{
  const PhoneNumberUtil *util = PhoneNumberUtil::GetInstance ();

  return util->Parse (text, region ? region : "ZZ", number) == PhoneNumberUtil::NO_PARSING_ERROR &&
         util->IsPossibleNumber (*number);
}

BwNumberVerdict
bw_phone_number_judge (const char *a, const char *b, const char *region)
{
  PhoneNumber left;
  PhoneNumber right;

  if (!read_number (a, region, &left) || !read_number (b, region, &right))
    return BW_NUMBER_VERDICT_UNKNOWN;

  return PhoneNumberUtil::GetInstance ()->IsNumberMatch (left, right) ==
                 PhoneNumberUtil::EXACT_MATCH
             ? BW_NUMBER_VERDICT_SAME
             : BW_NUMBER_VERDICT_DIFFERENT;
}
