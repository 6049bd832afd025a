/**
 * As much HTTP as a sandbox needs, over Apache HttpCore: routes, forms, pages that escape by
 * themselves.
 */
@NullMarked
package io.cashbell.local.gateway.http;

import org.jspecify.annotations.NullMarked;
