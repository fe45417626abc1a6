using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Slipway.ApiServer.Admission.BuiltIn;
using Slipway.ApiServer.Admission.Matching;
using Slipway.ApiServer.Admission.Policies;
using Slipway.ApiServer.Admission.Webhooks;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Engine;
using Slipway.ApiServer.Verbs;
using Slipway.Kubernetes.Errors;

namespace Slipway.ApiServer.Admission;

/// <summary>
/// All that has a say about writes: the plugins of the process, in order, then what objects configure. With none of it a request
/// passes without a single allocation.
/// </summary>
internal sealed class AdmissionChain(EngineCore core, ImmutableArray<IAdmissionPlugin> plugins)
{
    private readonly BuiltInAdmission _builtIn = new(core);
    private readonly MutatingPolicies _policies = new(core);
    private readonly MutatingWebhooks _mutating = new(core);
    private readonly ValidatingWebhooks _validating = new(core);

    /// <summary>Lets everybody change an object that is to be written.</summary>
    /// <param name="scope">The request.</param>
    /// <param name="obj">The object as it would become; changed in place. Null for a deletion.</param>
    /// <param name="old">The object as it is; null for a creation.</param>
    /// <param name="cancellationToken">Ends the asking.</param>
    /// <returns>Whether a webhook or a policy has changed the object.</returns>
    public ValueTask<bool> MutateAsync(WriteScope scope, JsonObject? obj, JsonObject? old, CancellationToken cancellationToken)
    {
        var registered = RegisteredFor(scope);
        return plugins.IsEmpty && registered.MutatesNothing && !BuiltInAdmission.Concerns(scope)
            ? default
            : MutateAsync(registered, scope, obj, old, cancellationToken);
    }

    /// <summary>Lets everybody look at an object as it would be stored.</summary>
    public ValueTask ValidateAsync(WriteScope scope, JsonObject? obj, JsonObject? old, CancellationToken cancellationToken)
    {
        var registered = RegisteredFor(scope);
        return plugins.IsEmpty && registered.ValidatesNothing && (obj is null || !BuiltInAdmission.Validates(scope))
            ? default
            : ValidateAsync(registered, scope, obj, old, cancellationToken);
    }

    /// <summary>Lets everybody change and look at a body that is answered and not stored.</summary>
    public async ValueTask AdmitAsync(WriteScope scope, JsonObject body, CancellationToken cancellationToken)
    {
        await MutateAsync(scope, body, old: null, cancellationToken);
        await ValidateAsync(scope, body, old: null, cancellationToken);
    }

    /// <summary>Asks about a connection to a subresource.</summary>
    /// <param name="scope">The request.</param>
    /// <param name="options">The options of the connection, an object of the subresource's kind.</param>
    /// <param name="cancellationToken">Ends the asking.</param>
    public async ValueTask ConnectAsync(WriteScope scope, JsonObject options, CancellationToken cancellationToken)
    {
        var subject = AdmissionSubject.OfConnection(scope, options);
        var registered = RegisteredFor(scope);
        await _policies.RunAsync(registered.MutatingPolicies, subject, new Reinvocation<PolicyInvocation>(), cancellationToken);
        await _mutating.RunAsync(registered.Mutating, subject, new Reinvocation<Webhook>(ReferenceEqualityComparer.Instance), cancellationToken);
        await ValidateAsync(registered, subject, cancellationToken);
    }

    /// <summary>Whether anybody wants to see deletions of the kind, for which the object must be read first.</summary>
    public bool WantsDeletions(WriteScope scope)
    {
        if (RegisteredFor(scope) is not { ValidatesNothing: true, MutatesNothing: true })
        {
            return true;
        }

        foreach (var plugin in plugins)
        {
            if (plugin.Handles(scope.Resource.Kind, scope.Subresource, AdmissionOperation.Delete))
            {
                return true;
            }
        }

        return false;
    }

    // Policies leave alone by what users and rights are found out: a mistake there would lock everybody out.
    internal static bool IsReview(AdmissionSubject subject) =>
        subject.Resource is { Custom: null, Kind.Group: "authentication.k8s.io" or "authorization.k8s.io" };

    // What configures admission is not under it: a webhook that refuses everything must not keep itself from being removed.
    private RegisteredAdmission RegisteredFor(WriteScope scope) =>
        scope.Resource.Kind.Group == AdmissionRegistrations.ApiGroup ? RegisteredAdmission.None : core.Registrations.Current;

    private static AdmissionRequest? RequestFor(IAdmissionPlugin plugin, WriteScope scope, JsonObject? obj, JsonObject? old)
    {
        var operation = obj is null ? AdmissionOperation.Delete : old is null ? AdmissionOperation.Create : AdmissionOperation.Update;
        if (!plugin.Handles(scope.Resource.Kind, scope.Subresource, operation))
        {
            return null;
        }

        return new AdmissionRequest
        {
            Operation = operation,
            Kind = scope.Resource.Kind,
            Resource = scope.Resource.Reference with { Subresource = scope.Subresource },
            Key = scope.Key,
            Object = obj,
            OldObject = old,
            User = scope.User,
            DryRun = scope.DryRun,
            Warnings = scope.Warnings,
        };
    }

    // When a policy or a webhook has changed the object, all see it again who were before, if they want to: the plugins always do.
    private async ValueTask<bool> MutateAsync(
        RegisteredAdmission registered, WriteScope scope, JsonObject? obj, JsonObject? old, CancellationToken cancellationToken)
    {
        await MutateByPluginsAsync(scope, obj, old, cancellationToken);
        if (registered.MutatesNothing)
        {
            return false;
        }

        var subject = AdmissionSubject.Of(scope, obj, old);
        var managers = obj?.Map("metadata")?["managedFields"];
        var policies = new Reinvocation<PolicyInvocation>();
        var webhooks = new Reinvocation<Webhook>(ReferenceEqualityComparer.Instance);
        await _policies.RunAsync(registered.MutatingPolicies, subject, policies, cancellationToken);
        var afterPolicies = registered.MutatingPolicies.IsEmpty ? null : subject.Object?.DeepClone();
        await _mutating.RunAsync(registered.Mutating, subject, webhooks, cancellationToken);
        if (!policies.IsWanted && !webhooks.IsWanted)
        {
            return false;
        }

        subject.Settle(obj);
        var afterWebhooks = subject.Object?.DeepClone();
        await MutateByPluginsAsync(scope, obj, old, cancellationToken);
        policies.Begin(isChanged: !JsonNode.DeepEquals(afterPolicies, subject.Object));
        await _policies.RunAsync(registered.MutatingPolicies, subject, policies, cancellationToken);
        webhooks.Begin(isChanged: !JsonNode.DeepEquals(afterWebhooks, subject.Object));
        await _mutating.RunAsync(registered.Mutating, subject, webhooks, cancellationToken);
        subject.Settle(obj);
        if (obj is not null)
        {
            ManagedFieldsKeeper.CheckAfterAdmission(scope, obj, managers);
        }

        return true;
    }

    private async ValueTask MutateByPluginsAsync(WriteScope scope, JsonObject? obj, JsonObject? old, CancellationToken cancellationToken)
    {
        if (obj is null)
        {
            return;
        }

        if (BuiltInAdmission.Concerns(scope))
        {
            await _builtIn.MutateAsync(scope, obj, old, cancellationToken);
        }

        foreach (var plugin in plugins)
        {
            if (RequestFor(plugin, scope, obj, old) is { } request)
            {
                await plugin.MutateAsync(request, cancellationToken);
            }
        }
    }

    private async ValueTask ValidateAsync(
        RegisteredAdmission registered, WriteScope scope, JsonObject? obj, JsonObject? old, CancellationToken cancellationToken)
    {
        if (obj is not null && BuiltInAdmission.Validates(scope))
        {
            _builtIn.Validate(scope, obj, old);
        }

        foreach (var plugin in plugins)
        {
            if (RequestFor(plugin, scope, obj, old) is { } request)
            {
                await plugin.ValidateAsync(request, cancellationToken);
            }
        }

        if (!registered.ValidatesNothing)
        {
            await ValidateAsync(registered, AdmissionSubject.Of(scope, obj, old), cancellationToken);
        }
    }

    private async ValueTask ValidateAsync(RegisteredAdmission registered, AdmissionSubject subject, CancellationToken cancellationToken)
    {
        try
        {
            if (!registered.Policies.IsEmpty && !IsReview(subject))
            {
                var policies = new PolicyRun(core, subject);
                foreach (var policy in registered.Policies)
                {
                    await policies.ApplyAsync(policy, cancellationToken);
                }

                policies.ThrowIfRefused();
            }

            await _validating.RunAsync(registered.Validating, subject, cancellationToken);
        }
        catch (KubeApiException e) when (subject.Scope.Warnings.Count > 0)
        {
            throw new KubeApiException(e.Status) { Warnings = [.. subject.Scope.Warnings] };
        }
    }
}
