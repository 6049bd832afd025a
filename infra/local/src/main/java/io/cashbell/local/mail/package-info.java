/** The mailbox of a laptop: takes every mail by SMTP, keeps it as a file, shows it on a page. */
@NullMarked
package io.cashbell.local.mail;

import org.jspecify.annotations.NullMarked;
