/**
 * The properties draw the same samples in every run, so that a red run is the fault of the change that it is about. `npm run fuzz`
 * draws others, and says with which seed it found what it found.
 */
import fc from 'fast-check';

fc.configureGlobal({ seed: Number(process.env.IRONLINT_SEED ?? 20261128) });
