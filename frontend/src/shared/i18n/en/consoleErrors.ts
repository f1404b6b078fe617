import type { ConsoleErrorWords } from '../fr/consoleErrors';

export const consoleErrors: ConsoleErrorWords = {
  'retention-days': {
    message: 'Answers cannot be kept for so many days.',
    hint: 'Give a number of days, from 1 to {most}.',
  },
  'retention-reason': {
    message: 'Keeping answers for longer than usual needs a reason.',
    hint: 'Say why, or give {usual} days at most.',
  },
  'retention-told': {
    message: 'People read, before they joined, that their answers would be erased sooner.',
    hint: 'Give {most} days at most.',
  },
  'nature-unknown': {
    message: 'This kind of action is not one of the four of the law.',
    hint: 'Choose it in the list.',
  },
  'console-locked': {
    message: 'This browser has not opened the console.',
    hint: 'Open the full address that the program showed when it started.',
  },
  'bad-arguments': {
    message: 'The page asked in a way the program does not understand.',
    hint: 'Reload the page: it may be of another version.',
  },
  'not-serving': {
    message: 'The console is not served yet.',
    hint: 'Try again in a moment.',
  },
  'not-here': {
    message: 'The program cannot do this the way it was started.',
    hint: 'Use the desktop window, or the page in a browser.',
  },
  'session-unknown': {
    message: 'This session does not exist (any more).',
    hint: 'Go back to the list of sessions.',
  },
  'session-exists': {
    message: 'This session exists already.',
    hint: 'Open it from the list of sessions.',
  },

  'unknown-workshop': {
    message: 'This workshop cannot be run.',
    hint: 'Choose one from the list.',
  },
  'bad-table-count': {
    message: 'A session has 1 to 64 tables.',
    hint: 'Choose another number.',
  },
  'bad-zone': {
    message: 'The time zone “{zone}” is not known.',
    hint: 'Choose another one in the settings.',
  },
  'bad-hour': {
    message: 'The hour “{hour}” cannot be read.',
    hint: 'Write it as 09:30.',
  },
  'bad-date': {
    message: 'The date “{date}” cannot be read.',
    hint: 'Write it as 2026-11-24.',
  },
  'roster-too-long': {
    message: 'The list of names is too long: at most {limit}.',
    hint: 'Keep those of this session.',
  },
  'roster-line': {
    message: 'The name on line {line} cannot be used.',
    hint: 'Write it as on an identity card, in at most 80 characters.',
  },
  'rehearsal-size': {
    message: 'A rehearsal has 1 to {max} participants.',
    hint: 'Choose another number.',
  },
  'unknown-temper': {
    message: 'Simulated participants cannot be “{temper}”.',
    hint: 'Choose another temper.',
  },
  'not-a-rehearsal': {
    message: 'Simulated participants join rehearsals only.',
    hint: 'Start a rehearsal.',
  },
  'time-of-clock': {
    message: 'The time of a real session cannot be changed.',
    hint: 'Start a rehearsal to make it pass faster.',
  },
  'bad-pace': {
    message: 'A rehearsal runs at most ten times faster.',
    hint: 'Choose another speed.',
  },
  'nobody-simulated': {
    message: 'This person is not simulated, or not any more.',
    hint: 'Choose somebody else.',
  },
  'room-not-open': {
    message: 'The room is not open.',
    hint: 'Open the room, then let the simulated participants in.',
  },
  'cannot-discard': {
    message: 'Only a draft or a rehearsal can be thrown away.',
    hint: 'Close the session instead.',
  },

  'moved-on': {
    message: 'The session has moved on meanwhile.',
    hint: 'Look at the console again, then decide.',
  },
  'undo-moved-on': {
    message: 'The session has moved on: nothing was undone.',
    hint: 'Look at the console again, then decide.',
  },
  'undo-late': {
    message: 'It is too late to undo.',
    hint: 'The ten seconds are over; put things right by hand.',
  },
  'unknown-command': {
    message: 'Estrade does not know this command.',
    hint: 'Reload the page; what was saved is kept.',
  },
  unfinished: {
    message: 'Some people have not finished: {n}.',
    hint: 'Close anyway, or give them more time.',
  },
  'not-open': {
    message: 'The session is not open.',
    hint: 'Look at the next act that the console proposes.',
  },
  'no-step': {
    message: 'No step is running.',
    hint: 'Look at the next act that the console proposes.',
  },
  'no-part': {
    message: 'No part is running.',
    hint: 'Look at the next act that the console proposes.',
  },
  'already-open': {
    message: 'The room is already open.',
    hint: 'Look at the next act that the console proposes.',
  },
  'not-in-lobby': {
    message: 'The workshop has already begun.',
    hint: 'Look at the next act that the console proposes.',
  },
  'cannot-open': {
    message: 'This part cannot be opened now.',
    hint: 'Look at the next act that the console proposes.',
  },
  'situation-needed': {
    message: 'The situation for the sliders has to be chosen first.',
    hint: 'Choose it, then open the part.',
  },
  'step-counted': {
    message: 'The answers of this step were counted: none is added.',
    hint: 'Shorten the step, or go to the next one.',
  },
  'agenda-title': {
    message: 'This agenda has no name.',
    hint: 'Give it a name you will recognise.',
  },
  'agenda-title-taken': {
    message: 'Another agenda has this name.',
    hint: 'Choose another one.',
  },
  'agenda-steps': {
    message: 'An agenda has 1 to {max} steps.',
    hint: 'Add or remove some.',
  },
  'agenda-activity': {
    message: 'The activity of step {step} no longer exists.',
    hint: 'Remove this step.',
  },
  'agenda-minutes': {
    message: 'Step {step} lasts from {min} to {max} minutes.',
    hint: 'Correct its minutes.',
  },
  'agenda-too-long': {
    message: 'An agenda lasts {max} minutes at most.',
    hint: 'Shorten or remove steps.',
  },
  'no-card': {
    message: 'No card was given.',
    hint: 'Look at the cards again.',
  },
  'no-such-card': {
    message: 'This card no longer exists.',
    hint: 'Whoever wrote it may have erased it: look at the cards again.',
  },
  'no-cards-now': {
    message: 'Cards are not picked at this moment.',
    hint: 'They will be in another part of the step.',
  },
  'cards-fixed': {
    message: 'These cards are being voted on: they do not change any more.',
    hint: 'Go on with the group.',
  },
  'unknown-box': {
    message: 'This box does not exist.',
    hint: 'Choose a box from the list.',
  },
  'text-empty': {
    message: 'This card is empty.',
    hint: 'Write its text.',
  },
  'cannot-close': {
    message: 'This part is not open.',
    hint: 'Look at the next act that the console proposes.',
  },
  'cannot-reopen': {
    message: 'This part cannot be reopened.',
    hint: 'Look at the next act that the console proposes.',
  },
  'cannot-go-back': {
    message: 'What was shown stays shown.',
    hint: 'Look at the next act that the console proposes.',
  },
  'cannot-advance': {
    message: 'This part is not finished.',
    hint: 'Look at the next act that the console proposes.',
  },
  'decision-needed': {
    message: 'The room’s choice is needed first.',
    hint: 'Record it, then go on.',
  },
  'last-part': {
    message: 'This was the last part of the step.',
    hint: 'Look at the next act that the console proposes.',
  },
  'reveal-apart': {
    message: 'Revealing is an act of its own.',
    hint: 'Use the Reveal button, or the R key.',
  },
  'step-not-finished': {
    message: 'This step is not finished.',
    hint: 'Look at the next act that the console proposes.',
  },
  'nothing-to-decide': {
    message: 'There is nothing to decide now.',
    hint: 'Look at the next act that the console proposes.',
  },
  'no-situation': {
    message: 'This activity has no situation to announce.',
    hint: 'Look at the next act that the console proposes.',
  },
  'situation-set': {
    message: 'The sliders were already opened for another situation.',
    hint: 'Look at the next act that the console proposes.',
  },
  'branch-set': {
    message: 'The reference curve has already been shown.',
    hint: 'What was shown stays shown.',
  },
  'ask-everybody': {
    message: 'Each person who answered has to agree aloud first.',
    hint: 'Ask each of them, then confirm.',
  },
  'unknown-question': {
    message: 'Nothing can be shown of this question.',
    hint: 'Choose one from the list on the console.',
  },
  'stage-frozen': {
    message: 'The stage keeps its picture: nothing new can be shown on it.',
    hint: 'Release the stage, then try again.',
  },
  'nothing-optional': {
    message: 'No optional part is left in this step.',
    hint: 'Look at the next act that the console proposes.',
  },
  'step-started': {
    message: 'This step has already begun.',
    hint: 'Look at the next act that the console proposes.',
  },
  'unknown-section': {
    message: 'This section does not exist.',
    hint: 'Reload the page; what was saved is kept.',
  },
  'unknown-step': {
    message: 'This step does not exist.',
    hint: 'Reload the page; what was saved is kept.',
  },
  'no-settings': {
    message: 'No stage settings were given.',
    hint: 'Reload the page; what was saved is kept.',
  },
  'bad-extension': {
    message: 'This much more time is not possible.',
    hint: 'Add less.',
  },
  'no-note': {
    message: 'No note was given.',
    hint: 'Reload the page; what was saved is kept.',
  },
  'no-such-note': {
    message: 'This note does not exist any more.',
    hint: 'Write it again.',
  },
  'no-participant': {
    message: 'Nobody in this session has this number.',
    hint: 'Look at the list again.',
  },
  'tables-answered': {
    message: 'Tables have already answered together.',
    hint: 'Move people one by one.',
  },
  'link-destroyed': {
    message: 'The link between names and pseudonyms is destroyed.',
    hint: 'It cannot be restored: the session is closed.',
  },

  'session-not-closed': {
    message: 'Until a session is closed, people erase their answers themselves.',
    hint: 'Close the session first, or let the person do it on their page.',
  },
  'erase-discard': {
    message: 'A draft or a rehearsal holds nothing that counts.',
    hint: 'Throw it away on the page of sessions.',
  },
  'erase-running': {
    message: 'This session is not closed: people may still be answering.',
    hint: 'Close it first.',
  },
  'session-erased': {
    message: 'This session was deleted.',
    hint: 'Its receipt is on the page Documents.',
  },
  'receipt-unknown': {
    message: 'No deleted session matches.',
    hint: 'Look at the receipts on the page Documents.',
  },
  'receipt-unwritten': {
    message: 'The receipt could not be written.',
    hint: 'Choose another folder, or free some space.',
  },
  'answers-erased': {
    message: 'The answers of this session are erased already.',
    hint: 'Nothing is left to do.',
  },
  'no-such-pseudonym': {
    message: 'Nobody had this pseudonym in this session.',
    hint: 'Check it on the person’s document, and the session.',
  },
  'details-printed': {
    message: 'Documents that were issued print these details.',
    hint: 'They are put right before documents are issued.',
  },
  'not-closing': {
    message: 'The session is not closing.',
    hint: 'Begin closing it first.',
  },
  'attendance-unconfirmed': {
    message: 'Attendance has to be confirmed first.',
    hint: 'Confirm it, then issue the documents.',
  },
  'documents-issued': {
    message: 'Documents were issued: the room stays closed.',
    hint: 'Finish closing.',
  },
  'no-such-attendance': {
    message: 'Nobody on the attendance list has this number.',
    hint: 'Look at the list again.',
  },
  'left-before-arrival': {
    message: '{name} would leave before arriving.',
    hint: 'Check the two times.',
  },
  'name-unprintable': {
    message: 'The name “{name}” holds characters that the documents’ fonts lack: {characters}',
    hint: 'Correct it in the attendance list, then issue the documents again.',
  },
  'text-unprintable': {
    message: 'The text “{text}” holds characters that the documents’ fonts lack: {characters}',
    hint: 'Correct it, then make the documents again.',
  },
  'number-taken': {
    message: 'The number {number} belongs to a document of another session.',
    hint: 'Issue the documents again.',
  },
  'documents-outdated': {
    message: 'Documents were issued before the attendance was corrected ({n}).',
    hint: 'Say whether new documents replace them, or whether they stay as they are.',
  },
  'issuing-stopped': {
    message: 'The issuing was stopped: nothing was written.',
    hint: 'Issue the documents whenever you wish.',
  },
  'reason-missing': {
    message: 'A document is revoked for a reason.',
    hint: 'Say why, in a few words.',
  },
  'document-unknown': {
    message: 'No document {number} was issued here.',
    hint: 'Look at the register.',
  },
  'document-not-valid': {
    message: 'The document {number} is no longer valid.',
    hint: 'Look at the register.',
  },
  'document-frozen': {
    message: 'The document {number} was issued already and does not change.',
    hint: 'Issue a new one that replaces it.',
  },
  'encryption-unclear': {
    message: 'An encrypted copy needs either a passphrase or the public keys of its readers.',
    hint: 'Give one of the two.',
  },
  'passphrase-short': {
    message: 'The passphrase is too short.',
    hint: 'Use at least {n} characters, or the one that is proposed.',
  },
  'recipient-invalid': {
    message: '“{recipient}” is no public key of age.',
    hint: 'It begins with age1.',
  },
  'archive-missing': {
    message: 'There is nothing at {path}.',
    hint: 'Check its name.',
  },
  'archive-unreadable': {
    message: 'The archive cannot be read, or not to its end.',
    hint: 'Check that your account may read it, and the disk it is on.',
  },
  'archive-unknown': {
    message: 'This holds no archive of Estrade: its list of files (manifest.json) is missing or unreadable.',
    hint: 'Name the folder of a session, or its ZIP.',
  },
  'export-disk-full': {
    message: 'The disk is full: no document was written.',
    hint: 'Free some space, or choose another folder, then issue the documents again.',
  },
  'export-folder-denied': {
    message: 'The folder {folder} is missing, or Estrade may not write to it: no document was written.',
    hint: 'Choose another folder, then issue the documents again.',
  },
  'export-failed': {
    message: 'The documents could not be written; none was.',
    hint: 'Choose another folder, then issue the documents again.',
  },
  'folder-not-found': {
    message: 'The folder {path} is not there (any more).',
    hint: 'Look where it was moved to.',
  },
  'cannot-open-folder': {
    message: 'This computer cannot show the folder {folder} by itself.',
    hint: 'Open it by hand.',
  },

  'setting-missing': {
    message: 'A required setting is not filled in.',
    hint: 'Fill it in as documents should print it.',
  },
  'setting-invalid': {
    message: 'A setting cannot be saved as it is.',
    hint: 'Correct it: readable and short text, a full folder, a zone and a language of the list.',
  },
  'logo-too-large': {
    message: 'This image is too large.',
    hint: 'Choose an image of at most {megabytes} MB.',
  },
  'logo-invalid': {
    message: 'This file is not a PNG or JPEG image that Estrade can read.',
    hint: 'Choose a PNG or JPEG file, or do without an image.',
  },

  'wording-unknown-kind': {
    message: 'The words of this document cannot be changed.',
    hint: 'Choose a document of the list.',
  },
  'wording-unknown-field': {
    message: 'This document has no such sentence.',
    hint: 'Reload the page: it may be of another version.',
  },
  'wording-placeholder': {
    message: '{placeholder} stands for nothing here.',
    hint: 'You may use: {known}.',
  },
  'wording-brace': {
    message: 'A brace is not closed, or not opened.',
    hint: 'Write for example: {example}.',
  },
  'wording-empty': {
    message: 'This sentence cannot stay empty.',
    hint: 'Write it, or go back to the original words.',
  },
  'wording-too-long': {
    message: 'This text is too long.',
    hint: 'Keep at most {limit} characters.',
  },
  'wording-unprintable': {
    message: 'Documents cannot print: {characters}',
    hint: 'Write it otherwise.',
  },
  'wording-refused': {
    message: 'A document of Estrade does not say “{word}”.',
    hint: 'It certifies participation: no diploma, no certification mark, no judgement of a person.',
  },
  'wording-whole': {
    message: 'This sentence is for who attended a part: it cannot say “{word}”.',
    hint: 'Write it otherwise.',
  },
  'specimen-unwritten': {
    message: 'The sample could not be written to {folder}.',
    hint: 'Check that this folder is there and that you may write to it.',
  },

  'room-address': {
    message: 'The room’s address “{address}” is not understood.',
    hint: 'Give an address and a port, for example 192.168.1.20:7420.',
  },
  'certificate-unreadable': {
    message: 'The certificate or its key cannot be read.',
    hint: 'Give both in PEM form: -----BEGIN CERTIFICATE----- and -----BEGIN PRIVATE KEY-----.',
  },
  'certificate-key-locked': {
    message: 'The private key is locked with a password.',
    hint: 'Remove the password first, for example with: openssl pkey -in key.pem -out open.pem',
  },
  'certificate-key-mismatch': {
    message: 'This private key is not the one of this certificate.',
    hint: 'Give the key that the certificate was asked for with.',
  },
  'certificate-expired': {
    message: 'This certificate has not been valid since {date}.',
    hint: 'Ask for a new one.',
  },
  'certificate-not-yet': {
    message: 'This certificate is not valid before {date}.',
    hint: 'Check this computer’s date, or wait.',
  },
  'certificate-not-server': {
    message: 'This certificate is not one for a server.',
    hint: 'Ask for one for server authentication.',
  },
  'certificate-without-name': {
    message: 'This certificate names no host: browsers refuse it.',
    hint: 'Ask for one with the room’s name or address as a subject alternative name.',
  },
  'certificate-file': {
    message: 'The file {path} cannot be read.',
    hint: 'Give its full path, or paste its text.',
  },
  'certificate-fixed': {
    message: 'The room’s certificate was named on the command line.',
    hint: 'Start without --tls-cert and --tls-key to choose it here.',
  },
  'certificate-other-address': {
    message: 'The certificate is for other addresses than the room’s: browsers will warn of it.',
    hint: 'Choose an address it names, or use a certificate with a name.',
  },

  'seal-keys-lost': {
    message: 'The keys that sign your documents are not there.',
    hint: 'Put back the folder “keys” from where you keep it, or make new keys in the settings.',
  },
  'seal-import-lost': {
    message: 'The certificate that you imported cannot be read any more.',
    hint: 'Put back the folder “keys”, or remove the certificate in the settings and import it again.',
  },
  'seal-not-read': {
    message: 'Estrade cannot read the certificates and public keys in its data folder.',
    hint: 'Check that your account may read its folder “seal”, or put that folder back from where you keep it.',
  },
  'seal-not-kept': {
    message: 'Estrade cannot keep its certificates and public keys in its data folder.',
    hint: 'Free some space, or give your account the right to write there.',
  },
  'seal-text-reserved': {
    message: 'This data begins like a text that only Estrade itself signs.',
    hint: 'Sign other data.',
  },
  'seal-password': {
    message: 'This is not the password of this file.',
    hint: 'Type it again, as it was given with the file.',
  },
  'seal-encoding': {
    message: 'This file is protected in a way that Estrade does not read.',
    hint: 'Export it again with AES-256 and SHA-256.',
  },
  'seal-no-private-key': {
    message: 'This file holds certificates and no private key.',
    hint: 'Export the certificate again, with its private key.',
  },
  'seal-file': {
    message: 'This file is not a .p12 or .pfx file.',
    hint: 'Choose the file that holds the organisation’s certificate with its private key.',
  },
  'seal-weak': {
    message: 'This key has only {bits} bits.',
    hint: 'Ask for a key of 2,048 bits or more.',
  },
  'seal-key-kind': {
    message: 'Documents cannot be signed with a key of this kind.',
    hint: 'Ask for an RSA key, or one on the curve P-256, P-384 or P-521.',
  },
  'seal-mismatch': {
    message: 'The key in this file is not that of its certificate.',
    hint: 'Export the key together with its own certificate.',
  },
  'seal-expired': {
    message: 'The certificate that signs your documents expired on {date}.',
    hint: 'Import a new one in the settings, or remove this one there.',
  },
  'seal-not-yet': {
    message: 'This certificate is not valid before {date}.',
    hint: 'Check the date of this computer, or wait.',
  },
  'seal-not-for-signing': {
    message: 'This certificate is not meant for signing.',
    hint: 'Ask for a certificate for an electronic seal or signature.',
  },
  'seal-key-file': {
    message: 'This file does not hold the public key of an organisation.',
    hint: 'Ask for the file that its Estrade exports in the settings: estrade-key.json.',
  },
  'seal-key-file-changed': {
    message: 'This file was changed since it was exported: its signature does not hold.',
    hint: 'Ask the organisation for its file again.',
  },
  'seal-not-trusted': {
    message: 'This organisation is not on the list any more.',
    hint: 'Reload the page.',
  },
  'seal-not-pdf': {
    message: 'This file is not a PDF.',
    hint: 'Choose a PDF document.',
  },
  'seal-pdf-form': {
    message: 'This PDF cannot be signed: it is not one that Estrade has just made.',
    hint: 'Sign the document as it was made.',
  },
  'seal-export': {
    message: 'The public key could not be written to {path}.',
    hint: 'Choose another folder.',
  },
  'seal-statement': {
    message: 'This text is not that of a document’s QR code.',
    hint: 'Scan the code again and paste its whole text, to the last line.',
  },
  'seal-statement-fields': {
    message: 'A document’s QR code needs its kind, number, title, date, organisation and code.',
    hint: 'Give the organisation’s name in the settings.',
  },
  'no-network': {
    message: 'This computer is on no network: only itself reaches the room.',
    hint: 'Join the room’s Wi-Fi or open this computer’s hotspot, then choose the address again.',
  },
  'no-such-address': {
    message: 'This computer no longer has the address {host}.',
    hint: 'Check that it is on the room’s network, then choose its address again.',
  },
  'no-free-port': {
    message: 'No port is free from {port} on.',
    hint: 'Close other programs that serve on this computer, then try again.',
  },
  'bad-port': {
    message: '{port} is not a port.',
    hint: 'Choose a port from 1024 to 65535.',
  },
  'stage-window': {
    message: 'The stage’s window cannot be opened.',
    hint: 'Open the stage in the browser instead.',
  },
  'stage-window-busy': {
    message: 'A stage window of an earlier session is still open.',
    hint: 'Close it, then open the stage again.',
  },

  // On the trainer's own computer: no Wi-Fi is between the page and the program.
  unreachable: {
    message: 'Estrade does not answer.',
    hint: 'Try again in a moment. If nothing changes, close Estrade and open it again: what was saved is kept.',
  },
  'keys-unreachable': {
    message: 'The computer’s password store, which holds the keys of your sessions, does not answer.',
    hint: 'Unlock it (keyring), then try again.',
  },
  'keys-not-kept': {
    message: 'Estrade cannot keep the keys of your sessions in its data folder.',
    hint: 'Free some space, or give your account the right to write there.',
  },
  'keys-missing': {
    message: 'A session cannot be kept without its keys.',
    hint: 'Prepare the session again.',
  },
  'key-damaged': {
    message: 'The key of a session cannot be read.',
    hint: 'Put back the folder “keys” from where you keep it.',
  },
  'key-destroyed': {
    message: 'These values were erased: their key was destroyed.',
    hint: 'What was erased cannot be brought back.',
  },
  'key-not-destroyed': {
    message: 'The key of this session could not be destroyed, so what it seals is not erased yet.',
    hint: 'Unlock the computer’s password store and check that the data folder can be written, then erase again.',
  },
  'value-damaged': {
    message: 'A stored value was changed outside Estrade and cannot be read.',
    hint: 'Put back a backup of the data folder.',
  },
  'in-rescue': {
    message: 'The file of your sessions is damaged: Estrade changes nothing in it.',
    hint: 'The console’s first page tells what can be done.',
  },
  'no-rescue': {
    message: 'The file of your sessions is not damaged (any more).',
    hint: 'Reload the page.',
  },
  'not-sound': {
    message: 'What is left of the file of your sessions is not sound enough to go on with.',
    hint: 'Restore a backup.',
  },
  'no-such-backup': {
    message: 'This backup is not there any more.',
    hint: 'Choose another one.',
  },
  'backup-damaged': {
    message: 'This backup is damaged too.',
    hint: 'Choose another one.',
  },
  'backup-no-space': {
    message: 'The disk has no room for a backup of your sessions.',
    hint: 'Free some space. The session goes on.',
  },
  'keys-lost': {
    message: 'The keys of the sessions are not there.',
    hint: 'Put the folder “keys” back, then try again.',
  },
  'database-damaged': {
    message: 'The file of your sessions is damaged or is not one of Estrade’s.',
    hint: 'The console’s first page offers to restore a backup.',
  },
  'no-half-day': {
    message: 'No training was held in this half-day.',
    hint: 'Look at the list again.',
  },
  'half-day-running': {
    message: 'This half-day is running: everybody may sign.',
    hint: 'There is nothing to open again.',
  },
  'hands-not-open': {
    message: 'Raised hands are typed while the vote is open.',
    hint: 'Open the vote again if nothing was shown, then type the numbers.',
  },
  'hands-unknown': {
    message: 'No hands are counted for this question.',
    hint: 'Look where the session is, then try again.',
  },
  'bad-count': {
    message: 'This is no number of raised hands.',
    hint: 'Type a whole number, from 0 to {limit}.',
  },
  'no-handouts': {
    message: 'Nothing is answered in this agenda: there is no sheet to print.',
    hint: 'Choose an agenda with at least one activity.',
  },
  'sheet-unwritten': {
    message: 'The sheet could not be saved: {path}',
    hint: 'Choose another folder, or free some space.',
  },
};
