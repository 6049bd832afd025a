@NullMarked
package io.cashbell.local.mail;

import org.jspecify.annotations.NullMarked;
