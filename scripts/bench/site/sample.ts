/** A page of each kind. */
export const sample: readonly string[] = [
  '/',
  '/learn/quickstart/',
  '/understand/key-value/',
  '/understand/worker-cron-or-workflow/',
  '/frameworks/celery/',
  '/guides/graceful-shutdown/',
  '/operate/cost/',
  '/operate/runbooks/jobs-stuck/',
  '/reference/plans/',
  '/reference/rules/',
  '/reference/errors/key-value/',
  '/playground/',
  '/build/',
];
