import type { ConsoleErrorWords } from '../fr/consoleErrors';

export const consoleErrors: ConsoleErrorWords = {
  'retention-days': {
    message: 'Answers cannot be kept for that many days.',
    hint: 'Enter a number of days, from 1 to {most}.',
  },
  'retention-reason': {
    message: 'Keeping answers longer than usual needs a reason.',
    hint: 'Say why, or enter {usual} days at most.',
  },
  'retention-told': {
    message: 'People were told, before they joined, that their answers would be erased sooner.',
    hint: 'Enter {most} days at most.',
  },
  'nature-unknown': {
    message: 'This kind of action is not one of the four named by law.',
    hint: 'Choose one from the list.',
  },
  'console-locked': {
    message: 'This browser has not opened the console.',
    hint: 'Open the full address that the program showed when it started.',
  },
  'bad-arguments': {
    message: 'Estrade did not understand what the page asked.',
    hint: 'Reload the page: it may come from another version.',
  },
  'not-serving': {
    message: 'The console is not ready yet.',
    hint: 'Try again in a moment.',
  },
  'not-here': {
    message: 'The program cannot do this the way it was started.',
    hint: 'Use the desktop window, or the page in a browser.',
  },
  'session-unknown': {
    message: 'This session does not exist, or no longer does.',
    hint: 'Go back to the list of sessions.',
  },
  'session-exists': {
    message: 'This session already exists.',
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
    message: 'The time “{hour}” cannot be read.',
    hint: 'Write it like this: 09:30.',
  },
  'bad-date': {
    message: 'The date “{date}” cannot be read.',
    hint: 'Write it like this: 24/11/2026.',
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
    hint: 'Choose another mood.',
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
    message: 'This person is not simulated, or no longer is.',
    hint: 'Choose somebody else.',
  },
  'room-not-open': {
    message: 'The room is not open.',
    hint: 'Open the room, then let the simulated participants in.',
  },
  'cannot-discard': {
    message: 'Only a prepared session or a rehearsal can be deleted here.',
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
    hint: 'The large button at the bottom says what to do next.',
  },
  'no-step': {
    message: 'No step is running.',
    hint: 'The large button at the bottom says what to do next.',
  },
  'no-part': {
    message: 'No part is running.',
    hint: 'The large button at the bottom says what to do next.',
  },
  'already-open': {
    message: 'The room is already open.',
    hint: 'The large button at the bottom says what to do next.',
  },
  'not-in-lobby': {
    message: 'The workshop has already begun.',
    hint: 'The large button at the bottom says what to do next.',
  },
  'cannot-open': {
    message: 'This part cannot be opened now.',
    hint: 'The large button at the bottom says what to do next.',
  },
  'situation-needed': {
    message: 'The situation for the sliders must be chosen first.',
    hint: 'Choose it, then open the part.',
  },
  'step-counted': {
    message: 'The answers of this step are already counted: it is too late to add any.',
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
    message: 'Cards cannot be picked at this moment.',
    hint: 'They can be picked in another part of the step.',
  },
  'cards-fixed': {
    message: 'These cards are being voted on: they can no longer change.',
    hint: 'Discuss what comes next with the group.',
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
    hint: 'The large button at the bottom says what to do next.',
  },
  'cannot-reopen': {
    message: 'This part cannot be reopened.',
    hint: 'The large button at the bottom says what to do next.',
  },
  'cannot-go-back': {
    message: 'What was shown stays shown.',
    hint: 'The large button at the bottom says what to do next.',
  },
  'cannot-advance': {
    message: 'This part is not finished.',
    hint: 'The large button at the bottom says what to do next.',
  },
  'decision-needed': {
    message: 'The room’s choice is needed first.',
    hint: 'Record it, then go on.',
  },
  'last-part': {
    message: 'This was the last part of the step.',
    hint: 'The large button at the bottom says what to do next.',
  },
  'reveal-apart': {
    message: 'A reveal is always asked for on purpose.',
    hint: 'Use the Reveal button, or the R key.',
  },
  'step-not-finished': {
    message: 'This step is not finished.',
    hint: 'The large button at the bottom says what to do next.',
  },
  'nothing-to-decide': {
    message: 'There is nothing to decide now.',
    hint: 'The large button at the bottom says what to do next.',
  },
  'no-situation': {
    message: 'This activity has no situation to announce.',
    hint: 'The large button at the bottom says what to do next.',
  },
  'situation-set': {
    message: 'The sliders were already opened for another situation.',
    hint: 'The large button at the bottom says what to do next.',
  },
  'branch-set': {
    message: 'The reference curve has already been shown.',
    hint: 'What was shown stays shown.',
  },
  'ask-everybody': {
    message: 'Everyone who answered must first agree aloud.',
    hint: 'Ask each of them, then confirm.',
  },
  'unknown-question': {
    message: 'Nothing can be shown for this question.',
    hint: 'Choose one from the list on the console.',
  },
  'stage-frozen': {
    message: 'The stage keeps its picture: nothing new can be shown on it.',
    hint: 'Turn off “Freeze”, then try again.',
  },
  'nothing-optional': {
    message: 'No optional part is left in this step.',
    hint: 'The large button at the bottom says what to do next.',
  },
  'step-started': {
    message: 'This step has already begun.',
    hint: 'The large button at the bottom says what to do next.',
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
    message: 'That much time cannot be added.',
    hint: 'Add less.',
  },
  'no-note': {
    message: 'No observation was given.',
    hint: 'Reload the page; what was saved is kept.',
  },
  'no-such-note': {
    message: 'This observation no longer exists.',
    hint: 'Write it again.',
  },
  'no-participant': {
    message: 'This person is no longer in the session.',
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
    message: 'A prepared session or a rehearsal contains nothing that counts.',
    hint: 'Delete it on the Sessions page.',
  },
  'erase-running': {
    message: 'This session is not closed: people may still be answering.',
    hint: 'Close it first.',
  },
  'session-erased': {
    message: 'This session was deleted.',
    hint: 'Its receipt is on the Documents page.',
  },
  'receipt-unknown': {
    message: 'No deleted session matches.',
    hint: 'Look at the receipts on the Documents page.',
  },
  'receipt-unwritten': {
    message: 'The receipt could not be written.',
    hint: 'Choose another folder, or free some space.',
  },
  'answers-erased': {
    message: 'The answers of this session have already been erased.',
    hint: 'There is nothing left to do.',
  },
  'no-such-pseudonym': {
    message: 'Nobody had this pseudonym in this session.',
    hint: 'Check it on the person’s document, and check the session.',
  },
  'details-printed': {
    message: 'Issued documents already carry these details.',
    hint: 'They can only be corrected before documents are issued.',
  },
  'not-closing': {
    message: 'The session is not closing.',
    hint: 'Begin closing it first.',
  },
  'attendance-unconfirmed': {
    message: 'Attendance must be confirmed first.',
    hint: 'Confirm it, then issue the documents.',
  },
  'documents-issued': {
    message: 'Documents have been issued: the room stays closed.',
    hint: 'Finish closing.',
  },
  'no-such-attendance': {
    message: 'This person is no longer on the attendance list.',
    hint: 'Look at the list again.',
  },
  'left-before-arrival': {
    message: '{name} would leave before arriving.',
    hint: 'Check the two times.',
  },
  'name-unprintable': {
    message: 'The name “{name}” contains characters that the documents cannot print: {characters}',
    hint: 'Correct it in the attendance list, then issue the documents again.',
  },
  'text-unprintable': {
    message: 'The text “{text}” contains characters that the documents cannot print: {characters}',
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
    message: 'Issuing was stopped: nothing was written.',
    hint: 'Issue the documents whenever you wish.',
  },
  'reason-missing': {
    message: 'Revoking a document needs a reason.',
    hint: 'Say why, in a few words.',
  },
  'document-unknown': {
    message: 'No document {number} was issued here.',
    hint: 'Look at the register.',
  },
  'document-not-valid': {
    message: 'Document {number} is no longer valid.',
    hint: 'Look at the register.',
  },
  'document-frozen': {
    message: 'Document {number} has already been issued: it no longer changes.',
    hint: 'Issue a new one that replaces it.',
  },
  'encryption-unclear': {
    message: 'An encrypted copy needs either a passphrase or the public keys of its readers.',
    hint: 'Give one of the two.',
  },
  'passphrase-short': {
    message: 'The passphrase is too short.',
    hint: 'Use at least {n} characters, or the one suggested.',
  },
  'recipient-invalid': {
    message: '“{recipient}” is not a recipient’s public key.',
    hint: 'It begins with age1: ask whoever will read the copy for it again.',
  },
  'archive-missing': {
    message: 'There is nothing at {path}.',
    hint: 'Check its name.',
  },
  'archive-unreadable': {
    message: 'The archive cannot be read, or not to the end.',
    hint: 'Check that your account may read it, and the disk it is on.',
  },
  'archive-unknown': {
    message: 'This is not an archive of Estrade: its list of files (manifest.json) is missing or cannot be read.',
    hint: 'Name the folder of a session, or its ZIP.',
  },
  'export-disk-full': {
    message: 'The disk is full: no document was written.',
    hint: 'Free some space, or choose another folder, then issue the documents again.',
  },
  'export-folder-denied': {
    message: 'The folder {folder} is missing, or Estrade cannot write to it: no document was written.',
    hint: 'Choose another folder, then issue the documents again.',
  },
  'export-failed': {
    message: 'The documents could not be written; none were.',
    hint: 'Choose another folder, then issue the documents again.',
  },
  'folder-not-found': {
    message: 'The folder {path} is not there, or no longer is.',
    hint: 'Find out where it was moved.',
  },
  'cannot-open-folder': {
    message: 'This computer cannot show the folder {folder} by itself.',
    hint: 'Open it by hand.',
  },

  'setting-missing': {
    message: 'A required setting is not filled in.',
    hint: 'Fill it in as it should appear on documents.',
  },
  'setting-invalid': {
    message: 'A setting cannot be saved as it is.',
    hint: 'Correct it: short, readable text, a full folder path, a time zone and a language from the list.',
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
    message: 'The text of this document cannot be changed.',
    hint: 'Choose a document from the list.',
  },
  'wording-unknown-field': {
    message: 'This document has no such sentence.',
    hint: 'Reload the page: it may come from another version.',
  },
  'wording-placeholder': {
    message: '{placeholder} stands for nothing here.',
    hint: 'You can use: {known}.',
  },
  'wording-brace': {
    message: 'A brace is not closed, or not opened.',
    hint: 'For example, write: {example}.',
  },
  'wording-empty': {
    message: 'This sentence cannot stay empty.',
    hint: 'Write it, or go back to the original text.',
  },
  'wording-too-long': {
    message: 'This text is too long.',
    hint: 'Keep at most {limit} characters.',
  },
  'wording-unprintable': {
    message: 'Documents cannot print: {characters}',
    hint: 'Write it another way.',
  },
  'wording-refused': {
    message: 'A document of Estrade does not say “{word}”.',
    hint: 'It certifies participation: no diploma, no certification mark, no judgement of a person.',
  },
  'wording-whole': {
    message: 'This sentence is for people who attended a part: it cannot say “{word}”.',
    hint: 'Write it another way.',
  },
  'specimen-unwritten': {
    message: 'The sample could not be written to {folder}.',
    hint: 'Check that this folder exists and that you can write to it.',
  },

  'room-address': {
    message: 'The room’s address “{address}” is not understood.',
    hint: 'Give an address followed by “:” and a number, for example 192.168.1.20:7420.',
  },
  'certificate-unreadable': {
    message: 'The certificate or its key cannot be read.',
    hint: 'Ask the IT department for two texts: one begins with -----BEGIN CERTIFICATE-----, the other with -----BEGIN PRIVATE KEY-----.',
  },
  'certificate-key-locked': {
    message: 'The private key is locked with a password.',
    hint: 'Ask the IT department for the same key without a password (openssl pkey -in key.pem -out open.pem).',
  },
  'certificate-key-mismatch': {
    message: 'This private key does not belong to this certificate.',
    hint: 'Give the key with which the certificate was requested; the IT department has kept it.',
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
    message: 'This certificate is not made for encrypting a room.',
    hint: 'Ask the IT department for a certificate for server authentication (TLS).',
  },
  'certificate-without-name': {
    message: 'This certificate carries no name or address: browsers refuse it.',
    hint: 'Ask the IT department for one with the room’s name or address (“subject alternative name”).',
  },
  'certificate-file': {
    message: 'The file {path} cannot be read.',
    hint: 'Give its full path, or paste its text.',
  },
  'certificate-fixed': {
    message: 'The room’s certificate was given on the command line.',
    hint: 'Start without --tls-cert and --tls-key to choose it here.',
  },
  'certificate-other-address': {
    message: 'This certificate is for addresses other than the room’s: browsers will show a warning.',
    hint: 'Choose an address it names, or use a certificate with a name.',
  },

  'seal-keys-lost': {
    message: 'The keys that sign your documents are not there.',
    hint: 'Put back the folder “keys” from where you keep it, or make new keys in the settings.',
  },
  'seal-import-lost': {
    message: 'The imported certificate can no longer be read.',
    hint: 'Put back the folder “keys”, or remove the certificate in the settings and import it again.',
  },
  'seal-not-read': {
    message: 'Estrade cannot read the certificates and public keys in its data folder.',
    hint: 'Check that your account can read its “seal” folder, or put that folder back from where you keep it.',
  },
  'seal-not-kept': {
    message: 'Estrade cannot keep its certificates and public keys in its data folder.',
    hint: 'Free some space, or allow your account to write there.',
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
    hint: 'Ask whoever gave it to you to export it again, with AES-256 and SHA-256.',
  },
  'seal-no-private-key': {
    message: 'This file contains certificates but no private key.',
    hint: 'Export the certificate again, with its private key.',
  },
  'seal-file': {
    message: 'This file is not a .p12 or .pfx file.',
    hint: 'Choose the file that holds the organisation’s certificate with its private key.',
  },
  'seal-weak': {
    message: 'This key is too short to sign with ({bits} bits).',
    hint: 'Ask the authority for a key of at least 2,048 bits.',
  },
  'seal-key-kind': {
    message: 'Documents cannot be signed with a key of this kind.',
    hint: 'Ask the authority for an RSA key, or one on the curve P-256, P-384 or P-521.',
  },
  'seal-mismatch': {
    message: 'The key in this file does not belong to its certificate.',
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
    message: 'This file does not contain an organisation’s public key.',
    hint: 'Ask for the file that their Estrade exports in the settings: estrade-key.json.',
  },
  'seal-key-file-changed': {
    message: 'This file has been changed since it was exported: its signature does not match.',
    hint: 'Ask the organisation for its file again.',
  },
  'seal-not-trusted': {
    message: 'This organisation is no longer on the list.',
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
    message: 'This text is not from a document’s QR code.',
    hint: 'Scan the code again and paste its whole text, down to the last line.',
  },
  'seal-statement-fields': {
    message: 'A document’s QR code needs its kind, number, title, date, organisation and code.',
    hint: 'Enter the organisation’s name in the settings.',
  },
  'no-network': {
    message: 'This computer is not on any network: nothing else can reach the room.',
    hint: 'Join the room’s Wi-Fi or turn on this computer’s hotspot, then choose the address again.',
  },
  'no-such-address': {
    message: 'This computer no longer has the address {host}.',
    hint: 'Check that it is on the room’s network, then choose its address again.',
  },
  'no-free-port': {
    message: 'The room cannot open: on this computer, every number from {port} up is taken.',
    hint: 'Close other programs, then try again; if nothing changes, restart the computer.',
  },
  'bad-port': {
    message: 'The room cannot open under the number {port}.',
    hint: 'Choose a number from 1024 to 65535.',
  },
  'stage-window': {
    message: 'The stage window cannot be opened.',
    hint: 'Open the stage in the browser instead.',
  },
  'stage-window-busy': {
    message: 'A stage window from an earlier session is still open.',
    hint: 'Close it, then open the stage again.',
  },

  // On the trainer's own computer: nobody else to tell, and no Wi-Fi between the page and the program.
  internal: {
    message: 'Something went wrong inside Estrade.',
    hint: 'Nothing that was saved is lost. Try again; if it happens again, close Estrade and open it again.',
  },
  'disk-full': {
    message: 'The disk is full: what you just did was not saved.',
    hint: 'Free some space on this computer, then try again. Everything saved before is safe.',
  },
  'storage-failed': {
    message: 'The disk did not accept what you just did: it was not saved.',
    hint: 'Try again. If it fails again, check the disk. Everything saved before is safe.',
  },
  unreachable: {
    message: 'Estrade is not answering.',
    hint: 'Try again in a moment. If nothing changes, close Estrade and open it again: what was saved is kept.',
  },
  'keys-unreachable': {
    message: 'The computer’s password store, which holds the keys of your sessions, is not answering.',
    hint: 'Unlock it (keyring), then try again.',
  },
  'keys-not-kept': {
    message: 'Estrade cannot keep the keys of your sessions in its data folder.',
    hint: 'Free some space, or allow your account to write there.',
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
    message: 'This data has been erased: its key was destroyed.',
    hint: 'What was erased cannot be brought back.',
  },
  'key-not-destroyed': {
    message: 'The key of this session could not be destroyed: what it protects is not erased yet.',
    hint: 'Unlock the computer’s password store and check that the data folder can be written to, then erase again.',
  },
  'value-damaged': {
    message: 'Some saved data was changed outside Estrade and can no longer be read.',
    hint: 'Restore a backup of the data folder.',
  },
  'in-rescue': {
    message: 'The file of your sessions is damaged: Estrade changes nothing in it.',
    hint: 'The console’s first page says what can be done.',
  },
  'no-rescue': {
    message: 'The file of your sessions is not damaged, or no longer is.',
    hint: 'Reload the page.',
  },
  'not-sound': {
    message: 'What is left of the file of your sessions is too damaged to go on with.',
    hint: 'Restore a backup.',
  },
  'no-such-backup': {
    message: 'This backup is no longer there.',
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
    message: 'No training took place during this half-day.',
    hint: 'Look at the list again.',
  },
  'half-day-running': {
    message: 'This half-day is in progress: everyone can sign.',
    hint: 'There is nothing to reopen.',
  },
  'hands-not-open': {
    message: 'Raised hands can only be entered while the vote is open.',
    hint: 'Reopen the vote if nothing has been shown, then enter the numbers.',
  },
  'hands-unknown': {
    message: 'Raised hands are not counted for this question.',
    hint: 'Check where the session is, then try again.',
  },
  'bad-count': {
    message: 'This is not a valid number.',
    hint: 'Enter a whole number, from 0 to {limit}.',
  },
  'no-handouts': {
    message: 'This agenda asks nothing: there is no sheet to print.',
    hint: 'Choose an agenda with at least one activity.',
  },
  'sheet-unwritten': {
    message: 'The sheet could not be saved: {path}',
    hint: 'Choose another folder, or free some space.',
  },
};
