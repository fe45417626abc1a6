using System.Text.Json.Nodes;
using k8s.Models;
using Slipway.Api;
using Slipway.Api.Addons.V1Beta2;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Objects;
using Slipway.Kubernetes.Objects;
using Slipway.Kubernetes.Patching;

namespace Slipway.Core.ClusterResourceSets;

/// <summary>Writes of bindings. Several sets share one, so each write holds only at the version that it was decided on.</summary>
internal static class BindingChange
{
    private static readonly ResourceType<ClusterResourceSetBinding> Type = AddonsTypes.ClusterResourceSetBinding;

    /// <summary>What makes a Cluster's binding say of a set what it is to say; null when it does.</summary>
    public static Effect? Record(ClusterResourceSet set, SetTarget target, ResourceSetBinding entry)
    {
        var owner = Owners.Plain(AddonsTypes.ClusterResourceSet, set);
        if (target.Binding is not Observed<ClusterResourceSetBinding>.Found(var binding))
        {
            var created = new ClusterResourceSetBinding
            {
                Metadata = new V1ObjectMeta { Name = target.Key.Name, NamespaceProperty = target.Key.Namespace },
                Spec = new ClusterResourceSetBindingSpec { ClusterName = target.Key.Name, Bindings = [entry] },
            };
            created.Metadata.SetOwner(owner);
            return new Effect.Create(Type, ToJson(created), $"ClusterResourceSet {set.Metadata.Name} selects Cluster {target.Key.Name}")
            {
                MayExist = true,
            };
        }

        return Change(binding, $"what ClusterResourceSet {set.Metadata.Name} applied to Cluster {target.Key.Name}", changed =>
        {
            if (!changed.Metadata.Has(owner) || HasStale(changed.Metadata, owner))
            {
                RemoveOwner(changed.Metadata, owner);
                changed.Metadata.SetOwner(owner);
            }

            var bindings = (changed.Spec ??= new()).Bindings ??= [];
            var place = bindings.FindIndex(b => b.ClusterResourceSetName == entry.ClusterResourceSetName);
            if (place < 0)
            {
                bindings.Add(entry);
            }
            else
            {
                bindings[place] = entry;
            }
        });
    }

    /// <summary>What takes a set out of a binding: the binding goes with its last set.</summary>
    public static Effect? Withdraw(ClusterResourceSet set, ClusterResourceSetBinding binding)
    {
        var why = $"ClusterResourceSet {set.Metadata.Name} is being deleted";
        if (binding.Spec?.Bindings?.All(b => b.ClusterResourceSetName == set.Metadata.Name) ?? true)
        {
            return binding.Metadata.DeletionTimestamp is null
                ? new Effect.Delete(Type, new(binding.Metadata.NamespaceProperty, binding.Metadata.Name), binding.Metadata.Uid, why)
                : null;
        }

        return Change(binding, why, changed =>
        {
            RemoveOwner(changed.Metadata, Owners.Plain(AddonsTypes.ClusterResourceSet, set));
            changed.Spec!.Bindings!.RemoveAll(b => b.ClusterResourceSetName == set.Metadata.Name);
        });
    }

    /// <summary>Whether a binding tells of a set, or belongs to it.</summary>
    public static bool TellsOf(ClusterResourceSet set, KubeObject binding) =>
        binding.Metadata.OwnerReferences.Any(o => o.Kind == set.Kind && o.Name == set.Metadata.Name)
        || BindingRecord.Find(binding.View(Type.Json), set) is not null;

    private static Effect.Patch? Change(ClusterResourceSetBinding binding, string why, Action<ClusterResourceSetBinding> change)
    {
        var before = ToJson(binding);
        var copy = KubeObject.From(before).To(Type.Json);
        change(copy);
        if (MergePatch.Diff(before, ToJson(copy)) is not { Count: > 0 } patch)
        {
            return null;
        }

        if (patch["metadata"] is not JsonObject metadata)
        {
            patch["metadata"] = metadata = [];
        }

        metadata["resourceVersion"] = binding.Metadata.ResourceVersion;
        return new Effect.Patch(Type, new(binding.Metadata.NamespaceProperty, binding.Metadata.Name), patch, why);
    }

    private static JsonObject ToJson(ClusterResourceSetBinding binding) => KubeJson.ToJsonObject(binding, Type.Json);

    private static bool HasStale(V1ObjectMeta metadata, OwnerReference owner) =>
        metadata.OwnerReferences.Any(o => IsSame(o, owner) && o.Uid != owner.Uid);

    private static void RemoveOwner(V1ObjectMeta metadata, OwnerReference owner) =>
        metadata.OwnerReferences =
            metadata.OwnerReferences?.Where(o => !IsSame(o, owner)).ToList() is { Count: > 0 } others ? others : null;

    // By name: a namesake that was deleted is no owner any more.
    private static bool IsSame(V1OwnerReference reference, OwnerReference owner) =>
        reference.Kind == owner.Kind && reference.Name == owner.Name;
}
