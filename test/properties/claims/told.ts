/** What a run of random schemes met, counted by name, so that a test can see that it met enough. */
export type Told = Map<string, number>;

export const note = (told: Told, what: string, many = 1): unknown => told.set(what, (told.get(what) ?? 0) + many);

export const toldText = (told: Told): string => [...told].map(([what, many]) => `${many} ${what}`).join(", ");
