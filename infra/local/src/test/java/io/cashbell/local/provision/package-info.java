@NullMarked
package io.cashbell.local.provision;

import org.jspecify.annotations.NullMarked;
