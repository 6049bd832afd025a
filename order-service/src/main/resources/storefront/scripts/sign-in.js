// The owner's sign-in page. `?notice=unavailable` is what /admin/sign-in answers while no way to sign in is set up.
import { byId } from './dom.js';
import { startPage } from './page.js';

startPage();
if (new URLSearchParams(location.search).get('notice') === 'unavailable') {
  byId('unavailable').hidden = false;
  byId('unavailable').focus();
}
