// Takes the password out of an address on the command line: what is started from here must not show it to everybody again.

const WARNING = `Everybody on this machine can read a password on the command line while the command runs. Better places:
the variable PGPASSWORD, the file that PGPASSFILE names (~/.pgpass), or [database] url in a file for --config.`;

/**
 * The password goes to the programs that are started as PGPASSWORD.
 * @param {string} address
 * @returns {string} the address without it
 */
export function keepPassword(address) {
  const parts = /^(postgres(?:ql)?:\/\/[^:@/?#]*):([^/?#]*)@(.*)$/s.exec(address);
  if (parts === null) return address;
  const [, before = '', password = '', after = ''] = parts;
  console.error(WARNING);
  process.env['PGPASSWORD'] = decoded(password);
  return `${before}@${after}`;
}

/** @param {string} text */
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    // A lone per cent sign: then it is part of the password.
    return text;
  }
}
