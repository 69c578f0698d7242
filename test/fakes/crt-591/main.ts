// A CRT-591 on a pseudo-terminal; its command line and calls are in ../motorised-reader/serve.ts.
import { serveMotorisedReader } from '../motorised-reader/serve.ts';
import { Crt591Firmware } from './firmware.ts';

serveMotorisedReader((surroundings, address) => new Crt591Firmware(surroundings, address));
