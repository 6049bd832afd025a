package io.cashbell.local.process;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives a test class tables, topics and queues of its own on the chosen {@link Backend}, as a
 * parameter of type {@link Resources}; skips it, with the reason, where that backend cannot be had.
 *
 * <p>{@code @ExtendWith(BackendExtension.class) class PaymentIT { PaymentIT(Resources resources)
 * {…} }}. Whoever needs them before JUnit resolves parameters asks {@link Backends#fresh()}.
 */
public final class BackendExtension implements ExecutionCondition, ParameterResolver {

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return Backends.missing()
                .map(ConditionEvaluationResult::disabled)
                .orElseGet(() -> ConditionEvaluationResult.enabled("there is a backend"));
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        var type = parameter.getParameter().getType();
        return type == Resources.class || type == Backend.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        if (parameter.getParameter().getType() == Backend.class) {
            return Backends.shared();
        }
        var testClass = context.getRequiredTestClass();
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(BackendExtension.class, testClass))
                .getOrComputeIfAbsent(Resources.class, _ -> Backends.fresh(), Resources.class);
    }
}
