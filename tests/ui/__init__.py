# SPDX-License-Identifier: GPL-3.0-or-later
"""The window of the real program, as a person sees it."""
