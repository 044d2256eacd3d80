/** The one line for whoever started it with a setting that cannot be used. */
export class ConfigError extends Error {}
