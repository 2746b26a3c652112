/* Solves a challenge of portal.web.proof_of_work in a worker. Answers what the form sends back, or null when this device cannot. */
export function solve(worker, challenge) {
  if (!window.isSecureContext || !window.Worker) return Promise.resolve(null);
  return new Promise((done) => {
    const working = new Worker(worker);
    const finish = (solution) => {
      working.terminate();
      done(solution ? btoa(JSON.stringify({ challenge, solution })) : null);
    };
    working.addEventListener("message", (event) => finish(event.data?.derivedKey ? event.data : null));
    working.addEventListener("error", () => finish(null));
    working.postMessage({ type: "work", challenge, counterStart: 0, counterStep: 1 });
  });
}
