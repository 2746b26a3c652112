/* Leaflet under one name for all maps of the portal. Its small file is no module: it hands itself over as `window.L`. */
import "../../vendor/leaflet/leaflet.js";

export default window.L;
