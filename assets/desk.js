// What every page of the desk loads (avtale.desk): htmx, kept from all that a strict policy forbids, and the live region.
import htmx from "htmx.org";
import "./desk/live.js";
import "./desk/copy.js";

Object.assign(htmx.config, {
  allowEval: false,
  allowScriptTags: false,
  includeIndicatorStyles: false, // they would be inline; ours stand in desk.css
  attributesToSettle: ["class"], // never "style", which the policy forbids
  selfRequestsOnly: true,
  historyCacheSize: 0, // no page is kept in the browser's storage
  historyRestoreAsHxRequest: false,
  responseHandling: [
    { code: "204", swap: false },
    { code: "[23]..", swap: true },
    { code: "[45]..", swap: true, error: true, target: "#problem", swapOverride: "innerHTML" }, // what was there stays
  ],
});
