"""A person before the desk: with the mouse, or with the keyboard alone. What they do, they do by what the page calls it."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path
from typing import Any

_KEPT = "!Object.keys(sessionStorage).some(name => name.startsWith('avtale:')) && !document.querySelector('.htmx-request')"
_BEHIND = "there => Boolean(document.activeElement.compareDocumentPosition(there) & Node.DOCUMENT_POSITION_PRECEDING)"
MOST_TABS = 400
MOST_TIMES = 1200
PATIENCE = 60_000  # ms


class Mouse:
    """With a mouse, as most are. `page` is a browser's, of one who has come in."""

    def __init__(self, page: Any) -> None:
        self.page = page
        page.set_default_timeout(PATIENCE)

    # --- what one does ---

    def link(self, name: str, within: str = "body", *, stay: bool = False) -> None:
        """Follow a link to another page; with `stay` one that leaves this as it is."""
        self._go(self.page.locator(within).get_by_role("link", name=name).first, stay)

    def button(self, name: str, *, stay: bool = False) -> None:
        self._go(self.page.get_by_role("button", name=name, exact=True).filter(visible=True).first, stay)

    def opened(self, summary: str) -> None:
        self.press(self.page.locator(f"summary:has-text('{summary}')").last)

    def write(self, label: str, text: str) -> None:
        self.fill(self.labelled(label), text)
        self.kept()

    def choose(self, label: str, option: str) -> None:
        self.pick(self.labelled(label), option)
        self.kept()

    def tick(self, label: str, group: str) -> None:
        box = self.page.get_by_role("group", name=group).first.get_by_label(label, exact=True)
        self.press(box)
        self.kept()

    def period(self, label: str, number: str, unit: str) -> None:
        self.write(f"{label}: hvor mange", number)
        self.choose(f"{label}: enhet", unit)

    def give(self, label: str, *files: Path) -> None:
        self.page.get_by_label(label, exact=True).filter(visible=True).set_input_files(files)

    # --- how ---

    def labelled(self, label: str) -> Any:
        named = re.compile(rf"^\s*{re.escape(label)}(\s+må fylles ut)?\s*$")
        return self.page.get_by_label(named).first

    def kept(self) -> None:
        """Wait, as one does, until what was typed is taken."""
        self._until(_KEPT)

    def _until(self, holds: str) -> None:
        for _ in range(MOST_TIMES):
            with suppress(Exception):  # the page is on its way
                if self.page.evaluate(holds):
                    return
            self.page.wait_for_timeout(50)
        raise AssertionError(f"not within a minute: {holds}")

    def _go(self, found: Any, stay: bool) -> None:
        self.page.evaluate("globalThis.before = true")
        self.press(found)
        self._until("true" if stay else "!globalThis.before")
        self.page.wait_for_load_state("networkidle")

    def press(self, found: Any) -> None:
        found.click()

    def fill(self, found: Any, text: str) -> None:
        found.fill(text)

    def pick(self, found: Any, option: str) -> None:
        found.select_option(label=option)


class Keyboard(Mouse):
    """With the keyboard alone: Tab and its companion until what one looks for has the focus, and shows that it has."""

    def reach(self, found: Any) -> None:
        found.wait_for(state="attached")
        way = "Shift+Tab" if found.evaluate(_BEHIND) else "Tab"
        for _ in range(MOST_TABS):
            if found.evaluate("there => document.activeElement === there"):
                break
            self.page.keyboard.press(way)
        else:
            raise AssertionError(f"{MOST_TABS} times {way} do not lead to {found}")
        outline = self.page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline != "none", f"one does not see that {found} has the focus"

    def press(self, found: Any) -> None:
        self.reach(found)
        self.page.keyboard.press("Space" if found.get_attribute("type") == "checkbox" else "Enter")

    def fill(self, found: Any, text: str) -> None:
        self.reach(found)
        if found.get_attribute("type") == "date":
            self._day(found, text)
        else:
            self.page.keyboard.press("Control+A")
            self.page.keyboard.type(text)

    def pick(self, found: Any, option: str) -> None:
        self.reach(found)
        labels = [label.strip() for label in found.locator("option").all_inner_texts()]
        self.page.keyboard.press("Home")
        for _ in range(labels.index(option)):
            self.page.keyboard.press("ArrowDown")
        assert found.evaluate("field => field.selectedOptions[0].label") == option

    def give(self, label: str, *files: Path) -> None:
        self.reach(self.page.get_by_label(label, exact=True).filter(visible=True))
        with self.page.expect_file_chooser() as chooser:
            self.page.keyboard.press("Space")
        chooser.value.set_files(files)

    def _day(self, found: Any, text: str) -> None:
        """Day or month first, as the browser has it."""
        year, month, day = text.split("-")
        for typed in (month + day + year, day + month + year):
            self.page.keyboard.type(typed)
            if found.input_value() == text:
                return
            self.reach(self.page.locator("a").first)
            self.reach(found)
        raise AssertionError(f"{found.input_value()} in place of {text}")
