import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AttendanceView, Bundle, IssuedDocument, IssueRequest, SealView } from '../src/shared/model/wire';
import { Desk } from './desk';
import { Program } from './program';
import { expect, test } from './workshop';

const request: IssueRequest = { dir: '', kinds: [], corrections: '', close: false };

test('documents are checked on the console: authentic, altered, unknown, trusted', async ({ program, desk, crowd, browserPage }, info) => {
  await desk.introduce();
  const session = await desk.open();
  await crowd(session, ['Awa Diallo']);
  await session.startAt('scenario');
  await session.finish();
  await session.do('begin-closing');
  const people = await program.call<AttendanceView[]>('attendance', session.id);
  await program.call('confirmAttendance', session.id, people.map(({ id, name, arrivedAt, leftAt, absent }) => ({ id, name, arrivedAt, leftAt, absent })));
  const { dir } = await program.call<Bundle>('issue', session.id, request);
  const file = readdirSync(dir).filter((name) => name.endsWith('.pdf')).map((name) => join(dir, name))[0] ?? '';
  const bytes = readFileSync(file);
  const altered = info.outputPath('altered.pdf');
  bytes[bytes.length / 3 | 0] = (bytes[bytes.length / 3 | 0] ?? 0) ^ 1;
  writeFileSync(altered, bytes);
  const note = info.outputPath('note.pdf');
  writeFileSync(note, 'Hello');

  const { page } = desk;
  await page.goto(new URL('/#/', program.link).href);
  await page.getByRole('link', { name: 'Vérifier' }).click();
  const results = page.getByRole('article');

  await test.step('files', async () => {
    await page.getByLabel('PDF à vérifier').last().setInputFiles([file, altered, note]);
    await expect(results).toHaveCount(3);
    await expect(results.filter({ hasText: 'Document authentique' })).toContainText('Atelier du Nord');
    await expect(results.filter({ hasText: 'Ce document a été modifié' })).toContainText('altered.pdf');
    await expect(results.filter({ hasText: 'Ce fichier n’est pas un PDF.' })).toContainText('note.pdf');
  });

  const picture = info.outputPath('page');
  execFileSync('pdftoppm', ['-r', '200', '-png', file, picture]);
  const code = readdirSync(info.outputPath()).filter((name) => /^page-.*png$/.test(name)).map((name) => {
    try {
      return execFileSync('zbarimg', ['--quiet', '--raw', '-Sdisable', '-Sqrcode.enable', '--nodbus', info.outputPath(name)], { encoding: 'utf8' });
    } catch {
      return ''; // no code on this page
    }
  }).join('').trim();
  await test.step('the text of the QR code that is printed', async () => {
    await page.getByRole('textbox', { name: 'Texte du code QR, ou code imprimé' }).fill(code);
    await desk.button('Vérifier ce texte').click();
    await expect(results.first()).toContainText('Code authentique');
    await expect(results.first()).toContainText('Atelier du Nord');
    await page.getByRole('textbox', { name: 'Texte du code QR, ou code imprimé' }).fill(code.replace('Atelier', 'Ateliers'));
    await desk.button('Vérifier ce texte').click();
    await expect(results.first()).toContainText('Ce code a été modifié');
    const printed = /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(code)?.[0] ?? '';
    await page.getByRole('textbox', { name: 'Texte du code QR, ou code imprimé' }).fill(printed.toLowerCase());
    await desk.button('Vérifier ce texte').click();
    await expect(results.first()).toContainText('Code connu de ce poste');
    await info.attach('verify', { body: await page.screenshot({ fullPage: true }), contentType: 'image/png' });
  });

  await test.step('a document that was revoked', async () => {
    const number = /\d{4}-\d{4}-\d\d/.exec(code)?.[0];
    const documents = await program.call<IssuedDocument[]>('revoke', session.id, number, 'Nom mal écrit');
    expect(documents.find((document) => document.number === number)?.reason).toBe('Nom mal écrit');
    await page.getByLabel('PDF à vérifier').last().setInputFiles(file);
    await expect(results.first()).toContainText('Document révoqué');
    await expect(results.first()).toContainText('Nom mal écrit');
  });

  await test.step('the settings show the fingerprint and export the key', async () => {
    await page.getByRole('link', { name: 'Réglages' }).click();
    const { fingerprint } = await program.call<SealView>('seal');
    await expect(page.getByText(fingerprint)).toBeVisible();
    await desk.button('Exporter la clé publique…').click();
    await expect(page.getByText('Clé publique écrite')).toBeVisible();
    await page.getByRole('heading', { name: 'Signature des documents' }).scrollIntoViewIfNeeded();
    await info.attach('settings', { body: await page.getByRole('region', { name: 'Signature des documents' }).screenshot(), contentType: 'image/png' });
  });
  const key = await program.call<string>('exportSealKey', '');

  await test.step('another computer does not know the issuer until it has the key', async () => {
    const other = new Program();
    await other.start();
    try {
      const elsewhere = new Desk(await browserPage({ viewport: { width: 1280, height: 800 } }), other);
      await elsewhere.enter();
      await elsewhere.introduce({ organisation: 'Ailleurs', language: 'en' });
      await elsewhere.page.getByRole('link', { name: 'Check' }).click();
      const told = elsewhere.page.getByRole('article');
      const pick = elsewhere.page.getByLabel('PDF files to check').last();
      await pick.setInputFiles(file);
      await expect(told.first()).toContainText('Unknown issuer');
      await elsewhere.page.getByRole('textbox', { name: 'Text of the QR code, or printed code' }).fill(code);
      await elsewhere.button('Check this text').click();
      await expect(told.first()).toContainText('Unknown issuer');
      await info.attach('unknown', { body: await elsewhere.page.screenshot({ fullPage: true }), contentType: 'image/png' });

      await elsewhere.page.getByRole('link', { name: 'Settings' }).click();
      const trusted = elsewhere.page.getByLabel('Public key of an organisation (estrade-key.json)');
      await trusted.setInputFiles(altered);
      await expect(elsewhere.page.getByText('This file does not contain an organisation’s public key.')).toBeVisible();
      await trusted.setInputFiles(key);
      await expect(elsewhere.page.getByText('Atelier du Nord')).toBeVisible();
      await elsewhere.page.getByRole('link', { name: 'Check' }).click();
      await pick.setInputFiles(file);
      await expect(told.first()).toContainText('Authentic document');
      await expect(told.first()).toContainText('Atelier du Nord');
    } finally {
      await other.end();
    }
  });
});
