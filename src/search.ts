/**
 * How search orders its results, for the site and for the test that searches it. A page's title,
 * description and keywords say what it is about; its text only mentions things.
 */
export const ranking = {
  // Starlight's defaults, written out so that the test searches with them too.
  pageLength: 0.1,
  termFrequency: 0.1,
  termSaturation: 2,
  termSimilarity: 9,
  diacriticSimilarity: 0.8,
  metaWeights: { title: 8, description: 2, keywords: 5 },
};
