import { describe, expect, it } from 'vitest';
import { namesFrom, repeated } from './roster';

describe('namesFrom', () => {
  it('takes one name per line, and the first column of a table', () => {
    expect(namesFrom('  Zoé \r\n\n\tx\nNguyễn  Thị Minh Khai\tRH\nO\n')).toEqual(['Zoé', 'Nguyễn Thị Minh Khai', 'O']);
    expect(namesFrom('')).toEqual([]);
    expect(namesFrom('\uFEFFZoé\rAnna\r')).toEqual(['Zoé', 'Anna']);
    expect(namesFrom('Dupont, Marie\nMartin, Paul')).toEqual(['Dupont, Marie', 'Martin, Paul']);
  });

  it('puts the family name and the first name of a table together, and leaves its titles out', () => {
    expect(namesFrom('Nom\tPrénom\tService\nDupont\tMarie\tRH\nLe Goff\tJean-Pierre\tDSI')).toEqual(['Marie Dupont', 'Jean-Pierre Le Goff']);
    expect(namesFrom('Prénom ;NOM; Courriel\r\n"Marie";"Dupont";marie@exemple.fr\r\n;;\r\n')).toEqual(['Marie Dupont']);
    expect(namesFrom('First name,Last name\nMarie,Dupont')).toEqual(['Marie Dupont']);
    expect(namesFrom('N°;Civilité;Nom de famille;Prénom(s)\n1;Mme;Dupont;Marie')).toEqual(['Marie Dupont']);
    expect(namesFrom('Nom et prénom;Service\nDupont Marie;RH')).toEqual(['Dupont Marie']);
    expect(namesFrom('Participant·e\nMarie Dupont')).toEqual(['Marie Dupont']);
    expect(namesFrom('Nom\nMarie Dupont')).toEqual(['Marie Dupont']);
  });

  it('tells a family name by its capitals where there are no titles', () => {
    expect(namesFrom('DUPONT;Marie\nD’ABOVILLE;François-Xavier')).toEqual(['Marie DUPONT', 'François-Xavier D’ABOVILLE']);
    expect(namesFrom('Marie Dupont;RH\nPaul Martin;DSI')).toEqual(['Marie Dupont', 'Paul Martin']);
    expect(namesFrom('Dupont\tMarie')).toEqual(['Dupont']);
  });

  it('takes the recipients of an e-mail', () => {
    expect(namesFrom('Marie Dupont <marie@exemple.fr>; "Martin, Paul" <paul@exemple.fr>,\n<anna@exemple.fr>')).toEqual(['Marie Dupont', 'Martin, Paul', 'anna@exemple.fr']);
  });

  // Seconds; where each line is compared with all others, hours.
  it('takes ten megabytes', { timeout: 300_000 }, () => {
    expect(namesFrom('DUPONT;Marie\n'.repeat(800_000))).toHaveLength(800_000);
  });
});

it('tells each name that is there more than once', () => {
  expect(repeated(['Marie Dupont', 'Zoé', 'marie  dupont', 'Paul', 'MARIE DUPONT', 'zoe', '李', '王'])).toEqual(['Marie Dupont', 'Zoé']);
});
