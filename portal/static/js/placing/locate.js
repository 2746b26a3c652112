/* Asks the phone where it is, only when somebody wants that, and says in plain words when it does not tell. */
import { whereAmI } from "../map/position.js";

export function locate({ say, texts, found }) {
  say(texts.findsYou);
  whereAmI({
    found(at) {
      say(texts.hereYouAre);
      found(at);
    },
    lost: (isForbidden) => say(isForbidden ? texts.refused : texts.notFound, "warning"),
    maximumAge: 60_000,
  });
}
