/** Where the handbook is published. */
export const site = 'https://render-workers.onrender.com';

/** What the handbook is called. */
export const name = 'Render Workers';

/** What the handbook is, in a sentence. */
export const tagline =
  'The independent handbook for running queue-backed background workers on Render.';

/** What the home page is called where its name alone says too little: in results of a search, on its card. */
export const headline = 'Background workers on Render that keep their jobs';

/** A section of the handbook. */
export interface Section {
  /** The folder that holds its pages. */
  folder: string;
  label: string;
  about: string;
  /** The names of its pages, where they stand beside the folders: `build` is `/build/`. */
  pages?: readonly string[];
}

/** The sections of the handbook, in the order of the sidebar. */
export const sections: readonly Section[] = [
  { folder: 'learn', label: 'Learn', about: 'A first worker, step by step.' },
  {
    folder: 'tools',
    label: 'Tools',
    about:
      'A verdict on your file, a project from your answers: in the browser, without an account.',
    pages: ['playground', 'build'],
  },
  {
    folder: 'understand',
    label: 'Understand',
    about: 'Why jobs are lost, what brokers and databases keep, and when to use a worker at all.',
  },
  {
    folder: 'frameworks',
    label: 'Frameworks',
    about: 'A worker in each framework: code, render.yaml, shutdown, and what was measured.',
  },
  {
    folder: 'guides',
    label: 'Do',
    about: 'One task each: check a file, deploy, shut down, schedule, move from Heroku.',
  },
  {
    folder: 'operate',
    label: 'Operate',
    about:
      'Workers in production: sizing, scaling, monitoring, retries, cost, and runbooks from symptom to fix.',
  },
  {
    folder: 'reference',
    label: 'Look up',
    about:
      'Blueprint fields, environment wiring, every rule of the checker, every scenario, error messages.',
  },
];

/** The section of a page, by its address; the home page is in none. */
export function sectionOf(address: string): Section | undefined {
  const [, name] = address.split('/');
  return sections.find(({ folder, pages }) =>
    pages ? pages.includes(name ?? '') : folder === name,
  );
}
