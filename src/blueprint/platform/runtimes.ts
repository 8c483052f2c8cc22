import { renderDocs, type Source } from '../sources.ts';
import type { Dated } from './dated.ts';

const native = renderDocs('Native runtimes', 'native-runtimes', '2026-03-01');

/** How the version of a native runtime is chosen. */
export interface NativeRuntime {
  runtime: string;
  /** What Render reads, the first that is there. */
  pin: string;
  /** What a new service gets without; undefined where no source says it. */
  newest?: string;
  sources: readonly Source[];
}

/** Native runtimes, the most used first. */
export const runtimeVersions: readonly NativeRuntime[] = [
  {
    runtime: 'node',
    pin: '`NODE_VERSION`, `.node-version`, `.nvmrc`, `engines`, in this order',
    newest: '24.14.1',
    sources: [renderDocs('Node version', 'node-version', '2026-11-23')],
  },
  {
    runtime: 'python',
    pin: '`PYTHON_VERSION` (full version), `.python-version`; `runtime.txt` is not read',
    newest: '3.14.3',
    sources: [renderDocs('Python version', 'python-version', '2026-03-01')],
  },
  {
    runtime: 'ruby',
    pin: '`Gemfile.lock`, `.ruby-version`, `.tool-versions`, `Gemfile`, in this order',
    newest: '3.4.4',
    sources: [renderDocs('Ruby version', 'ruby-version', '2026-03-01')],
  },
  {
    runtime: 'elixir',
    pin: '`ELIXIR_VERSION` and `ERLANG_VERSION`, both',
    newest: '1.18.4 on OTP 28.0.2',
    sources: [renderDocs('Elixir version', 'elixir-version', '2026-03-01')],
  },
  { runtime: 'rust', pin: '`RUSTUP_TOOLCHAIN`', sources: [native] },
  {
    runtime: 'go',
    pin: 'cannot be pinned: always the newest stable release; use `docker` if you must',
    sources: [native],
  },
];

/** How long the versions are trusted. */
export const runtimesDated: Dated = {
  about: 'versions of native runtimes',
  staleAfter: '2027-01-01',
  sources: runtimeVersions.flatMap((entry) => entry.sources),
};
