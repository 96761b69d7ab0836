// The search of a page (avtale.portal): one global, since a page that is opened from a file loads no module.
import MiniSearch from "minisearch";

globalThis.MiniSearch = MiniSearch;
