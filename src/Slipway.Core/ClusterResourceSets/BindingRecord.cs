using System.Collections.Immutable;
using Slipway.Api.Addons.V1Beta2;

namespace Slipway.Core.ClusterResourceSets;

/// <summary>What a Cluster's binding is to say of one set, and what is left to be applied then.</summary>
/// <param name="Entry">The set's entry.</param>
/// <param name="Pending">Secrets and ConfigMaps whose manifests are to be applied.</param>
internal sealed record BindingRecord(ResourceSetBinding Entry, ImmutableArray<SetResource> Pending)
{
    public static BindingRecord Of(ResourceSetScope scope, SetTarget target)
    {
        var resources = (Find(target.Binding.ValueOrNull, scope.Set)?.Resources ?? []).ToList();
        var pending = ImmutableArray.CreateBuilder<SetResource>();
        for (var i = 0; i < scope.Resources.Length; i++)
        {
            if (scope.Resources[i] is not { Digest: { } digest } resource)
            {
                continue;
            }

            var place = resources.FindIndex(r => r.Kind == resource.Reference.Kind && r.Name == resource.Reference.Name);
            var known = place < 0 ? null : resources[place];
            var entry = target.Attempts[i] is { } attempt ? After(attempt, known, resource.Reference) : known;
            if (entry is not null && entry != known)
            {
                if (place < 0)
                {
                    resources.Add(entry);
                }
                else
                {
                    resources[place] = entry;
                }
            }

            if (entry?.Applied != true || (scope.Reconciles && entry.Hash != digest.Hash))
            {
                pending.Add(resource);
            }
        }

        var written = resources.Count > 0 ? resources : null;
        return new BindingRecord(
            new ResourceSetBinding { ClusterResourceSetName = scope.Set.Metadata.Name, Resources = written }, pending.ToImmutable());
    }

    /// <summary>A set's entry in a binding; null when there is none.</summary>
    public static ResourceSetBinding? Find(ClusterResourceSetBinding? binding, ClusterResourceSet set) =>
        binding?.Spec?.Bindings?.Find(b => b.ClusterResourceSetName == set.Metadata.Name);

    /// <summary>Whether an entry says already what came of an attempt.</summary>
    public static bool Shows(ResourceBinding? entry, Attempt attempt) =>
        entry is not null && entry.Applied == attempt.Succeeded && (entry.Hash ?? "") == attempt.Hash;

    /// <summary>The entry after an attempt; the same instance when it says so already.</summary>
    private static ResourceBinding? After(Attempt attempt, ResourceBinding? known, ResourceReference reference) => Shows(known, attempt)
        ? known
        : new ResourceBinding
        {
            Kind = reference.Kind,
            Name = reference.Name,
            Hash = attempt.Hash.Length > 0 ? attempt.Hash : null,
            Applied = attempt.Succeeded,
            LastAppliedTime = attempt.Time,
        };
}
