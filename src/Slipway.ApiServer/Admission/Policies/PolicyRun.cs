using Slipway.ApiServer.Admission.Expressions;
using Slipway.ApiServer.Admission.Matching;
using Slipway.ApiServer.Engine;
using Slipway.ApiServer.Errors;
using Slipway.ApiServer.Registry;
using Slipway.Kubernetes.Errors;

namespace Slipway.ApiServer.Admission.Policies;

/// <summary>The ValidatingAdmissionPolicies of a server, applied to one request.</summary>
internal sealed class PolicyRun(EngineCore core, AdmissionSubject subject)
{
    private readonly PolicySubject _subject = new(core, subject);
    private readonly ParameterFinder _parameters = new(core);
    private string? _refusal;
    private string _reason = StatusReason.Invalid;

    /// <summary>Applies a policy by its bindings.</summary>
    /// <exception cref="KubeApiException">404: the request's namespace is not there.</exception>
    public async ValueTask ApplyAsync(BoundPolicy bound, CancellationToken cancellationToken)
    {
        var policy = bound.Policy;
        AdmissionTarget target;
        ResourceInfo? resource;
        try
        {
            if (_subject.Find(policy.Match) is not { } found)
            {
                return;
            }

            (target, resource) = (found, _parameters.ResourceOf(policy));
        }
        catch (PolicyConfigurationException e)
        {
            RefuseUnless(policy.FailsOpen, $"'{policy.Name}'", $"failed to configure policy: {e.Message}");
            return;
        }

        List<(string Key, string Value)>? said = subject.Scope.Request?.Audit is null ? null : [];
        foreach (var binding in bound.Bindings)
        {
            try
            {
                if (_subject.Find(binding.Match) is not null)
                {
                    await ApplyAsync(policy, binding, resource, target, said, cancellationToken);
                }
            }
            catch (PolicyConfigurationException e)
            {
                RefuseUnless(policy.FailsOpen, Name(policy, binding), $"failed to configure binding: {e.Message}");
            }
        }

        if (said is not null)
        {
            subject.Scope.Request!.Audit!.AddPolicy(policy.Name, said);
        }
    }

    /// <summary>Refuses the request if a policy wants that; of several refusals the first is told.</summary>
    /// <exception cref="KubeApiException">The refusal.</exception>
    public void ThrowIfRefused()
    {
        if (_refusal is not null)
        {
            throw ApiErrors.DeniedByPolicy(subject.Resource, _subject.NameForErrors, _refusal, _reason);
        }
    }

    private static string Name(Policy policy, PolicyBinding binding) => $"'{policy.Name}' with binding '{binding.Name}'";

    private async ValueTask ApplyAsync(
        Policy policy,
        PolicyBinding binding,
        ResourceInfo? resource,
        AdmissionTarget target,
        List<(string Key, string Value)>? said,
        CancellationToken cancellationToken)
    {
        foreach (var parameter in await _parameters.FindAsync(resource, binding, subject, cancellationToken))
        {
            var inputs = (await _subject.ShowAsync(target, cancellationToken)).Inputs with { Params = DynamicValues.Of(parameter) };
            foreach (var denial in PolicyEvaluator.Evaluate(policy, inputs, said, cancellationToken))
            {
                Act(policy, binding, denial);
            }
        }
    }

    private void Act(Policy policy, PolicyBinding binding, PolicyDenial denial)
    {
        if (denial.IsUnconditional || binding.Actions.Contains("Deny"))
        {
            Refuse(Name(policy, binding), denial.Message, denial.Reason);
        }

        if (!denial.IsUnconditional && binding.Actions.Contains("Audit"))
        {
            subject.Scope.Request?.Audit?.AddFailure(binding, denial);
        }

        if (!denial.IsUnconditional && binding.Actions.Contains("Warn"))
        {
            subject.Scope.Warnings.Add($"Validation failed for ValidatingAdmissionPolicy {Name(policy, binding)}: {denial.Message}");
        }
    }

    private void RefuseUnless(bool failsOpen, string policy, string why)
    {
        if (!failsOpen)
        {
            Refuse(policy, why, StatusReason.Invalid);
        }
    }

    private void Refuse(string policy, string why, string reason)
    {
        if (_refusal is null)
        {
            (_refusal, _reason) = ($"ValidatingAdmissionPolicy {policy} denied request: {why}", reason);
        }
    }
}
