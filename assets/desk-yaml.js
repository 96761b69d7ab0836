// The editor of the YAML view (avtale.desk), in a shadow root: there its styles are sheets, and none is inline.
import { mount } from "./desk/write/yaml.js";
import { connect } from "./desk/write/keep.js";

const area = document.getElementById("text");
const form = document.getElementById("part");
if (form && area && !area.readOnly) connect(form, () => area.marks?.()); // first: it puts back what was never sent
if (area) mount(area);
