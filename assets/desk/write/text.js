// Running text: buttons for bold, lists, links and tables, and what is pasted from Word keeps those and nothing else.
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
    put(markdown(new DOMParser().parseFromString(html, "text/html").body).trim());
  });
}

/** What is pasted, as the Markdown of a document: paragraphs, bold, lists, links within it and tables; all else is its text. */
export function markdown(node) {
  const text = (one) => one.textContent.replace(/[\s\u00a0]+/g, " ");
  const inline = (one) => {
    if (one.nodeType === Node.TEXT_NODE) return one.textContent.replace(/[\s\u00a0]+/g, " ");
    if (one.nodeType !== Node.ELEMENT_NODE || /^(STYLE|SCRIPT|META|TITLE|XML|IMG)$|:/.test(one.tagName)) return "";
    if (one.tagName === "BR") return "\n";
    const said = [...one.childNodes].map(inline).join("");
    const weight = one.style?.fontWeight;
    const bold = (/^(B|STRONG)$/.test(one.tagName) && weight !== "normal") || weight === "bold" || Number(weight) >= 600;
    if (bold && said.trim()) return `${said.startsWith(" ") ? " " : ""}**${said.trim()}**${said.endsWith(" ") ? " " : ""}`;
    const to = one.tagName === "A" ? one.getAttribute("href") ?? "" : "";
    return to.startsWith("#") && said.trim() ? `[${said.trim()}](${to})` : said;
  };
  const block = (one) => {
    if (one.nodeType !== Node.ELEMENT_NODE) return inline(one);
    if (/^(STYLE|SCRIPT|META|TITLE|XML)$|:/.test(one.tagName)) return "";
    if (/^(UL|OL)$/.test(one.tagName)) {
      const items = [...one.children].filter((item) => item.tagName === "LI");
      return `\n\n${items.map((item, n) => `${one.tagName === "OL" ? `${n + 1}.` : "-"} ${inline(item).trim()}`).join("\n")}\n\n`;
    }
    if (one.tagName === "TABLE") {
      const rows = [...one.querySelectorAll("tr")].map((row) => [...row.children].map((cell) => text(cell).trim().replaceAll("|", "\\|")));
      const lines = rows.map((cells) => `| ${cells.join(" | ")} |`);
      if (lines.length) lines.splice(1, 0, `|${rows[0].map(() => "---").join("|")}|`);
      return `\n\n${lines.join("\n")}\n\n`;
    }
    if (/^(P|H[1-6])$/.test(one.tagName)) {
      // Word writes a list as paragraphs with the sign in front.
      const list = /MsoList/.test(one.className) || /mso-list/.test(one.getAttribute("style") ?? "");
      const said = inline(one).trim();
      return list ? `\n- ${said.replace(/^[·•o§–-]\s*|^\d+[.)]\s*/, "")}` : `\n\n${said}\n\n`;
    }
    if (/^(DIV|SECTION|ARTICLE|BODY|HTML|TBODY|BLOCKQUOTE)$/.test(one.tagName)) return [...one.childNodes].map(block).join("");
    return inline(one);
  };
  return block(node).replace(/[ \t]+\n/g, "\n").replace(/\n{3,}/g, "\n\n");
}
