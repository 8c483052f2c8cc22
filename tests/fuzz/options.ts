/** How many inputs each property gets. `npm run test:fuzz -- --runs N` sets it. */
export const runs = Number(process.env['FUZZ_RUNS'] ?? 1_000);

/** Where the inputs start: the same for everybody, unless `--seed` says otherwise. */
export const seed = Number(process.env['FUZZ_SEED'] ?? 20261125);
