// CodeMirror around the text of a document: the schema's words as one types, and what is found at its line.
import { autocompletion } from "@codemirror/autocomplete";
import { yaml } from "@codemirror/lang-yaml";
import { lintGutter, setDiagnostics } from "@codemirror/lint";
import { EditorState } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { basicSetup } from "codemirror";

const GRAVE = { error: "error", warning: "warning", notice: "info" };

export function mount(area) {
  const host = document.createElement("div");
  host.className = "write-editor";
  const root = host.attachShadow({ mode: "open" });
  area.before(host);
  area.hidden = true;
  let schema = null;
  if (area.dataset.schema) fetch(area.dataset.schema).then((answer) => answer.json()).then((made) => { schema = made; });

  const state = EditorState.create({
    doc: area.value,
    extensions: [
      basicSetup,
      yaml(),
      lintGutter(),
      autocompletion({ override: [(context) => (schema ? offered(context, schema) : null)] }),
      EditorView.lineWrapping,
      EditorState.readOnly.of(area.readOnly),
      EditorView.contentAttributes.of({ "aria-label": document.querySelector(`label[for="${area.id}"]`)?.textContent ?? "YAML", tabindex: "0" }),
      EditorView.theme({
        "&": { fontSize: "0.9rem", border: "1px solid #6b7280", borderRadius: "4px", maxHeight: "75vh", background: "#fff", color: "#111" },
        ".cm-scroller": { fontFamily: "ui-monospace, monospace", overflow: "auto" },
        ".cm-gutters": { background: "#f3f4f6", color: "#4b5563" },
      }),
      EditorView.updateListener.of((update) => {
        if (!update.docChanged) return;
        area.value = update.state.doc.toString();
        area.dispatchEvent(new Event("input", { bubbles: true }));
      }),
    ],
  });
  const view = new EditorView({ state, parent: root, root });
  const line = (number) => view.state.doc.line(Math.min(Math.max(number, 1), view.state.doc.lines));
  area.marks = () => {
    const found = JSON.parse(document.getElementById("found")?.dataset.marks ?? "[]");
    const marks = found.map((one) => ({ from: line(one.line).from, to: line(one.line).to, severity: GRAVE[one.severity], message: one.message }));
    view.dispatch(setDiagnostics(view.state, marks.sort((one, other) => one.from - other.from)));
  };
  area.marks();
  document.addEventListener("click", (event) => {
    const to = event.target.closest?.("[data-line]");
    if (!to) return;
    view.dispatch({ selection: { anchor: line(Number(to.dataset.line)).from }, effects: EditorView.scrollIntoView(line(Number(to.dataset.line)).from, { y: "center" }) });
    view.focus();
  });
}

/** The way to a line: the keys above it, each deeper than the next, a list as "[]". */
function way(doc, number, column) {
  const path = [];
  let depth = column;
  for (let at = number - 1; at > 0 && depth > 0; at -= 1) {
    const found = /^(\s*)((?:- )*)([A-Za-z_]\w*):/.exec(doc.line(at).text);
    if (!found) continue;
    const own = found[1].length + found[2].length;
    if (own < depth) {
      path.unshift(found[3]);
      depth = found[1].length;
      if (found[2]) { depth = found[1].length; path.unshift("[]"); }
    }
  }
  return path;
}

function resolved(node, schema) {
  let now = node;
  while (now?.$ref) now = { ...schema.$defs[now.$ref.split("/").pop()], ...now, $ref: undefined };
  return now;
}

function below(path, schema) {
  let now = resolved(schema, schema);
  for (const step of path) {
    if (step !== "[]" && now?.items) now = resolved(now.items, schema);
    now = resolved(step === "[]" ? now?.items ?? now : now?.properties?.[step], schema);
    if (!now) return null;
  }
  return now?.items ? resolved(now.items, schema) : now;
}

function offered(context, schema) {
  const line = context.state.doc.lineAt(context.pos);
  const before = line.text.slice(0, context.pos - line.from);
  const value = /^(\s*(?:- )*)([A-Za-z_]\w*):\s+(\S*)$/.exec(before);
  if (value) {
    const field = below([...way(context.state.doc, line.number, value[1].length), value[2]], schema);
    const words = field?.enum ?? (field?.const ? [field.const] : field?.type === "boolean" ? [true, false] : null);
    return words && { from: context.pos - value[3].length, options: words.map((word, n) => ({ label: String(word), detail: field.enumDescriptions?.[n] })) };
  }
  const key = /^(\s*(?:- )*)(\w*)$/.exec(before);
  if (!key || (!key[2] && !context.explicit)) return null;
  const holder = below(way(context.state.doc, line.number, key[1].length), schema);
  const fields = Object.entries(holder?.properties ?? {});
  return fields.length
    ? { from: context.pos - key[2].length, options: fields.map(([name, one]) => ({ label: name, detail: resolved(one, schema)?.title, info: resolved(one, schema)?.description, apply: `${name}: ` })) }
    : null;
}
