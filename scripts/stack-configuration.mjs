// The files that tell the parts of a stack where the others are: for the kiosk, the records service and the bench.
import { generateKeyPairSync } from 'node:crypto';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * @typedef {object} Ports
 * @property {number} kiosk
 * @property {number} bench
 * @property {number} printer
 * @property {number} records
 * @property {number} platform who resolves electronic social-security cards
 * @property {number} authority who holds the keys of third-generation cards
 * @property {number} staffDesk where calls for help and alerts arrive
 * @property {number} bank the payment provider behind the cards’ accounts
 */

/**
 * @typedef {object} Readers
 * @property {'sdt' | 'cvr-100' | 'cvr-100au'} [identityCardReader]
 * @property {'crt-591' | 'crt-310' | 'pcsc'} [socialSecurityCardReader]
 * @property {number} [pcscPort] where the virtual reader of a PC/SC service waits for the fake card; the service is not ours
 * @property {boolean} [authority] whether third-generation cards can be opened here; else the records service is asked
 */

/**
 * @typedef {object} Setting
 * @property {string} folder
 * @property {Ports} ports
 * @property {string | undefined} [recordsDatabase] lines of the [database] table
 * @property {Readers | undefined} [readers]
 */

/**
 * @param {Setting} setting
 * @returns {Promise<{ kiosk: string, records: string, devices: string }>} the files
 */
export async function writeConfigurations(setting) {
  const files = {
    kiosk: join(setting.folder, 'kiosk.toml'),
    records: join(setting.folder, 'records.toml'),
    devices: join(setting.folder, 'devices.json'),
  };
  await makeKeys(setting.folder, 'payment-merchant');
  await makeKeys(setting.folder, 'payment-provider');
  await makeKeys(setting.folder, 'office');
  await writeFile(files.kiosk, kioskConfiguration(setting));
  await writeFile(files.records, recordsConfiguration(setting));
  await writeFile(files.devices, JSON.stringify(devicesOf(setting), null, 2));
  return files;
}

/**
 * What the records service, the bank and the back office sign with; made once, so that a stack that starts again is still known.
 * @param {string} folder
 * @param {string} name
 */
async function makeKeys(folder, name) {
  const file = join(folder, `${name}-key.pem`);
  if (existsSync(file)) return;
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const publicFile = (/** @type {string} */ ending) => join(folder, `${name}-key.public.${ending}`);
  await writeFile(publicFile('pem'), publicKey.export({ format: 'pem', type: 'spki' }));
  await writeFile(publicFile('json'), JSON.stringify(publicKey.export({ format: 'jwk' })));
  await writeFile(file, privateKey.export({ format: 'pem', type: 'pkcs8' }), { mode: 0o600 });
}

/** Decides applications of every kind. */
const OFFICE = '999999-pension';

/** @param {Setting} setting */
function kioskConfiguration({ folder, ports, readers = {} }) {
  const path = (/** @type {string} */ name) => JSON.stringify(join(folder, name));
  const socialSecurityCardReader = readers.socialSecurityCardReader ?? 'crt-591';
  return `# Written by npm start: fake devices on this machine.
[server]
port = ${ports.kiosk}
[terminal]
id = "999999-0001"
privateKeyFile = ${path('terminal-key.pem')}
[records]
url = "http://127.0.0.1:${ports.records}"
[identityCardReader]
driver = "${readers.identityCardReader ?? 'sdt'}"
transport = "serial"
path = ${path('identity-card-reader')}
[socialSecurityCardReader]
driver = "${socialSecurityCardReader}"
path = ${socialSecurityCardReader === 'pcsc' ? '"auto"' : path('social-security-card-reader')}
${readers.authority === false ? '' : `[authority]\nurl = "http://127.0.0.1:${ports.authority}"`}
[pinPad]
kind = "serial"
path = ${path('pin-pad')}
[codeScanner]
transport = "serial"
path = ${path('code-scanner')}
[speech]
headphones = ${path('headphone-jack')}
[speech.engine]
kind = "program"
program = ${path('speech-engine')}
languages = ["zh-Hans", "zh-Hant", "en"]
[speech.player]
program = ${path('sound-card-player')}
[keypad]
kind = "keyboard"
layout = "fiveKeys"
[screen]
counter = "3 号窗口"
[staff]
url = "http://127.0.0.1:${ports.staffDesk}"
alertAfterS = 5
[printer]
uri = "ipp://127.0.0.1:${ports.printer}/ipp/print"
[journal]
folder = ${path('journal')}
`;
}

/** @param {Setting} setting */
function recordsConfiguration({ folder, ports, recordsDatabase }) {
  const path = (/** @type {string} */ name) => JSON.stringify(join(folder, name));
  return `# Written by npm start: invented citizens in an embedded database.
[server]
port = ${ports.records}
[database]
${recordsDatabase ?? `kind = "embedded"\nfolder = ${path('records-database')}`}
[sampleData]
enabled = true
[issuer]
region = "999999"
name = "示范市社会保险经办中心（样例）"
verificationUrl = "http://127.0.0.1:${ports.records}/v"
[electronicCard]
url = "http://127.0.0.1:${ports.platform}"
[payments]
url = "http://127.0.0.1:${ports.bank}"
merchant = "demonstration"
privateKeyFile = ${path('payment-merchant-key.pem')}
providerKeyFile = ${path('payment-provider-key.public.json')}
[[office]]
id = "${OFFICE}"
publicKeyFile = ${path('office-key.public.json')}
kinds = ["offSiteFiling", "baseDeclaration", "transfer", "objection", "contactChange", "staffChange"]
[[terminal]]
id = "999999-0001"
publicKeyFile = ${path('terminal-key.pem.public.json')}
latitude = 36.06
longitude = 103.83
`;
}

/**
 * What stands on the bench: the name in its addresses, the program that plays it, where its cable ends.
 * @param {Setting} setting
 */
function devicesOf({ folder, ports, readers = {} }) {
  const link = (/** @type {string} */ name) => ['--link', join(folder, name)];
  const { identityCardReader = 'sdt', socialSecurityCardReader = 'crt-591' } = readers;
  return [
    {
      name: 'identity-card-reader',
      fake: 'identity-card-reader',
      args: [...link('identity-card-reader'), '--model', identityCardReader],
    },
    {
      name: 'social-security-card-reader',
      ...(socialSecurityCardReader === 'pcsc'
        ? {
            fake: 'pcsc-card',
            args: readers.pcscPort === undefined ? [] : ['--port', String(readers.pcscPort)],
          }
        : { fake: socialSecurityCardReader, args: link('social-security-card-reader') }),
    },
    { name: 'pin-pad', fake: 'pin-pad', args: link('pin-pad') },
    { name: 'code-scanner', fake: 'code-scanner', args: link('code-scanner') },
    { name: 'speech-engine', fake: 'speech-engine', args: ['--program', join(folder, 'speech-engine')] },
    { name: 'sound-card', fake: 'sound-card', args: ['--program', join(folder, 'sound-card-player')] },
    { name: 'headphone-jack', fake: 'headphone-jack', args: link('headphone-jack') },
    {
      name: 'printer',
      fake: 'printer',
      args: ['--port', String(ports.printer), '--folder', join(folder, 'printed')],
    },
    {
      name: 'electronic-card-platform',
      fake: 'electronic-card-platform',
      args: ['--port', String(ports.platform)],
    },
    { name: 'authority', fake: 'authority', args: ['--port', String(ports.authority)] },
    { name: 'staff-desk', fake: 'staff-desk', args: ['--port', String(ports.staffDesk)] },
    {
      name: 'back-office',
      fake: 'back-office',
      args: [
        ...['--records', `http://127.0.0.1:${ports.records}`],
        ...['--office', OFFICE, '--key', join(folder, 'office-key.pem')],
      ],
    },
    {
      name: 'payment-provider',
      fake: 'payment-provider',
      args: [
        ...['--port', String(ports.bank)],
        ...['--key', join(folder, 'payment-provider-key.pem')],
        ...['--merchant-key', join(folder, 'payment-merchant-key.public.pem')],
        ...['--notify', `http://127.0.0.1:${ports.records}/v1/payment-notifications`],
      ],
    },
  ];
}
