/* A place as forms carry it and the portal reads it ("48.500000,10.500000"), exact to some ten centimetres; and where the phone is. */

/* `latlng` is {lat, lng} in degrees. */
export const written = (latlng) => `${latlng.lat.toFixed(6)},${latlng.lng.toFixed(6)}`;

/* [lat, lng], or null for anything that is none. */
export function read(words) {
  const numbers = words ? words.split(",").map(Number) : [];
  return numbers.length === 2 && numbers.every(Number.isFinite) ? numbers : null;
}

/* Milliseconds after which a phone that has not found itself is given up. */
const PATIENCE = 20_000;

/* Asks the phone where it is, only when somebody wants that. `found` gets {lat, lng, accuracy} with the metres it may be off, `lost`
   gets true when the phone may not tell; `maximumAge` is how old an answer may be, in milliseconds. */
export function whereAmI({ found, lost, maximumAge = 0 }) {
  if (!navigator.geolocation) return void lost(false);
  navigator.geolocation.getCurrentPosition(
    ({ coords }) => found({ lat: coords.latitude, lng: coords.longitude, accuracy: Math.round(coords.accuracy) }),
    (problem) => lost(problem.code === problem.PERMISSION_DENIED),
    { enableHighAccuracy: true, timeout: PATIENCE, maximumAge },
  );
}
