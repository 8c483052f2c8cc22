/** What of Render's can run a job in the background. */
export type Verdict = 'worker' | 'cron job' | 'workflow';

/** A link of the site. */
export interface Link {
  text: string;
  href: string;
}

/** An answer that a question offers. */
export interface Option {
  value: string;
  /** As it is read below its question. */
  text: string;
  /** What it decides; absent where the next question is needed. */
  verdict?: Verdict;
  /** Why it decides that, or what it rules out; absent where it says nothing of the verdict. */
  reason?: string;
}

/** One of the questions, which are asked in this order until one of them decides. */
export interface Question {
  id: string;
  asks: string;
  /** What its answers decide, in prose: text and links. */
  rule: readonly (string | Link)[];
  options: readonly Option[];
}

/** The chosen values by the questions' ids. What is missing or is no option counts as not answered. */
export type Answers = Readonly<Record<string, string | undefined>>;

/** What the answers decide. */
export interface Choice {
  verdict: Verdict;
  /** The id of the question that decided. */
  decidedBy: string;
  /** The deciding reason first, then what earlier answers ruled out. At least one. */
  reasons: string[];
  alsoLookAt: Link[];
}

/** The price of a month of the smallest broker that a worker may need, in dollars. */
const brokerPrice = 10;

/** Sizes of instances: dollars a month as a worker, dollars an hour as a workflow run. */
const sizes = [
  { cpu: '0.5 CPU', worker: 7, workflow: 0.05 },
  { cpu: '1 CPU', worker: 25, workflow: 0.2 },
  { cpu: '2 CPU', worker: 85, workflow: 0.4 },
];

/** From how many hours a month on a worker with a broker of its own is the cheaper one, by size. */
export const breakEvens: readonly { cpu: string; hours: number }[] = sizes.map(
  ({ cpu, worker, workflow }) => ({
    cpu,
    // Cents, so that no fraction of a dollar is rounded on the way.
    hours: ((worker + brokerPrice) * 100) / Math.round(workflow * 100),
  }),
);

const equalAt = `With a $${brokerPrice} broker they are equal at ${breakEvens
  .map(({ cpu, hours }) => `${hours} h (${cpu})`)
  .join(', ')}.`;

/** The five questions. */
export const questions: readonly Question[] = [
  {
    id: 'schedule',
    asks: 'Does it start at a time, and only then?',
    rule: ['Yes: cron job, unless one run can take more than 12 hours.'],
    options: [
      {
        value: 'yes',
        text: 'Yes, and a run ends within 12 hours',
        verdict: 'cron job',
        reason: 'It starts at a time and ends within the 12 hours that a cron job may run.',
      },
      {
        value: 'long',
        text: 'Yes, but a run can take more than 12 hours',
        reason: 'A cron job is stopped after 12 hours: it may start this, and cannot run it.',
      },
      {
        value: 'no',
        text: 'No, a request, an event or a message starts it',
        reason: 'Not a cron job: it does not start at a time.',
      },
    ],
  },
  {
    id: 'endless',
    asks: 'Does it run without end: a stream, a socket, a long poll?',
    rule: ['Yes: worker. Neither of the other two may run for ever.'],
    options: [
      {
        value: 'yes',
        text: 'Yes',
        verdict: 'worker',
        reason:
          'Only a worker may run without end: a cron job is stopped after 12 hours, a workflow run after 24.',
      },
      { value: 'no', text: 'No, it comes to an end' },
    ],
  },
  {
    id: 'stack',
    asks: 'Do you already have a queue framework, or a language other than TypeScript and Python?',
    rule: ['Yes: worker. The next job type costs nothing more.'],
    options: [
      {
        value: 'framework',
        text: 'Yes, a queue framework',
        verdict: 'worker',
        reason:
          'A worker runs the framework that you have, and the next job type costs nothing more.',
      },
      {
        value: 'language',
        text: 'Yes, another language',
        verdict: 'worker',
        reason: 'Workflows run TypeScript and Python only.',
      },
      {
        value: 'neither',
        text: 'No, TypeScript or Python, and no queue framework',
        reason:
          'A workflow can run it: it is TypeScript or Python, and not tied to a queue framework.',
      },
    ],
  },
  {
    id: 'long',
    asks: 'Does one unit of work take more than about 4 minutes and resist splitting?',
    rule: ['Yes: workflow. A worker has at most 300 seconds to let go of it.'],
    options: [
      {
        value: 'yes',
        text: 'Yes',
        verdict: 'workflow',
        reason:
          'A worker has at most 300 seconds to let go of a job at a deploy; a workflow run may take 24 hours.',
      },
      {
        value: 'no',
        text: 'No, it is shorter, or can be cut into shorter jobs',
        reason: 'A worker could run it, too: it can let go of each job within 300 seconds.',
      },
    ],
  },
  {
    id: 'hours',
    asks: 'How many hours a month would it compute?',
    rule: [
      'Below the ',
      { text: 'break-even', href: '#break-even' },
      ' the workflow is cheaper, above it the worker.',
    ],
    options: [
      {
        value: 'few',
        text: 'Fewer than the break-even of its size',
        verdict: 'workflow',
        reason: `Below the break-even a workflow, paid by the second, is cheaper. ${equalAt}`,
      },
      {
        value: 'many',
        text: 'More than the break-even of its size',
        verdict: 'worker',
        reason: `Above the break-even an instance that is always on is cheaper. ${equalAt}`,
      },
    ],
  },
];

/** What else to read, and for which choice. */
const neighbours: readonly (Link & { when(verdict: Verdict, answers: Answers): boolean })[] = [
  {
    text: 'The rules of a run of a cron job',
    href: '/guides/cron-jobs/#the-rules-of-a-run',
    when: (verdict) => verdict === 'cron job',
  },
  {
    text: 'A cron job that enqueues for the worker you have',
    href: '/guides/cron-jobs/#a-cron-job-that-enqueues',
    when: (verdict, { schedule, stack }) =>
      (verdict === 'cron job' && stack === 'framework') ||
      (verdict === 'worker' && schedule === 'long'),
  },
  {
    text: 'Start a workflow run from a cron job',
    href: '/guides/workflows/#define-and-call-a-task',
    when: (verdict, { schedule }) => verdict === 'workflow' && schedule === 'long',
  },
  {
    text: 'A page for each framework',
    href: '/frameworks/',
    when: (verdict, { stack }) => verdict === 'worker' && stack === 'framework',
  },
  {
    text: 'Choose a framework',
    href: '/frameworks/#choose-when-nothing-is-chosen-yet',
    when: (verdict, { stack }) => verdict === 'worker' && stack !== 'framework',
  },
  {
    text: 'Jobs longer than 300 seconds',
    href: '/guides/graceful-shutdown/#jobs-longer-than-300-seconds',
    when: (verdict, { long }) => verdict === 'worker' && long === 'yes',
  },
  {
    text: 'A burst that must be done within minutes',
    href: '#10000-short-tasks-once-a-day',
    when: (verdict, { hours }) => verdict === 'worker' && hours === 'many',
  },
  {
    text: 'What moves well to a workflow',
    href: '/guides/workflows/#what-moves-well',
    when: (verdict) => verdict === 'workflow',
  },
  {
    text: 'What the prices rest on',
    href: '#prices-used',
    when: (_, { hours }) => hours !== undefined,
  },
];

/** The first question whose answer is needed and missing; undefined once the answers decide. */
export function nextQuestion(answers: Answers): Question | undefined {
  for (const question of questions) {
    const option = optionOf(question, answers);
    if (!option) return question;
    if (option.verdict) return undefined;
  }
  return undefined;
}

/**
 * Worker, cron job or workflow: the first answer that decides, in the order of the questions.
 *
 * @returns undefined as long as a question is open that is needed; see {@link nextQuestion}
 */
export function choose(answers: Answers): Choice | undefined {
  const ruledOut: string[] = [];
  for (const question of questions) {
    const option = optionOf(question, answers);
    if (!option) return undefined;
    const { verdict, reason } = option;
    if (verdict) {
      return {
        verdict,
        decidedBy: question.id,
        reasons: [...(reason ? [reason] : []), ...ruledOut],
        alsoLookAt: neighbours
          .filter(({ when }) => when(verdict, answers))
          .map(({ text, href }) => ({ text, href })),
      };
    }
    if (reason) ruledOut.push(reason);
  }
  return undefined;
}

function optionOf({ id, options }: Question, answers: Answers): Option | undefined {
  return options.find(({ value }) => value === answers[id]);
}
