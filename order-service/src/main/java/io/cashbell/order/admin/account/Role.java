package io.cashbell.order.admin.account;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What somebody may do in the console. Each may see everything; an operator also handles orders and
 * changes the shop, finance also gives money back and settles what gateways say, and an owner may
 * do all of it.
 */
public enum Role {
    VIEWER(Role.VIEW),
    OPERATOR(Role.OPERATE),
    FINANCE(Role.PAY_BACK),
    OWNER(Role.OWN);

    /** As routes name it. */
    public static final String VIEW = "viewer";

    /** As routes name it. */
    public static final String OPERATE = "operator";

    /** As routes name it. */
    public static final String PAY_BACK = "finance";

    /** As routes name it. */
    public static final String OWN = "owner";

    /** Who has to choose a password before anything else. */
    public static final String NEWCOMER = "newcomer";

    private final String code;

    Role(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }

    /** Empty if no role is called so. */
    public static Optional<Role> find(String code) {
        return Arrays.stream(values()).filter(role -> role.code.equals(code)).findFirst();
    }

    /** What these roles allow, by the words of routes: everybody may see, and an owner may all. */
    public static List<String> allowed(Set<Role> roles) {
        Set<Role> allowed = EnumSet.noneOf(Role.class);
        allowed.addAll(roles);
        if (roles.contains(OWNER)) {
            allowed.addAll(EnumSet.allOf(Role.class));
        }
        if (!roles.isEmpty()) {
            allowed.add(VIEWER);
        }
        return allowed.stream().map(Role::code).toList();
    }
}
