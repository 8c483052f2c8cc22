import {
  type Answers,
  defaultAnswers,
  formatAnswers,
  type ParsedAnswers,
  parseAnswers,
} from '../../builder/answers.ts';
import type { Project } from '../../builder/types.ts';
import { linkTo } from '../../playground/link.ts';
import { plainText } from '../code-parts.ts';
import { element, inline, offerFile, partOf } from '../dom.ts';
import { onSite } from '../on-site.ts';
import { announcer } from './announcer.ts';
import { fillForm, readForm, showAsked, showProblems } from './answers-form.ts';
import { fileView } from './file-view.ts';
import { makeProject } from './make.ts';
import { costTable, defectOf, loadTable, warningsOf } from './results.ts';
import { summaryOf } from './words.ts';

/** How long the form has to be left alone before the project is made again, in milliseconds. */
const DELAY = 150;

/**
 * Brings a builder to life: it takes the answers of the page's address, and then those of its form.
 *
 * @param isAnswered whether somebody has filled in the form already, whose answers then stay
 */
export function startBuilder(root: HTMLElement, isAnswered: boolean): void {
  const form = partOf<HTMLFormElement>(root, 'answers');
  const output = partOf(root, 'output');
  const view = fileView(root);
  const say = announcer(partOf(root, 'live'));
  const told = partOf(root, 'told');
  const tell = (text: string) => {
    told.textContent = text;
    say(text);
  };
  let shown: { project: Project; answers: Answers } | undefined;
  let turn = 0;

  /** @returns undefined if there is no project, or a later answer has overtaken this one */
  const showProjectOf = async (answers: Answers): Promise<Project | undefined> => {
    turn += 1;
    const own = turn;
    output.setAttribute('aria-busy', 'true');
    const project = await makeProject(answers);
    if (own !== turn) return undefined;
    output.removeAttribute('aria-busy');
    const hadFocus = partOf(root, 'failure').contains(document.activeElement);
    showFailure(root, answers, project instanceof Error ? project : undefined);
    if (project instanceof Error) return undefined;
    shown = { project, answers };
    // At once, or what is drawn first would be moved by the rest.
    showResults(root, project);
    view.show(project);
    // What had the focus is gone.
    if (hadFocus) partOf(root, 'file').focus();
    told.textContent = '';
    const link = await linkTo(project.blueprint);
    if (own === turn) partOf<HTMLAnchorElement>(root, 'playground').href = onSite(link);
    return project;
  };

  const showForm = async () => {
    const parsed = parseAnswers(readForm(form));
    setAddress(formatAnswers(parsed.answers));
    showParsed(root, parsed);
    const project = await showProjectOf(parsed.answers);
    const heard = parsed.problems.map(({ message }) => plainText(message));
    if (project) heard.push(`Project updated: ${summaryOf(project)}.`);
    if (heard.length > 0) say(heard.join(' '));
  };
  let timer: ReturnType<typeof setTimeout> | undefined;
  const showFormSoon = () => {
    clearTimeout(timer);
    timer = setTimeout(showForm, DELAY);
  };

  form.addEventListener('input', showFormSoon);
  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('reset', (event) => {
    event.preventDefault();
    fillForm(form, defaultAnswers);
    showFormSoon();
  });
  partOf(root, 'retry').addEventListener('click', showFormSoon);
  partOf(root, 'copy').addEventListener('click', async () => {
    const file = view.open();
    if (!file) return;
    try {
      await navigator.clipboard.writeText(file.text);
      tell(`Copied ${file.path}.`);
    } catch {
      tell(`${file.path} was not copied. Select its text instead.`);
    }
  });
  partOf(root, 'download').addEventListener('click', async () => {
    if (!shown) return;
    const { framework } = shown.answers;
    try {
      await download(shown.project, framework);
      tell(`Made ${framework}.zip.`);
    } catch {
      tell('The zip was not made, because a part of this page did not load. Try again.');
    }
  });

  if (isAnswered) {
    showForm();
    return;
  }
  const parsed = parseAnswers(new URLSearchParams(location.search));
  fillForm(form, parsed.answers);
  showParsed(root, parsed);
  showProjectOf(parsed.answers);
}

/** What was read of the answers: which questions are asked, and what could not be read. */
function showParsed(root: HTMLElement, { answers, problems }: ParsedAnswers): void {
  const form = partOf<HTMLFormElement>(root, 'answers');
  showAsked(form, answers);
  const strays = showProblems(form, problems);
  partOf(root, 'strays').replaceChildren(
    ...strays.map(({ message }) => element('p', {}, ...inline(message))),
  );
}

function showFailure(root: HTMLElement, answers: Answers, failure: Error | undefined): void {
  partOf(root, 'failure').hidden = !failure;
  partOf(root, 'project').hidden = failure !== undefined;
  if (!failure) return;
  partOf(root, 'download').hidden = true;
  partOf(root, 'summary').textContent = 'No project';
  partOf(root, 'failure-text').textContent = failure.message;
  const zip = onSite(`/examples/${answers.framework}.zip`);
  partOf<HTMLAnchorElement>(root, 'failure-zip').href = zip;
}

function showResults(root: HTMLElement, project: Project): void {
  const defect = defectOf(project);
  partOf(root, 'download').hidden = defect !== undefined;
  partOf(root, 'summary').textContent = summaryOf(project);
  const loud = [defect, warningsOf(project.notes)].filter((part) => part !== undefined);
  partOf(root, 'warnings').replaceChildren(...loud);
  partOf(root, 'cost').replaceChildren(...costTable(project.cost));
  partOf(root, 'load').replaceChildren(loadTable(project.load));
}

function setAddress(params: URLSearchParams): void {
  const query = params.size > 0 ? `?${params}` : '';
  history.replaceState(history.state, '', `${location.pathname}${query}${location.hash}`);
}

async function download({ files }: Project, name: string): Promise<void> {
  // Loaded when it is asked for: most who look at a project do not take it.
  const { zipOf } = await import('../../zip.ts');
  const encoder = new TextEncoder();
  const zip = zipOf(
    files.map(({ path, text, isExecutable }) => ({
      path: `${name}/${path}`,
      content: encoder.encode(text),
      isExecutable,
    })),
  );
  offerFile(new Blob([zip], { type: 'application/zip' }), `${name}.zip`);
}
