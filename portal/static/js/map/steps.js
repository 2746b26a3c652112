/* Positions as the portal counts them: steps of Web Mercator, 2**28 across. That is a pixel of a map at zoom 20. */
import L from "./leaflet.js";

const ZOOM_OF_STEPS = 20;

export function toLatLng(x, y) {
  return L.CRS.EPSG3857.pointToLatLng(L.point(x + 0.5, y + 0.5), ZOOM_OF_STEPS);
}

export function toSteps(latlng) {
  const point = L.CRS.EPSG3857.latLngToPoint(L.latLng(latlng), ZOOM_OF_STEPS);
  return { x: Math.floor(point.x), y: Math.floor(point.y) };
}
