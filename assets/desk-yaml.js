// The editor of the YAML view (avtale.desk). Mount it in a shadow root: there its styles are sheets, and none is inline.
import { autocompletion } from "@codemirror/autocomplete";
import { yaml } from "@codemirror/lang-yaml";
import { lintGutter, linter, setDiagnostics } from "@codemirror/lint";
import { EditorState } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { basicSetup } from "codemirror";

globalThis.CodeMirror = { EditorState, EditorView, autocompletion, basicSetup, lintGutter, linter, setDiagnostics, yaml };
