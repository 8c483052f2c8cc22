import type { Fix } from '../diagnostic.ts';
import { holdsMarks } from '../edits.ts';
import { variables } from '../model.ts';
import { shapes } from '../secrets.ts';
import { sources } from '../sources.ts';
import { entryOf, type Mapping, type Scalar } from '../tree.ts';
import type { Rule } from './rule.ts';

/** Names whose value is a password or a secret that a person may have made up, of whatever it consists. */
const madeUpName =
  /(?:^|[_-])(?:SECRET|(?:PG)?PASSWORD|PASSWD|PASSPHRASE)$|^(?:.*_)?(?:ADMIN|AMQP|AUTH|DB|DATABASE|EMAIL|FTP|MAIL|MONGO|MYSQL|POSTGRES|RABBITMQ|REDIS|SMTP|USER)_PASS$/i;
/** Names whose value is a secret that a machine made. */
const issuedName =
  /(?:^|[_-])(?:SECRET[_-]KEY(?:[_-]BASE)?|TOKEN|API_?KEY|PRIVATE_?KEY|ACCESS_?KEY|MASTER_?KEY|ENCRYPTION_?KEY|CREDENTIALS?|(?:ANTHROPIC|DEEPSEEK|GEMINI|GROQ|MAILGUN|MISTRAL|OPENAI|POSTMARK|RESEND|SENDGRID|STRIPE)_KEY)$/i;
/** What a browser gets is public whatever it is called. */
const publicName = /^(?:NEXT_PUBLIC|VITE|REACT_APP|NUXT_PUBLIC|EXPO_PUBLIC|PUBLIC|GATSBY)_/i;
/** Switches that end like a secret: REQUIRE_PASSWORD, ALLOW_EMPTY_PASSWORD. */
const switchName = /^(?:ALLOW|DISABLE|ENABLE|HAS|IS|NO|REQUIRE|SKIP|USE)_/i;

const placeholder =
  /^[<[{*]|[<{]|\$\{?\w|change|your|replace|example|placeholder|dummy|insert|todo|fixme|xxxx|set[-_ ]?(?:in|me|this|via|from|on)|dashboard|redacted|secret[-_ ]?here|\bhere\b|not[-_ ]?(?:set|used|needed)|unused|disabled|enabled|required|optional|^(?:secret|password|passwd|pass|token|api[-_]?key|none|null|undefined|default|local|test|testing|development)$/i;

export const literalCredential: Rule = {
  id: 'literal-credential',
  severity: 'warning',
  summary: 'A secret is written into the Blueprint.',
  why: 'Everybody who can read the repository can read the value, in every old commit too. Let Render make it (`generateValue: true`), ask for it (`sync: false`), or take it from the database, service or group that has it. A secret that was committed is not secret any more: replace it where it came from.',
  sources: [sources.spec],
  check({ blueprint, source, report }) {
    for (const { owner, key = '', node } of variables(blueprint)) {
      for (const field of ['value', 'previewValue']) {
        const value = entryOf(node, field)?.value;
        if (value?.kind !== 'scalar' || !['string', 'number'].includes(typeof value.value))
          continue;
        // Longer than any token, short enough for patterns that look twice.
        const what = credentialIn(key, String(value.value).slice(0, 4_000));
        if (!what) continue;
        report({
          range: value.range,
          message: `\`${key}\` of \`${owner.name}\` is ${what}, written out for everybody who can read the repository. ${insteadOf(what, owner.kind === 'group')}, and replace the secret.`,
          fixes:
            owner.kind === 'group' || field !== 'value' ? [] : [askInstead(node, value, source)],
        });
      }
    }
  },
};

function insteadOf(what: string, isGroup: boolean): string {
  const ask = isGroup ? '`sync: false` on the services' : '`sync: false`';
  // Only what your own services agree on can be made up.
  return what === 'a secret' ? `Use \`generateValue: true\` or ${ask}` : `Use ${ask}`;
}

/** What kind of secret the value is, if it is one; never the value itself. */
function credentialIn(key: string, value: string): string | undefined {
  const shape = shapes.find(({ pattern }) => pattern.test(value));
  if (shape) return /x{6,}|\.{3}|example|your/i.test(value) ? undefined : shape.what;
  if (hasPassword(value)) return 'a URL with a password in it';
  if (publicName.test(key) || switchName.test(key)) return undefined;
  const isMadeUp = madeUpName.test(key);
  if (!isMadeUp && !issuedName.test(key)) return undefined;
  // With spaces it is a hint more often than a secret.
  const isPlain = value.length >= 8 && /^[^\s/][^\s]*$/.test(value) && !elsewhere.test(value);
  if (!isPlain || placeholder.test(value)) return undefined;
  return isMadeUp || (/[a-z]/i.test(value) && !words.test(value)) ? 'a secret' : undefined;
}

/** Where the secret is, or a key that is made to be published. */
const elsewhere =
  /^(?:https?|arn|aws|doppler|env|file|gcp|infisical|op|secretsmanager|ssm|vault):|^pk_/i;
/** Words and numbers of versions, such as the name of a header: no machine makes tokens like this. */
const words = /^(?:[a-z]+\d{0,2}[a-z]*|v?\d{1,3})(?:[-_.](?:[a-z]+\d{0,2}[a-z]*|v?\d{1,3}))+$/i;

const local = /^(?:localhost|127\.|0\.0\.0\.0|\[?::1|host\.docker\.internal)/i;

function hasPassword(value: string): boolean {
  const [, password = '', host = ''] =
    /^[a-z][a-z0-9+.-]*:\/\/[^\s:/@]*:([^\s/]+)@([^\s/]+)/i.exec(value) ?? [];
  return (
    password !== '' && !placeholder.test(password) && !placeholder.test(host) && !local.test(host)
  );
}

/** Asks for the value in the Dashboard. The running service keeps the one that it has. */
function askInstead(node: Mapping, value: Scalar, source: string): Fix | undefined {
  const entry = entryOf(node, 'value');
  if (!entry || entry.merged || value.anchor || entryOf(node, 'sync')) return undefined;
  if (value.range.start.line !== value.range.end.line) return undefined;
  const { start, end } = entry.keyRange;
  if (holdsMarks(source.slice(end.offset, value.range.start.offset))) return undefined;
  return {
    title: 'Ask for it with `sync: false`',
    safe: false,
    edits: [{ start: start.offset, end: value.range.end.offset, text: 'sync: false' }],
  };
}
