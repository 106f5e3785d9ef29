# SPDX-License-Identifier: GPL-3.0-or-later
"""What can be seen on the X display: windows of a process, and whether anything is painted in them."""

import ctypes
import ctypes.util
import os

IS_VIEWABLE = 2
ALL_PLANES = 0xFFFFFFFF
Z_PIXMAP = 2
XA_CARDINAL = 6


class _Attributes(ctypes.Structure):
    _fields_ = [("x", ctypes.c_int), ("y", ctypes.c_int), ("width", ctypes.c_int), ("height", ctypes.c_int),
                ("border", ctypes.c_int), ("depth", ctypes.c_int), ("visual", ctypes.c_void_p), ("root", ctypes.c_ulong),
                ("klass", ctypes.c_int), ("bit_gravity", ctypes.c_int), ("win_gravity", ctypes.c_int),
                ("backing_store", ctypes.c_int), ("backing_planes", ctypes.c_ulong), ("backing_pixel", ctypes.c_ulong),
                ("save_under", ctypes.c_int), ("colormap", ctypes.c_ulong), ("map_installed", ctypes.c_int),
                ("map_state", ctypes.c_int), ("all_events", ctypes.c_long), ("your_events", ctypes.c_long),
                ("no_propagate", ctypes.c_long), ("override_redirect", ctypes.c_int), ("screen", ctypes.c_void_p)]


class _Image(ctypes.Structure):
    _fields_ = [("width", ctypes.c_int), ("height", ctypes.c_int), ("xoffset", ctypes.c_int), ("format", ctypes.c_int),
                ("data", ctypes.c_void_p), ("byte_order", ctypes.c_int), ("bitmap_unit", ctypes.c_int),
                ("bitmap_bit_order", ctypes.c_int), ("bitmap_pad", ctypes.c_int), ("depth", ctypes.c_int),
                ("bytes_per_line", ctypes.c_int), ("bits_per_pixel", ctypes.c_int)]


def _load():
    library = ctypes.CDLL(ctypes.util.find_library("X11"))
    library.XOpenDisplay.restype = ctypes.c_void_p
    library.XDefaultRootWindow.restype = ctypes.c_ulong
    library.XDefaultRootWindow.argtypes = [ctypes.c_void_p]
    library.XInternAtom.restype = ctypes.c_ulong
    library.XInternAtom.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int]
    library.XQueryTree.argtypes = [ctypes.c_void_p, ctypes.c_ulong] + [ctypes.c_void_p] * 4
    library.XGetWindowAttributes.argtypes = [ctypes.c_void_p, ctypes.c_ulong, ctypes.c_void_p]
    library.XGetWindowProperty.argtypes = ([ctypes.c_void_p, ctypes.c_ulong, ctypes.c_ulong, ctypes.c_long, ctypes.c_long,
                                            ctypes.c_int, ctypes.c_ulong] + [ctypes.c_void_p] * 5)
    library.XGetImage.restype = ctypes.POINTER(_Image)
    library.XGetImage.argtypes = ([ctypes.c_void_p, ctypes.c_ulong, ctypes.c_int, ctypes.c_int, ctypes.c_uint, ctypes.c_uint,
                                   ctypes.c_ulong, ctypes.c_int])
    library.XFree.argtypes = [ctypes.c_void_p]
    library.XCreateSimpleWindow.restype = ctypes.c_ulong
    library.XCreateSimpleWindow.argtypes = ([ctypes.c_void_p, ctypes.c_ulong] + [ctypes.c_int] * 2 + [ctypes.c_uint] * 3 +
                                            [ctypes.c_ulong] * 2)
    library.XSetWindowBackground.argtypes = [ctypes.c_void_p, ctypes.c_ulong, ctypes.c_ulong]
    for name in ("XMapRaised", "XClearWindow", "XDestroyWindow"):
        getattr(library, name).argtypes = [ctypes.c_void_p, ctypes.c_ulong]
    library.XSync.argtypes = [ctypes.c_void_p, ctypes.c_int]
    return library


def _pixel(rgb):
    return rgb[0] << 16 | rgb[1] << 8 | rgb[2]


class Display:
    """A connection to the display of DISPLAY. Errors of the server (a window that has just gone) are passed over."""

    def __init__(self):
        self._x = _load()
        self._handler = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)(lambda *_: 0)
        self._x.XSetErrorHandler(self._handler)
        self._display = self._x.XOpenDisplay(None)
        if not self._display:
            raise OSError(f"no X display at {os.environ.get('DISPLAY')}")
        self._root = self._x.XDefaultRootWindow(self._display)
        self._pid_atom = self._x.XInternAtom(self._display, b"_NET_WM_PID", 0)

    def _children(self):
        root, parent, children, count = ctypes.c_ulong(), ctypes.c_ulong(), ctypes.POINTER(ctypes.c_ulong)(), ctypes.c_uint()
        self._x.XQueryTree(self._display, self._root, ctypes.byref(root), ctypes.byref(parent), ctypes.byref(children),
                           ctypes.byref(count))
        windows = [children[i] for i in range(count.value)]
        if children:
            self._x.XFree(children)
        return windows

    def _pid(self, window):
        kind, bits, count, rest = ctypes.c_ulong(), ctypes.c_int(), ctypes.c_ulong(), ctypes.c_ulong()
        data = ctypes.POINTER(ctypes.c_ulong)()
        self._x.XGetWindowProperty(self._display, window, self._pid_atom, 0, 1, 0, XA_CARDINAL, ctypes.byref(kind),
                                   ctypes.byref(bits), ctypes.byref(count), ctypes.byref(rest), ctypes.byref(data))
        pid = data[0] if data and count.value else None
        if data:
            self._x.XFree(data)
        return pid

    def _attributes(self, window):
        attributes = _Attributes()
        return attributes if self._x.XGetWindowAttributes(self._display, window, ctypes.byref(attributes)) else None

    def windows(self, pid):
        """The mapped windows of the process that are large enough to be looked at."""
        found = []
        for window in self._children():
            attributes = self._attributes(window)
            if attributes and attributes.map_state == IS_VIEWABLE and attributes.width > 99 and self._pid(window) == pid:
                found.append(window)
        return found

    def box(self, window):
        """Left, top, width and height of a window, None where it is gone."""
        attributes = self._attributes(window)
        return attributes and (attributes.x, attributes.y, attributes.width, attributes.height)

    def is_painted(self, window):
        """Whether the upper part of the window shows more than one colour."""
        attributes = self._attributes(window)
        if not attributes or attributes.map_state != IS_VIEWABLE:
            return False
        height = min(60, attributes.height)
        image = self._x.XGetImage(self._display, window, 0, 0, attributes.width, height, ALL_PLANES, Z_PIXMAP)
        if not image:
            return False
        data = ctypes.string_at(image.contents.data, image.contents.bytes_per_line * height)
        self._x.XFree(image.contents.data)
        self._x.XFree(image)
        return len({data[i:i + 4] for i in range(0, len(data), 4)}) > 1

    def has_painted_window(self, pid):
        return any(self.is_painted(window) for window in self.windows(pid))

    def add_window(self, box, rgb):
        """Maps a window of ours of one colour, above all others."""
        window = self._x.XCreateSimpleWindow(self._display, self._root, *box, 0, 0, _pixel(rgb))
        self._x.XMapRaised(self._display, window)
        self._x.XSync(self._display, 0)
        return window

    def paint(self, window, rgb):
        """Gives a window of ours another colour."""
        self._x.XSetWindowBackground(self._display, window, _pixel(rgb))
        self._x.XClearWindow(self._display, window)
        self._x.XSync(self._display, 0)

    def remove_window(self, window):
        self._x.XDestroyWindow(self._display, window)
        self._x.XSync(self._display, 0)
