/* Leaflet as a module, under one name for all maps of the portal. */
import * as leaflet from "../../vendor/leaflet/leaflet-src.esm.js";

export default leaflet;
