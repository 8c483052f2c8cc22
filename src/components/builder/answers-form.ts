import { type Answers, type Problem, questions } from '../../builder/answers.ts';
import { inline } from '../dom.ts';

/** What a form says now, as the address of the page would. */
export function readForm(form: HTMLFormElement): URLSearchParams {
  const params = new URLSearchParams();
  const data = new FormData(form);
  for (const { id, kind } of questions) {
    const given = data.get(id);
    if (kind === 'boolean') params.set(id, given === null ? 'no' : 'yes');
    else params.set(id, String(given ?? '').trim());
  }
  return params;
}

/** Puts answers into the form, in place of what it says. */
export function fillForm(form: HTMLFormElement, answers: Answers): void {
  for (const { id, kind } of questions) {
    const field = form.elements.namedItem(id);
    if (kind === 'boolean') (field as HTMLInputElement).checked = answers[id] === true;
    else
      (field as HTMLInputElement | HTMLSelectElement | RadioNodeList).value = String(answers[id]);
  }
}

/** Hides the questions that change nothing, given the other answers. */
export function showAsked(form: HTMLFormElement, answers: Answers): void {
  for (const { id, isAsked } of questions) {
    const question = form.querySelector<HTMLElement>(`[data-question="${id}"]`);
    if (question) question.hidden = isAsked ? !isAsked(answers) : false;
  }
}

/**
 * Shows each problem below the field that it is about.
 *
 * @returns those that are about no field
 */
export function showProblems(form: HTMLFormElement, problems: readonly Problem[]): Problem[] {
  for (const { id } of questions) {
    const question = form.querySelector<HTMLElement>(`[data-question="${id}"]`);
    const error = question?.querySelector<HTMLElement>('.error');
    if (!question || !error) continue;
    const own = problems.filter((problem) => problem.id === id);
    const text = own.map(({ message }) => message).join(' ');
    error.hidden = text === '';
    error.replaceChildren(...inline(text));
    for (const field of question.querySelectorAll('input, select')) {
      if (text === '') field.removeAttribute('aria-invalid');
      else field.setAttribute('aria-invalid', 'true');
    }
  }
  const asked = new Set<string>(questions.map(({ id }) => id));
  return problems.filter(({ id }) => !asked.has(id));
}
