// The page Skriv (avtale.desk): it works without this file; here is what makes it quick and forgiving.
import { connect } from "./desk/write/keep.js";
import { show } from "./desk/write/preview.js";
import { tools } from "./desk/write/text.js";

const form = document.getElementById("part");
const frame = document.getElementById("preview");
if (frame) show(frame, form);
if (form) {
  const refresh = frame ? frame.refresh : () => {};
  connect(form, refresh);
  for (const area of form.querySelectorAll("textarea[data-prose]")) tools(area);
  // A day from the calendar, beside a field that also takes a month or a year.
  for (const field of form.querySelectorAll("input[data-calendar]")) {
    const day = Object.assign(document.createElement("input"), { type: "date", className: "ds-input write-calendar" });
    day.setAttribute("aria-label", field.dataset.calendar);
    day.value = field.dataset.day;
    day.addEventListener("change", (event) => {
      event.stopPropagation();
      field.value = day.value;
      field.dispatchEvent(new Event("input", { bubbles: true }));
    });
    field.after(day);
  }
  // Enter in a field keeps what is typed as a pause does, and does not leave the field.
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.matches("input:not([type=checkbox])")) event.preventDefault();
  });
  form.addEventListener("click", (event) => {
    const asks = event.target.closest("[data-ask]");
    if (asks && !confirm(asks.dataset.ask)) event.preventDefault();
  });
}
// A link or the preview named a field: go there, and be ready to write.
const named = decodeURIComponent(location.hash.slice(1));
const place = named && document.getElementById(named);
if (place) {
  const field = place.matches("input, select, textarea") ? place : place.querySelector("input:not([type=hidden]), select, textarea, a");
  place.scrollIntoView({ block: "center" });
  (field ?? place).focus({ preventScroll: true });
}
