import type { ConfigData } from 'html-validate';

/** Rules of html-validate's recommended set that we do not hold pages to, each with the reason. */
export const switchedOff: Readonly<Record<string, string>> = {
  'no-inline-style':
    'The colours of code are style attributes: two themes in one block. The policy allows them, and no <style>.',
  'no-trailing-whitespace':
    'White space at the end of a line shows nowhere and compresses to nothing.',
  'presentation-role-style': 'A taste: `presentation` and `none` are one role.',
  'void-style': 'A taste: `<meta/>` and `<meta>` are one element.',
  'wcag/h32':
    'Our forms answer each change at once. A button to send them would have nothing to do.',
};

/** What a rule may complain of in a place that is not ours. */
export interface Allowance {
  rule: string;
  /** What the element's selector ends with. */
  selector: string;
  reason: string;
}

/** An allowance that no page needs any more is a finding of its own. */
export const allowed: readonly Allowance[] = [
  {
    rule: 'no-implicit-button-type',
    selector: 'nav > button',
    reason: 'Starlight opens the menu of a phone with it; it stands in no form that it could send.',
  },
  {
    rule: 'unique-landmark',
    selector: 'body > div > div > div > aside',
    reason:
      "Starlight's column beside the text. It is the one without a name, and the <nav> in it has one.",
  },
];

/** What html-validate holds pages against. */
export const config: ConfigData = {
  extends: ['html-validate:recommended'],
  rules: {
    ...Object.fromEntries(Object.keys(switchedOff).map((rule) => [rule, 'off'])),
    // Of what the set for whole documents adds, these two; its others know no heading beside the text.
    'no-missing-references': 'error',
    'input-missing-label': 'error',
    // HTML lets an id begin with a digit, and headings do: `300-seconds-are-no-answer`.
    'valid-id': ['error', { relaxed: true }],
  },
};
