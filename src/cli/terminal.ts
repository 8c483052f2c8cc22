import { styleText } from 'node:util';
import type { Paint } from '../blueprint/formats/pretty.ts';

/** What a stream can show. */
export interface Terminal {
  colors: boolean;
  links: boolean;
  /** Columns; for pipes and files, what most terminals and logs show without wrapping. */
  width: number;
}

type Env = Record<string, string | undefined>;

/**
 * What to print to a stream. `NO_COLOR` and `FORCE_COLOR` decide about colors (https://no-color.org,
 * https://force-color.org), otherwise a terminal has them and a pipe has none. Links are written only
 * to terminals that are known to show them, since the others print the escape itself.
 */
export function terminalOf(
  stream: { isTTY?: boolean; columns?: number },
  env: Env = process.env,
): Terminal {
  const isTTY = stream.isTTY === true;
  const force = env['FORCE_COLOR'];
  const isForced = force !== undefined && force !== '0' && force !== 'false';
  const isRefused = Boolean(env['NO_COLOR']) || env['TERM'] === 'dumb' || force === '0';
  return {
    colors: isForced || (isTTY && !isRefused && force !== 'false'),
    links: isTTY && !env['CI'] && env['TERM'] !== 'dumb' && showsLinks(env),
    width: isTTY && stream.columns ? stream.columns : 120,
  };
}

/** Terminals that say who they are and are known to show OSC 8 hyperlinks. */
function showsLinks(env: Env): boolean {
  if (env['FORCE_HYPERLINK'] !== undefined) return env['FORCE_HYPERLINK'] !== '0';
  const programs = ['iTerm.app', 'WezTerm', 'vscode', 'ghostty', 'Hyper', 'zed', 'WarpTerminal'];
  return (
    programs.includes(env['TERM_PROGRAM'] ?? '') ||
    // VTE, the terminal of GNOME and others, has them since 0.50.
    Number(env['VTE_VERSION'] ?? 0) >= 5000 ||
    ['WT_SESSION', 'KITTY_WINDOW_ID', 'KONSOLE_VERSION', 'DOMTERM'].some((name) => env[name]) ||
    /^(?:xterm-kitty|alacritty|foot)/.test(env['TERM'] ?? '')
  );
}

/** How a terminal shows emphasis. */
export function paintOf({ colors, links }: Terminal): Paint {
  const style = (format: Parameters<typeof styleText>[0]) => (text: string) =>
    // Whether there are colors is decided above, once for all streams.
    colors ? styleText(format, text, { validateStream: false }) : text;
  return {
    path: style('bold'),
    error: style(['bold', 'red']),
    warning: style(['bold', 'yellow']),
    good: style('green'),
    dim: style('dim'),
    link: (text, url) => (links ? `\u001B]8;;${url}\u001B\\${text}\u001B]8;;\u001B\\` : undefined),
  };
}
