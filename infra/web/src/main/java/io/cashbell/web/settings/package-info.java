/** What a service is told by environment variables, checked before it starts. */
@NullMarked
package io.cashbell.web.settings;

import org.jspecify.annotations.NullMarked;
