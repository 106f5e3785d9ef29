# SPDX-License-Identifier: GPL-3.0-or-later
"""The .ui files: well-formed, of the class that the code says, every word for people translatable, and buttons that show no words
speak them."""

import re
import xml.etree.ElementTree as xml

import tree

# Properties and menu attributes that a person reads or hears.
WORDS = {
    "body", "comments", "custom-title", "description", "heading", "help-text", "label", "placeholder-text", "secondary-text",
    "subtitle", "text", "title", "tooltip", "tooltip-markup", "tooltip-text", "value-text",
}
BUTTONS = {"AdwSplitButton", "GtkButton", "GtkMenuButton", "GtkToggleButton"}


NAME = "Bellwire"  # a name, the same in every language


def is_words(element):
    text = (element.text or "").strip()
    kind = element.get("name", "").replace("_", "-")
    return kind in WORDS and any(map(str.isalpha, text)) and text != NAME and not len(element)


def untranslatable(path, root):
    for element in root.iter():
        if element.tag in ("property", "attribute") and is_words(element) and "bind-source" not in element.attrib:
            if element.get("translatable") is None:
                yield f'{tree.name(path)}: "{element.text.strip()}" does not say whether it is translatable'
    for items in root.iter("items"):
        for item in items:
            if item.get("translatable") is None:
                yield f'{tree.name(path)}: the item "{item.text}" does not say whether it is translatable'


def type_macro(name):
    """GtkListBox: GTK_TYPE_LIST_BOX"""
    prefix, *rest = re.findall(r"[A-Z][a-z0-9]*", name)
    return "_".join([prefix, "TYPE", *rest]).upper()


def wrong_parents(path, root):
    """GTK finds out when the widget is made, which may be late."""
    code = path.with_suffix(".c")
    for template in root.findall("template[@parent]"):
        kind = template.get("class")
        definition = code.exists() and re.search(rf"^G_DEFINE_\w+ \({kind},\s*\w+,\s*(\w+)", tree.read(code), re.M)
        if not definition:
            yield f"{tree.name(path)}: {kind} is not defined in {code.name}"
        elif definition[1] != type_macro(template.get("parent")):
            yield f"{tree.name(path)}: {kind} is a {template.get('parent')} here and a {definition[1]} in {code.name}"


def properties(element):
    """The names of what is set or bound on an object itself."""
    return {child.get("name", "").replace("_", "-") for child in element if child.tag in ("property", "binding")}


def children(element):
    found = [child.find("object") for child in element if child.tag == "child"]
    found += [child.find("object") for child in element if child.tag == "property" and child.get("name") == "child"]
    return [child for child in found if child is not None]


def is_icon_only(element):
    names = properties(element)
    if "label" in names:
        return False
    inside = children(element)
    return "icon-name" in names or (bool(inside) and all(child.get("class") == "GtkImage" for child in inside))


def speaks(path, element):
    """An accessible label beside it, or one that the code of the widget sets because it changes."""
    if any(child.get("name") in ("label", "labelled-by") for block in element.findall("accessibility") for child in block):
        return True
    code = path.with_suffix(".c")
    return element.get("id") is not None and code.exists() and "GTK_ACCESSIBLE_PROPERTY_LABEL" in tree.read(code)


def silent_buttons(path, root):
    for element in root.iter():
        kind = element.get("class") if element.tag == "object" else element.get("parent") if element.tag == "template" else None
        if kind not in BUTTONS or not is_icon_only(element):
            continue
        who = element.get("id") or element.get("class")
        if "tooltip-text" not in properties(element):
            yield f"{tree.name(path)}: the icon button {who} has no tooltip-text"
        if not speaks(path, element):
            yield f"{tree.name(path)}: the icon button {who} has no accessible label"


def problems():
    for path in tree.files("src", suffixes=(".ui",)):
        try:
            root = xml.fromstring(tree.read(path))
        except xml.ParseError as error:
            yield f"{tree.name(path)}: {error}"
            continue
        yield from wrong_parents(path, root)
        yield from untranslatable(path, root)
        yield from silent_buttons(path, root)


tree.report(problems())
