// A CRT-310 on a pseudo-terminal; its command line and calls are in ../motorised-reader/serve.ts.
import { serveMotorisedReader } from '../motorised-reader/serve.ts';
import { Crt310Firmware } from './firmware.ts';

serveMotorisedReader((surroundings) => new Crt310Firmware(surroundings));
