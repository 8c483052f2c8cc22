import {
  brokerTable,
  databaseTable,
  longTransactionTable,
  needsTable,
  provenanceOf,
  rateTable,
  rounded,
  skipLockedTable,
  spreadOf,
  type Table,
  type ThroughputReport,
} from '../../../src/components/throughput.ts';

/** The report as Markdown. */
export function renderThroughput(report: ThroughputReport): string {
  const { results, peers, bareCommands, machine, load, skipped } = report;
  const all = [...results, ...peers];
  const parts = [
    '# Jobs a second',
    `Written by \`${report.command}\`. ${provenanceOf(report)} Node.js ${machine.node}, ${machine.platform}; load average when each round began and at the end: ${load.map((value) => value.toFixed(2)).join(', ')}. Ratios within this run are what counts; the plan’s 0.5 CPU is NOT enforced, and its column divides 0.5 by the CPU seconds of a job.`,
    'Each run: the store of the example’s own `render.yaml` (memory, connections, persistence), empty; all orders through the example’s own web service, ten at a time; then one instance of its worker with its own start command. Each order takes 0 seconds, writes a receipt and prints two lines. The rate is from the last receipt of the warm-up to the last of all, by the lines that the worker prints; each receipt was counted in the store, too.',
    tableOf(rateTable(report)),
    '## What many jobs a second need',
    'Worked out: workers at 70 % of what one does with 0.5 CPU, or of its rate where that is less; cores of the store by its CPU seconds; bytes of the orders that waited.',
    tableOf(needsTable(report)),
    '## Of a Redis or Valkey',
    'Commands as `INFO commandstats` counts them, those inside scripts too; bytes in and out of the broker.',
    tableOf(brokerTable(report)),
    ...(bareCommands.length > 0
      ? [
          `\`redis-benchmark -t lpush -c 50\` on the same broker, empty: ${rounded(spreadOf(bareCommands).median)} commands a second (${bareCommands.map(rounded).join(', ')}).`,
        ]
      : []),
    '## Of a PostgreSQL',
    'Over the whole life of the worker, its start included.',
    tableOf(databaseTable(report)),
    ...(report.skipLocked.length > 0
      ? [
          '## `FOR UPDATE SKIP LOCKED`',
          '`pgbench` with `delete from jobs where id = any (array(select id from jobs order by id limit N for update skip locked))`, rates counted in the table.',
          tableOf(skipLockedTable(report)),
          'Two clients, one job a commit, while another session holds a snapshot or does not:',
          tableOf(longTransactionTable(report)),
        ]
      : []),
    '## Runs',
    tableOf({
      head: [
        'What',
        'Orders',
        'Jobs a second of each run',
        'Enqueued a second',
        'First receipt, s',
      ],
      rows: all.map(({ name, runs }) => [
        name,
        [...new Set(runs.map(({ orders }) => orders))].join(', '),
        runs.map(({ rate }) => rounded(rate)).join(', '),
        runs.map(({ enqueued }) => rounded(enqueued)).join(', '),
        runs.map(({ firstReceipt }) => firstReceipt.toFixed(1)).join(', '),
      ]),
    }),
    '## Versions',
    tableOf({
      head: ['What', 'Worker', 'Versions'],
      rows: all.map(({ name, worker, store, versions }) => [
        name,
        `\`${worker}\``,
        [store, ...Object.entries(versions).map(([of, value]) => `${of} ${value}`)].join(', '),
      ]),
    }),
    ...(skipped.length > 0
      ? [
          '## Skipped',
          skipped.map(({ example, why }) => `- SKIPPED \`${example}\`: ${why}`).join('\n'),
        ]
      : []),
  ];
  return `${parts.join('\n\n')}\n`;
}

function tableOf({ head, rows }: Table): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
