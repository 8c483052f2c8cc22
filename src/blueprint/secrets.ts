/** Secrets that are known by their shape, whatever the variable is called. */
export const shapes: readonly { what: string; pattern: RegExp }[] = [
  {
    what: 'a private key',
    pattern:
      /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----[A-Za-z0-9+/=\s\\]*(?:-----END (?:[A-Z]+ )*PRIVATE KEY-----)?/,
  },
  { what: 'an AWS access key', pattern: /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/ },
  {
    what: 'a GitHub token',
    pattern: /\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{50,})/,
  },
  { what: 'a GitLab token', pattern: /\bglpat-[\w-]{20,}/ },
  { what: 'an npm token', pattern: /\bnpm_[A-Za-z0-9]{36}\b/ },
  {
    what: 'a Stripe key',
    pattern: /\b(?:[sr]k_(?:live|test)_[A-Za-z0-9]{16,}|whsec_[A-Za-z0-9]{24,})/,
  },
  { what: 'a Slack token', pattern: /\bxox[abprs]-[A-Za-z0-9-]{20,}/ },
  {
    what: 'a Slack webhook',
    pattern: /hooks\.slack\.com\/services\/T[A-Z0-9]+\/B[A-Z0-9]+\/[A-Za-z0-9]{20,}/,
  },
  { what: 'a Google API key', pattern: /\bAIza[\w-]{35}\b/ },
  { what: 'a SendGrid key', pattern: /\bSG\.[\w-]{16,}\.[\w-]{16,}/ },
  { what: 'a Render API key', pattern: /\brnd_[A-Za-z0-9]{20,}/ },
  { what: 'an API key', pattern: /(?<![\w./-])sk-[A-Za-z0-9_-]{20,}/ },
  { what: 'a signed token', pattern: /(?<![\w-])eyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}/ },
];

/** A shape, or the password in a URL. */
const secret = new RegExp(
  [...shapes.map(({ pattern }) => pattern.source), '(?<=://[^\\s:/@]*:)[^\\s/@]+(?=@)'].join('|'),
  'g',
);

/** The text with a dot for every character of a secret that is known by its shape. */
export function concealSecrets(text: string): string {
  return text.replace(secret, dots);
}

/** As many dots as characters; line breaks stay, and places with them. */
export function dots(text: string): string {
  return text.replace(/[^\r\n]/g, '•');
}
