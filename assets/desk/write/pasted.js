// What is pasted, as the Markdown of a document: paragraphs, bold, lists, links and tables; all else is its text.
// What Word puts on the clipboard is HTML of its own kind: a list is paragraphs with a sign and `mso-list` in front, and what was
// deleted with changes tracked, and comments, are in it too.
const NONE = /^(STYLE|SCRIPT|META|LINK|TITLE|XML|IMG|DEL|O:P|[VWM]:.*)$/;
const LEFT_OUT = /mso-element:\s*comment|mso-hide:\s*all|mso-list:\s*ignore|display:\s*none/i;
const BLOCK = /^(P|H[1-6]|DIV|SECTION|ARTICLE|BODY|BLOCKQUOTE|UL|OL|LI|TABLE|DL|DT|DD|HR|PRE)$/;
const SIGN = /^([·•▪‣o§–-]|\d+[.)]|[a-z]{1,4}[.)])[\s\u00a0]+/i;

const style = (one) => one.getAttribute("style") ?? "";
const left = (one) => NONE.test(one.tagName) || LEFT_OUT.test(style(one)) || /MsoComment|msocom/i.test(one.className);
const isElement = (one) => one.nodeType === Node.ELEMENT_NODE;
const squeezed = (text) => text.replace(/[\u00ad\u200b\u2060\ufeff]/g, "").replace(/[\s\u00a0]+/g, " ");
const spelled = (text) => squeezed(text).replace(/[\\*`]/g, "\\$&").replace(/(^|[^\p{L}\p{N}])_(?=\S)|(?<=\S)_(?![\p{L}\p{N}])/gu, (found) => found.replace("_", "\\_"));
/** A line that is none of Markdown's signs: "1. januar" begins no list. */
const plain = (line) => line.replace(/^(\d+)([.)])(?=\s|$)/, "$1\\$2").replace(/^([-+>]|#{1,6})(?=\s|$)/, "\\$1");

function isBold(one) {
  const weight = /(?:^|[;\s])font-weight:\s*(\w+)/.exec(style(one))?.[1]; // the policy keeps it from being read as style
  return weight ? weight === "bold" || Number(weight) >= 600 : /^(B|STRONG)$/.test(one.tagName);
}

/** The words of a node on a line, or several where it breaks them. */
function inline(one, bold = false) {
  if (one.nodeType === Node.TEXT_NODE) return spelled(one.textContent);
  if (!isElement(one) || left(one)) return "";
  if (one.tagName === "BR") return "\n";
  const heavy = !bold && isBold(one);
  const said = [...one.childNodes].map((each) => inline(each, bold || heavy) + (BLOCK.test(each.tagName) ? " " : "")).join("");
  if (heavy && said.trim()) return `${/^\s/.test(said) ? " " : ""}**${said.trim()}**${/\s$/.test(said) ? " " : ""}`;
  const to = one.tagName === "A" ? one.getAttribute("href") ?? "" : "";
  if (!/^(https?:|mailto:|#(?!_))/.test(to) || !said.trim()) return said; // Word's own bookmarks begin with "_"
  return `[${said.trim()}](${to.replace(/[()\s]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)})`;
}

const words = (one) => inline(one).replaceAll("****", "").replace(/ *\n */g, "\n").replace(/ {2,}/g, " ").trim();

function item(level, sign, said) {
  const number = /^(\d+)[.)]/.exec(sign);
  const mark = number ? `${number[1]}.` : /^[a-z]+[.)]/i.test(sign) ? `- ${sign}` : "-"; // Markdown has no letters, and others refer to them
  return `${"   ".repeat(level)}${mark} ${said.replaceAll("\n", " ")}`;
}

function list(one, level = 0) {
  let number = Number(one.getAttribute("start") ?? 1);
  return [...one.children].flatMap((each) => {
    if (/^(UL|OL)$/.test(each.tagName)) return list(each, level + 1);
    const below = [...each.querySelectorAll("ul, ol")].filter((deep) => deep.parentElement.closest("li") === each);
    const lines = below.flatMap((deep) => list(deep, level + 1));
    for (const deep of below) deep.remove();
    const said = words(each);
    return said ? [item(level, one.tagName === "OL" ? `${number++}.` : "", said), ...lines] : lines;
  });
}

function table(one) {
  const rows = [...one.rows].map((row) => [...row.cells].flatMap((cell) => [words(cell).replaceAll("\n", " ").replaceAll("|", "\\|"), ...Array(cell.colSpan - 1).fill("")]));
  if (rows.length === 1 && rows[0].length === 1) return blocks(one.rows[0].cells[0]); // only there for its frame
  const width = Math.max(...rows.map((cells) => cells.length));
  const lines = rows.map((cells) => `| ${[...cells, ...Array(width - cells.length).fill("")].join(" | ")} |`);
  if (lines.length) lines.splice(1, 0, `|${"---|".repeat(width)}`);
  return `\n\n${lines.join("\n")}\n\n`;
}

function paragraph(one) {
  const listed = /mso-list:\s*l\d+(?: level(\d))?/i.exec(style(one));
  if (!listed || one.tagName !== "P") return `\n\n${words(one).split("\n").map(plain).join("\n")}\n\n`;
  const marked = [...one.querySelectorAll("[style]")].find((each) => /mso-list:\s*ignore/i.test(style(each)));
  const said = words(one);
  const found = marked ? null : SIGN.exec(said);
  return `\n${item(Number(listed[1] ?? 1) - 1, marked ? squeezed(marked.textContent).trim() : found?.[1] ?? "", found ? said.slice(found[0].length) : said)}`;
}

function blocks(one) {
  let made = "";
  let line = "";
  const end = () => {
    if (line.trim()) made += `\n\n${line.replaceAll("****", "").trim().split("\n").map((each) => plain(each.trim())).join("\n")}\n\n`;
    line = "";
  };
  for (const each of one.childNodes) {
    if (isElement(each) && !left(each) && (BLOCK.test(each.tagName) || each.querySelector("p, div, ul, ol, table, h1, h2, h3, h4, h5, h6"))) {
      end();
      made += /^(UL|OL)$/.test(each.tagName) ? `\n\n${list(each).join("\n")}\n\n` : each.tagName === "TABLE" ? table(each) : /^(P|H[1-6])$/.test(each.tagName) ? paragraph(each) : blocks(each);
    } else line += inline(each);
  }
  end();
  return made;
}

export function markdown(node) {
  return blocks(node).replace(/[ \t]+\n/g, "\n").replace(/\n{3,}/g, "\n\n").trim();
}
