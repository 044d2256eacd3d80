/** Where each sealed value belongs: moved to another place it does not open. */
export const sealContext = {
  address: 'reminder_addresses.address',
  robot: 'group_robots.address',
  channel: 'county_channels.config',
} as const
