// A page with words and nothing else.
import { startPage } from './page.js';

startPage();
