import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './workshop';

test('under a certificate from the settings the room joins by https, and the stage and the preview go on', async ({ program, desk, phone, stage }, info) => {
  const made = { certificate: join(program.data, 'made.pem'), key: join(program.data, 'made-key.pem'), other: join(program.data, 'other-key.pem') };
  execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '30', '-subj', '/CN=Estrade', '-addext', 'subjectAltName=IP:127.0.0.1,DNS:salle.example.org', '-keyout', made.key, '-out', made.certificate], { stdio: 'ignore' });
  execFileSync('openssl', ['genpkey', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256', '-out', made.other], { stdio: 'ignore' });

  await desk.introduce();
  const session = await program.open({ client: 'Groupe Ormeval' });
  await desk.page.goto(new URL('/#/settings', program.link).href);
  await expect(desk.page.getByRole('heading', { name: 'Connexion chiffrée' })).toBeVisible();
  await info.attach('settings', { body: await desk.page.screenshot({ fullPage: true }), contentType: 'image/png' });

  await desk.page.getByLabel('Certificat', { exact: true }).fill(readFileSync(made.certificate, 'utf8'));
  await desk.page.getByLabel('Clé privée', { exact: true }).fill(made.other);
  await desk.button('Chiffrer la salle').click();
  await expect(desk.page.getByText('Cette clé privée n’est pas celle de ce certificat.')).toBeVisible();
  await desk.page.getByLabel('Clé privée', { exact: true }).fill(readFileSync(made.key, 'utf8'));
  await desk.button('Chiffrer la salle').click();
  await expect(desk.page.getByText('La salle est chiffrée (HTTPS), sous 127.0.0.1.')).toBeVisible();
  await expect(desk.page.getByText('127.0.0.1', { exact: false }).filter({ hasText: 'salle.example.org' }).first()).toBeVisible();
  await expect(desk.page.locator('body')).not.toContainText('PRIVATE KEY');
  await info.attach('settings https', { body: await desk.page.screenshot({ fullPage: true }), contentType: 'image/png' });

  const qr = (await session.view()).join?.qr ?? '';
  expect(qr).toMatch(/^https:\/\/127\.0\.0\.1:\d+\/#/);
  const zoe = await phone({ ignoreHTTPSErrors: true });
  const sockets: string[] = [];
  zoe.page.on('websocket', (socket) => sockets.push(socket.url()));
  const pseudonym = await zoe.join(qr, 'Zoé');
  await expect(zoe.heading('Vous êtes dans la séance.')).toBeVisible();
  expect(sockets.length).toBeGreaterThan(0);
  for (const url of sockets) expect(url).toMatch(/^wss:/);
  expect(await zoe.page.evaluate(() => isSecureContext)).toBe(true);
  await zoe.page.reload();
  await expect(zoe.page.getByRole('banner')).toContainText(pseudonym);

  const screen = await stage(session);
  expect(new URL(screen.url()).protocol).toBe('http:');
  await expect(screen.getByRole('listitem').filter({ hasText: pseudonym })).toBeVisible();
  await expect(screen.locator('body')).toContainText(/https:\/\/127\.0\.0\.1:\d+/);
  await info.attach('stage https', { body: await screen.screenshot(), contentType: 'image/png' });
  await desk.page.goto(new URL(`/#/session/${session.id}`, program.link).href);
  await expect(desk.page.frameLocator('iframe').first().getByText(pseudonym).first()).toBeVisible();

  await desk.page.goto(new URL('/#/settings', program.link).href);
  await desk.button('Ne plus chiffrer').click();
  await expect(desk.page.getByText(/Sans chiffrement, qui écoute/)).toBeVisible();
  expect((await session.view()).join?.qr).toMatch(/^http:/);
});
