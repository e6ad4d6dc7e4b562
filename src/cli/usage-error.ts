/** A mistake on the command line: the message is a sentence, the exit code 2. */
export class UsageError extends Error {}
