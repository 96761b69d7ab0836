// Running text: buttons for bold, lists, links and tables, and what is pasted from Word keeps those and nothing else.
import { markdown } from "./pasted.js";

const WORDS = {
  nb: { bold: "Fet", list: "Punktliste", numbers: "Nummerert liste", link: "Lenke", table: "Tabell", tools: "Tekst" },
  nn: { bold: "Feit", list: "Punktliste", numbers: "Nummerert liste", link: "Lenkje", table: "Tabell", tools: "Tekst" },
  en: { bold: "Bold", list: "List", numbers: "Numbered list", link: "Link", table: "Table", tools: "Text" },
};

export function tools(area) {
  const words = WORDS[document.documentElement.lang] ?? WORDS.nb;
  const bar = Object.assign(document.createElement("div"), { className: "write-toolbar" });
  bar.setAttribute("role", "toolbar");
  bar.setAttribute("aria-label", words.tools);
  const put = (made) => {
    area.setRangeText(made, area.selectionStart, area.selectionEnd, "end");
    area.dispatchEvent(new Event("input", { bubbles: true }));
    area.focus();
  };
  const chosen = () => area.value.slice(area.selectionStart, area.selectionEnd);
  const lines = (mark) => (chosen() || "…").split("\n").map(mark).join("\n");
  const apart = (made) => `${area.selectionStart && area.value[area.selectionStart - 1] !== "\n" ? "\n\n" : ""}${made}\n`;
  const acts = {
    bold: () => put(`**${chosen() || "…"}**`),
    list: () => put(apart(lines((line) => `- ${line}`))),
    numbers: () => put(apart(lines((line, number) => `${number + 1}. ${line}`))),
    link: () => put(`[${chosen() || "…"}](#)`),
    table: () => put(apart("|  |  |\n|---|---|\n|  |  |")),
  };
  for (const [name, act] of Object.entries(acts)) {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "ds-button", textContent: words[name] });
    button.dataset.variant = "tertiary";
    button.dataset.size = "sm";
    button.addEventListener("click", act);
    bar.append(button);
  }
  area.before(bar);
  area.addEventListener("paste", (event) => {
    const html = event.clipboardData?.getData("text/html");
    if (!html) return;
    event.preventDefault();
    put(markdown(new DOMParser().parseFromString(html, "text/html").body));
  });
}
