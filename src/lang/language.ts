/** The languages that people are spoken to in. What programs read is English. */
export const LANGUAGES = ['en', 'fr'] as const;

export type Language = (typeof LANGUAGES)[number];
