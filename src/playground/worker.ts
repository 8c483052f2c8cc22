/** The engine in a worker of its own, so that no text can freeze the page. */
import {
  catalog,
  checkBlueprint,
  completionsAt,
  type Diagnostic,
  fixAll,
  hoverAt,
  parseBlueprint,
} from '../blueprint/index.ts';
import { answerCalls } from '../components/worker-calls.ts';
import {
  type Answers,
  type Checked,
  MOST_FINDINGS,
  type Picture,
  type Questions,
} from './messages.ts';

const entries = new Map(catalog.map((entry) => [entry.id, entry]));

function check(text: string): Checked {
  const { schema, diagnostics } = checkBlueprint(text);
  const count = (keeps: (diagnostic: Diagnostic) => boolean) => diagnostics.filter(keeps).length;
  const shown = diagnostics.slice(0, MOST_FINDINGS);
  return {
    schema,
    diagnostics: shown,
    errors: count(({ severity }) => severity === 'error'),
    warnings: count(({ severity }) => severity === 'warning'),
    safeFixes: count(({ fixes }) => fixes.some(({ safe }) => safe)),
    rules: Object.fromEntries(
      [...new Set(shown.map(({ rule }) => rule))].flatMap((id) => {
        const entry = entries.get(id);
        return entry ? [[id, { summary: entry.summary, why: entry.why }]] : [];
      }),
    ),
  };
}

async function draw(text: string): Promise<Picture> {
  // The layout is needed after the first findings, which should not wait for it.
  const [{ topologySvg }, { topologyText }, { readTopology }] = await Promise.all([
    import('../topology/svg.ts'),
    import('../topology/text.ts'),
    import('../topology/topology.ts'),
  ]);
  const topology = readTopology(parseBlueprint(text).tree);
  return {
    markup: topologySvg(topology, { id: 'playground-wires' }),
    words: topologyText(topology),
  };
}

answerCalls<Questions>(({ kind, question }): Answers[keyof Answers] | Promise<Picture> => {
  switch (kind) {
    case 'check':
      return check(question.text);
    case 'fix': {
      const { text, applied } = fixAll(question.text, checkBlueprint);
      return { text, applied };
    }
    case 'draw':
      return draw(question.text);
    case 'complete':
      return completionsAt(question.text, question.offset);
    case 'hover':
      return hoverAt(question.text, question.offset);
  }
});
