/** Makes projects in a thread of its own: the form answers whoever types, while the engine loads and works. */
import { buildProject } from '../../builder/project.ts';
import { answerCalls } from '../worker-calls.ts';
import type { Questions } from './messages.ts';

answerCalls<Questions>(({ question: { answers, files } }) => buildProject(answers, files));
