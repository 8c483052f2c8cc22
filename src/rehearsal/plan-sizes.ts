/**
 * What the plans give.
 * https://render.com/docs/blueprint-spec and https://render.com/docs/compute-plans (2026-09-05)
 */

const MEGABYTES = { mb: 1, g: 1024 } as const;

const oldServerPlans: Record<string, number> = {
  starter: 512,
  standard: 2048,
  pro: 4096,
  'pro plus': 8192,
  'pro max': 16_384,
  'pro ultra': 32_768,
};
const oldKeyValuePlans: Record<string, string> = {
  starter: '256mb',
  standard: '1g',
  pro: '5g',
  'pro plus': '10g',
  'pro max': '20g',
  'pro ultra': '40g',
};

/** Memory of a service's plan in MB; of the default where none is given. */
export function serverMemory(plan = '0.5c-512mb'): number {
  if (plan === 'free') return 512;
  return oldServerPlans[plan] ?? sizeIn(plan);
}

/** Memory in MB and connections of a Key Value plan. */
export function keyValueSize(plan = '256mb'): { memory: number; connections: number } {
  if (plan === 'free') return { memory: 25, connections: 50 };
  const size = oldKeyValuePlans[plan] ?? plan;
  if (size === '256mb') return { memory: 256, connections: 250 };
  const memory = sizeIn(size);
  return { memory, connections: Math.round(memory / MEGABYTES.g) * 1000 };
}

/** Connections that a Postgres plan takes: its memory decides. */
export function databaseConnections(plan = '0.1c-256mb'): number {
  const memory = plan === 'free' ? 256 : sizeIn(plan);
  if (memory < 8 * MEGABYTES.g) return 100;
  if (memory < 16 * MEGABYTES.g) return 200;
  return memory < 32 * MEGABYTES.g ? 400 : 500;
}

/** The memory that a plan's name ends with, such as `1c-2g` or `basic-256mb`, in MB. */
function sizeIn(plan: string): number {
  const [, number, unit] = /(\d+)(mb|gb?)$/.exec(plan) ?? [];
  if (number === undefined || unit === undefined) return 512;
  return Number(number) * (unit === 'mb' ? MEGABYTES.mb : MEGABYTES.g);
}
