using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Slipway.ApiServer.Admission.Expressions;
using Slipway.ApiServer.Admission.Matching;
using Slipway.ApiServer.Engine;
using Slipway.ApiServer.Errors;
using Slipway.ApiServer.Registry;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.Admission.Policies;

/// <summary>
/// Applies MutatingAdmissionPolicies to one request, one after the other. Which of them it concerns is settled before the first changes
/// anything; its conditions are looked at when its turn comes.
/// </summary>
internal sealed class MutatingPolicies(EngineCore core)
{
    private readonly ParameterFinder _parameters = new(core);
    private readonly PolicyPatcher _patcher = new(core);

    /// <summary>Lets those that a request concerns change its object.</summary>
    /// <exception cref="KubeApiException">One cannot be applied, and the request must not go on without it.</exception>
    public async ValueTask RunAsync(
        ImmutableArray<BoundPolicy> policies, AdmissionSubject subject, Reinvocation<PolicyInvocation> rounds, CancellationToken cancellationToken)
    {
        if (policies.IsEmpty || AdmissionChain.IsReview(subject))
        {
            return;
        }

        var view = new PolicySubject(core, subject);
        var refusals = new List<(string Why, string Reason)>();
        var due = new List<(Policy Policy, PolicyBinding Binding, JsonObject? Parameter, AdmissionTarget Target)>();
        foreach (var bound in policies)
        {
            await FindAsync(bound, subject, view, due, refusals, cancellationToken);
        }

        var isTouched = false;
        foreach (var (policy, binding, parameter, target) in due)
        {
            var (shown, inputs) = await view.ShowAsync(target, cancellationToken);
            inputs = inputs with { Params = DynamicValues.Of(parameter) };
            var invocation = PolicyInvocation.Of(policy, binding, parameter);
            if (!Meets(policy, binding, inputs, refusals, cancellationToken) || rounds.Skips(invocation))
            {
                continue;
            }

            var before = shown.Object?.DeepClone();
            foreach (var mutation in before is null ? [] : policy.Compiled.Mutations)
            {
                var why = await _patcher.ApplyAsync(mutation, policy.Compiled, inputs, subject, shown, target, cancellationToken);
                isTouched |= why is null;
                Note(refusals, policy, binding, why);
            }

            if (!JsonNode.DeepEquals(before, shown.Object))
            {
                rounds.Changed();
            }

            rounds.Asked(invocation, policy.Reinvokes);
        }

        if (isTouched)
        {
            rounds.Changed();
        }

        if (refusals is [var (_, reason), ..])
        {
            throw ApiErrors.DeniedByMutation(subject.Resource, view.NameForErrors, reason, refusals.ConvertAll(r => r.Why));
        }
    }

    private async ValueTask FindAsync(
        BoundPolicy bound,
        AdmissionSubject subject,
        PolicySubject view,
        List<(Policy Policy, PolicyBinding Binding, JsonObject? Parameter, AdmissionTarget Target)> due,
        List<(string Why, string Reason)> refusals,
        CancellationToken cancellationToken)
    {
        var policy = bound.Policy;
        AdmissionTarget target;
        ResourceInfo? resource;
        try
        {
            if (view.Find(policy.Match) is not { } found)
            {
                return;
            }

            (target, resource) = (found, _parameters.ResourceOf(policy));
        }
        catch (PolicyConfigurationException e)
        {
            var why = $"policy {GoText.Quote(policy.Name)} denied request: failed to configure policy: {e.Message}";
            refusals.AddRange(policy.FailsOpen ? [] : [(why, StatusReason.Forbidden)]);
            return;
        }

        foreach (var binding in bound.Bindings)
        {
            try
            {
                if (view.Find(binding.Match) is not null)
                {
                    await view.ShowAsync(target, cancellationToken);
                    var parameters = await _parameters.FindAsync(resource, binding, subject, cancellationToken);
                    due.AddRange(parameters.Select(parameter => (policy, binding, parameter, target)));
                }
            }
            catch (PolicyConfigurationException e)
            {
                var why = $"{Name(policy, binding)} denied request: failed to configure binding: {e.Message}";
                refusals.AddRange(policy.FailsOpen ? [] : [(why, StatusReason.Forbidden)]);
            }
        }
    }

    private static bool Meets(
        Policy policy, PolicyBinding binding, AdmissionInputs inputs, List<(string Why, string Reason)> refusals, CancellationToken cancellationToken)
    {
        var compiled = policy.Compiled;
        if (compiled.Conditions.IsEmpty)
        {
            return true;
        }

        var budget = new ExpressionBudget(ExpressionBudget.OfMatchConditions);
        var conditions = new AdmissionActivation(inputs, compiled.Variables, budget);
        var meets = compiled.Conditions.Match(conditions, budget, out var error, cancellationToken);
        Note(refusals, policy, binding, error);
        return meets;
    }

    private static void Note(List<(string Why, string Reason)> refusals, Policy policy, PolicyBinding binding, string? why)
    {
        if (why is not null && !policy.FailsOpen)
        {
            refusals.Add(($"{Name(policy, binding)} denied request: {why}", StatusReason.Invalid));
        }
    }

    private static string Name(Policy policy, PolicyBinding binding) => $"policy '{policy.Name}' with binding '{binding.Name}'";
}
