// The files that tell the parts of a stack where the others are: for the kiosk, the records service and the bench.
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
  await writeFile(files.kiosk, kioskConfiguration(setting));
  await writeFile(files.records, recordsConfiguration(setting));
  await writeFile(files.devices, JSON.stringify(devicesOf(setting), null, 2));
  return files;
}

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
[[terminal]]
id = "999999-0001"
publicKeyFile = ${path('terminal-key.pem.public.json')}
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
  ];
}
