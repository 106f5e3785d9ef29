/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** LLVMFuzzerTestOneInput: what libFuzzer calls with each input; @data: not aligned, not ended,
 * NULL where @size is 0; Returns: 0 */
int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

/** bw_fuzz_split: Returns: (transfer full): @n lines, the last of which is all the rest; missing
 * ones are empty. A line is a string: it ends at its first NUL */
char **bw_fuzz_split (const guint8 *data, gsize size, guint n);

/** bw_fuzz_check_line: fails where @text is not (nullable) one line of valid UTF-8 */
void bw_fuzz_check_line (const char *text);

/** bw_fuzz_check_word: fails where @text could end a header, a parameter or a line */
void bw_fuzz_check_word (const char *text);

/** bw_fuzz_content: reads a body of a message, and checks what its reader promises */
void bw_fuzz_content (const char *type,
                      const char *encoding,
                      const char *disposition,
                      const void *data,
                      gsize size);

G_END_DECLS
