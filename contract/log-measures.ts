/** What a log counts [001-20][001-21][001-22]: 200 tonnes out of the river, 1,600 km on foot, 200 rounds of the dyke. */
export const logMeasures = ['rounds', 'km', 'tonnes', 'hours'] as const
export type LogMeasure = (typeof logMeasures)[number]
