using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Slipway.ApiServer.Admission.Policies;
using Slipway.ApiServer.Admission.Webhooks;
using Slipway.ApiServer.Controllers;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Storage;

namespace Slipway.ApiServer.Admission;

/// <summary>
/// The admission that is configured by objects of <c>admissionregistration.k8s.io</c>. It counts from the moment its write is
/// committed; where nothing is configured, asking costs a look at an empty list.
/// </summary>
internal sealed class AdmissionRegistrations(VersionedStore store) : ICommitObserver
{
    public const string ApiGroup = "admissionregistration.k8s.io";

    private const string MutatingConfigurations = "mutatingwebhookconfigurations." + ApiGroup;
    private const string ValidatingConfigurations = "validatingwebhookconfigurations." + ApiGroup;

    private readonly Lock _gate = new();
    private volatile RegisteredAdmission _current = RegisteredAdmission.None;

    /// <summary>What is configured now.</summary>
    public RegisteredAdmission Current => _current;

    /// <summary>Takes up what the store holds.</summary>
    public void Load()
    {
        foreach (var resource in (ReadOnlySpan<string>)[MutatingConfigurations, ValidatingConfigurations, PolicyReader.Policies, PolicyReader.MutatingPolicies])
        {
            Refresh(resource);
        }
    }

    public void Committed(StoreEventKind kind, StoredObject current, StoredObject? before)
    {
        if (current.Key.Resource.EndsWith(ApiGroup, StringComparison.Ordinal))
        {
            Refresh(current.Key.Resource);
        }
    }

    // Commits may be told here in another order than they had: what counts is what the store holds by now.
    private void Refresh(string resource)
    {
        lock (_gate)
        {
            _current = resource switch
            {
                MutatingConfigurations => _current with { Mutating = ReadWebhooks(resource) },
                ValidatingConfigurations => _current with { Validating = ReadWebhooks(resource) },
                PolicyReader.Policies or PolicyReader.Bindings => _current with
                {
                    Policies = PolicyReader.Read(store, PolicyReader.Policies, PolicyReader.Bindings, _current.Policies),
                },
                PolicyReader.MutatingPolicies or PolicyReader.MutatingBindings => _current with
                {
                    MutatingPolicies = PolicyReader.Read(
                        store, PolicyReader.MutatingPolicies, PolicyReader.MutatingBindings, _current.MutatingPolicies),
                },
                _ => _current,
            };
        }
    }

    // The store lists by name, which is the order in which configurations are asked.
    private ImmutableArray<Webhook> ReadWebhooks(string resource) =>
        [.. store.List(new StoreQuery(resource)).Items.SelectMany(s => Webhook.ReadAll((JsonObject)JsonTreeReader.Read(s.Json.Span)!))];
}
