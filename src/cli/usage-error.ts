/** The command cannot do what it was asked: a wrong option, or input that cannot be read. Exit code 2. */
export class UsageError extends Error {}
