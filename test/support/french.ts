/** Tests may tell anything in French; the program learns it when somebody is spoken to in it (cli/run.ts). */
import { learn } from '../../src/lang/sentence.ts';

await learn('fr');
