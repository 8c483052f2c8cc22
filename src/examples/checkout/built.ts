import { oncePerBuild } from '../../once-per-build.ts';
import { readExamples } from './read.ts';

/** All examples of the checkout that the site is made of. */
export const builtExamples = oncePerBuild(readExamples);
