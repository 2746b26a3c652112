/* Asks the phone where it is, only when somebody wants that, and says in plain words when it does not tell. */
export function locate({ say, texts, found }) {
  say(texts.findsYou);
  navigator.geolocation.getCurrentPosition(
    ({ coords }) => {
      say(texts.hereYouAre);
      found({ lat: coords.latitude, lng: coords.longitude });
    },
    (problem) => say(problem.code === problem.PERMISSION_DENIED ? texts.refused : texts.notFound, "warning"),
    { enableHighAccuracy: true, timeout: 15_000, maximumAge: 60_000 },
  );
}
