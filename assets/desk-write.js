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
    const day = Object.assign(document.createElement("input"), { type: "date", tabIndex: -1, value: field.dataset.day });
    const button = Object.assign(document.createElement("button"), { type: "button", className: "ds-button write-calendar", textContent: field.dataset.calendar });
    button.setAttribute("aria-label", `${field.dataset.calendar}: ${field.labels[0]?.firstChild.textContent.trim() ?? ""}`);
    button.dataset.variant = "tertiary";
    day.setAttribute("aria-hidden", "true");
    button.addEventListener("click", () => day.showPicker());
    for (const kind of ["input", "change"]) day.addEventListener(kind, (event) => {
      event.stopPropagation();
      if (!day.value || field.value === day.value) return;
      field.value = day.value;
      field.dispatchEvent(new Event("input", { bubbles: true }));
    });
    const beside = Object.assign(document.createElement("span"), { className: "write-calendar" });
    beside.append(day, button);
    field.after(beside);
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
  const part = place.matches(".write-card") && document.getElementById("part-title");
  const field = part || (place.matches("input, select, textarea") ? place : place.querySelector("input:not([type=hidden]), select, textarea, a")) || place;
  // Where it is in sight without scrolling nothing moves.
  const come = () => {
    if (![document.body, field].includes(document.activeElement)) return; // who writes already is left where they are
    field.focus({ preventScroll: true });
    scrollTo(0, 0);
    if (field.getBoundingClientRect().bottom > innerHeight) field.scrollIntoView({ block: part ? "start" : "center" });
  };
  come();
  addEventListener("load", () => setTimeout(come), { once: true }); // until then the browser goes there its own way, and takes the focus away
}
