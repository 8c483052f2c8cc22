// Sorted before the store: a signal that comes while pg is still being read is not missed.
const controller = new AbortController();

export const stopping = controller.signal;

for (const name of ['SIGTERM', 'SIGINT'] as const) {
  process.on(name, () => {
    if (!stopping.aborted) console.log(`${name}: no new jobs, the current steps are finished`);
    controller.abort();
  });
}
