/** Time zones offered; the one in use is added where it is another. */
const usual = [
  'Europe/Paris',
  'Europe/Brussels',
  'Europe/Luxembourg',
  'Europe/Zurich',
  'Europe/London',
  'Europe/Dublin',
  'Europe/Madrid',
  'Europe/Berlin',
  'Europe/Rome',
  'Europe/Lisbon',
  'Europe/Athens',
  'America/Guadeloupe',
  'America/Martinique',
  'America/Cayenne',
  'America/Miquelon',
  'Indian/Reunion',
  'Indian/Mayotte',
  'Pacific/Noumea',
  'Pacific/Tahiti',
  'Africa/Casablanca',
  'Africa/Tunis',
  'Africa/Algiers',
  'Africa/Dakar',
  'Africa/Abidjan',
  'America/Montreal',
  'America/New_York',
  'UTC',
];

export function zonesWith(zone: string): string[] {
  return usual.includes(zone) ? usual : [zone, ...usual];
}

/** The zone of this computer, where the browser knows it by name. */
export function browserZone(): string | undefined {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return zone?.includes('/') ? zone : undefined;
}
