import type { NextConfig } from 'next';

export default {
  // Left to Node.js, as in the worker: BullMQ loads its Redis client and its scripts by itself.
  serverExternalPackages: ['bullmq', 'ioredis'],
  poweredByHeader: false,
} satisfies NextConfig;
