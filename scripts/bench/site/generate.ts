/** How many fences each generated page has. */
export const FENCES = 10;

/** A page that nobody wrote, once for the handbook and once for plain Starlight. */
export interface GeneratedPage {
  /** Its file below `src/content/docs`. */
  path: string;
  ours: string;
  plain: string;
}

/** A fence: what the handbook's checker is told of it, and its code. */
interface Fence {
  language: string;
  meta: string;
  code: string;
}

/** Whole Blueprints, pieces of one, and other languages, none like that of another page. */
function fencesOf(page: number): Fence[] {
  const name = `orders-${page}`;
  const yaml = (meta: string, ...lines: string[]): Fence => ({
    language: 'yaml',
    meta,
    code: lines.join('\n'),
  });
  const other = (language: string, ...lines: string[]): Fence => ({
    language,
    meta: '',
    code: lines.join('\n'),
  });
  return [
    yaml(
      'blueprint title="render.yaml"',
      'services:',
      '  - type: worker',
      `    name: ${name}-worker`,
      '    runtime: node',
      '    region: frankfurt',
      '    plan: 0.5c-512mb',
      '    buildCommand: npm ci',
      '    startCommand: node worker.js',
      '    maxShutdownDelaySeconds: 60',
      '    envVars:',
      '      - key: REDIS_URL',
      '        fromService:',
      `          name: ${name}-broker`,
      '          type: keyvalue',
      '          property: connectionString',
      '  - type: keyvalue',
      `    name: ${name}-broker`,
      '    region: frankfurt',
      '    plan: 256mb',
      '    maxmemoryPolicy: noeviction',
      '    ipAllowList: []',
    ),
    yaml('fragment="services[worker]"', `maxShutdownDelaySeconds: ${60 + (page % 200)}`),
    yaml(
      'fragment="services[worker].envVars"',
      '- key: CONCURRENCY',
      `  value: "${(page % 32) + 1}"`,
    ),
    yaml('invalid="free-plan" fragment="services[worker]"', 'plan: free'),
    other('sh', `export WORKER=${name}`, 'npm ci && node worker.js --queue "$WORKER"'),
    other(
      'python',
      'from celery import Celery',
      '',
      `app = Celery("${name}")`,
      '',
      '',
      '@app.task(acks_late=True)',
      `def receipt(order: int) -> int:`,
      `    return order + ${page}`,
    ),
    other(
      'ts',
      "import { Worker } from 'bullmq';",
      '',
      `const worker = new Worker('${name}', async (job) => job.data.order + ${page});`,
      "process.on('SIGTERM', () => worker.close());",
    ),
    other('js', `export const queue = '${name}';`, `export const attempts = ${page};`),
    other('json', `{ "queue": "${name}", "attempts": ${page} }`),
    other('text', `worker ${page} is ready`, `queue ${name} has 0 jobs`),
  ];
}

/** Pages of ten fences each. They stand in no sidebar, which Starlight would write into each of them. */
export function generatePages(count: number, inSidebar: boolean): GeneratedPage[] {
  return Array.from({ length: count }, (_, index) => {
    const page = index + 1;
    const fences = fencesOf(page);
    const body = (withMeta: boolean) =>
      fences
        .map(({ language, meta, code }, place) => {
          const head = withMeta && meta !== '' ? `${language} ${meta}` : language;
          return `## Step ${place + 1}\n\nWorker ${page} takes order ${place + 1} from its queue and writes one receipt.\n\n\`\`\`${head}\n${code}\n\`\`\`\n`;
        })
        .join('\n');
    const data = [
      `title: Generated page ${page}`,
      `description: What worker ${page} does with an order.`,
      ...(inSidebar ? [] : ['sidebar:', '  hidden: true']),
    ];
    const ofOurs = [
      ...data,
      'kind: guide',
      'sources:',
      '  - title: Generated for the benchmark',
      '    read: 2026-01-01',
    ];
    const text = (frontmatter: string[], withMeta: boolean) =>
      `---\n${frontmatter.join('\n')}\n---\n\n${body(withMeta)}`;
    return {
      path: `guides/generated-${page}.md`,
      ours: text(ofOurs, true),
      plain: text(data, false),
    };
  });
}
