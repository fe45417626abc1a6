using System.Collections.Frozen;
using System.Text.Json.Nodes;
using Slipway.Api.Addons.V1Beta2;
using Slipway.Api.Bootstrap.Kubeadm.V1Beta2;
using Slipway.Api.ControlPlane.Kubeadm.V1Beta2;
using Slipway.Api.Core.V1Beta2;
using Slipway.Api.Infrastructure.Dev.V1Beta2;
using Slipway.Api.Ipam.V1Alpha2;
using Slipway.Api.Ipam.V1Beta2;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Objects;

namespace Slipway.Api.Admission;

/// <summary>
/// Defaults and validation of every kind of this room, beyond what the schemas say: what an API server asks when an object itself (not its
/// status) is created, changed or scaled. Safe to use from many threads.
/// </summary>
public sealed class AdmissionRules
{
    private readonly AdmissionGates _gates;

    // KubeadmControlPlanes are refused in the core group's name: upstream's clients may look for that.
    private readonly FrozenDictionary<GroupVersionKind, KindAdmission> _kinds = new KindAdmission[]
    {
        new KindAdmission<Cluster>(CoreTypes.Cluster, new ClusterRules()),
        new KindAdmission<Machine>(CoreTypes.Machine, new MachineRules()),
        new KindAdmission<MachineSet>(CoreTypes.MachineSet, new MachineSetRules()),
        new KindAdmission<MachineDeployment>(CoreTypes.MachineDeployment, new MachineDeploymentRules()),
        new KindAdmission<MachineHealthCheck>(CoreTypes.MachineHealthCheck, new MachineHealthCheckRules()),
        new KindAdmission<MachinePool>(CoreTypes.MachinePool, new MachinePoolRules()),
        new KindAdmission<MachineDrainRule>(CoreTypes.MachineDrainRule, new MachineDrainRuleRules()),
        new KindAdmission<ClusterResourceSet>(AddonsTypes.ClusterResourceSet, new ClusterResourceSetRules()),
        new KindAdmission<ClusterResourceSetBinding>(AddonsTypes.ClusterResourceSetBinding, new ClusterResourceSetBindingRules()),
        new KindAdmission<IPAddress>(IpamTypes.IPAddress, new IPAddressRules()),
        new KindAdmission<IPAddressClaim>(IpamTypes.IPAddressClaim, new IPAddressClaimRules()),
        new KindAdmission<InClusterIPPool>(IpamTypes.InClusterIPPool, new InClusterIPPoolRules()),
        new KindAdmission<GlobalInClusterIPPool>(IpamTypes.GlobalInClusterIPPool, new InClusterIPPoolRules()),
        new KindAdmission<KubeadmConfig>(KubeadmTypes.KubeadmConfig, new KubeadmConfigRules()),
        new KindAdmission<KubeadmConfigTemplate>(KubeadmTypes.KubeadmConfigTemplate, new KubeadmConfigTemplateRules()),
        new KindAdmission<KubeadmControlPlane>(KubeadmTypes.KubeadmControlPlane, new KubeadmControlPlaneRules())
        {
            RefusalGroup = CoreTypes.Group,
        },
        new KindAdmission<KubeadmControlPlaneTemplate>(
            KubeadmTypes.KubeadmControlPlaneTemplate, new KubeadmControlPlaneTemplateRules())
        {
            RefusalGroup = CoreTypes.Group,
        },
        new KindAdmission<DevCluster>(DevTypes.DevCluster, new DevClusterRules()),
        new KindAdmission<DevClusterTemplate>(DevTypes.DevClusterTemplate, new DevClusterTemplateRules()),
        new KindAdmission<DevMachine>(DevTypes.DevMachine, new DevMachineRules()),
        new KindAdmission<DevMachineTemplate>(DevTypes.DevMachineTemplate, new DevMachineTemplateRules()),
    }.ToFrozenDictionary(k => k.Type.Kind);

    /// <summary>Rules under the given feature gates; null for all of them off.</summary>
    public AdmissionRules(AdmissionGates? gates = null) => _gates = gates ?? new AdmissionGates();

    /// <summary>The webhooks by which a real Kubernetes asks for these rules, in order of their names.</summary>
    public IReadOnlyList<RulesWebhook> Webhooks =>
        [.. _kinds.Values.SelectMany(WebhooksOf).OrderBy(w => w.Name, StringComparer.Ordinal)];

    /// <summary>Whether there are rules for the kind in this version.</summary>
    public bool Covers(GroupVersionKind kind) => _kinds.ContainsKey(kind);

    /// <summary>Whether scaling the kind through its subresource has rules.</summary>
    public bool CoversScale(GroupVersionKind kind) => _kinds.GetValueOrDefault(kind)?.HasScaleRules ?? false;

    /// <summary>
    /// Sets defaults in <paramref name="obj"/>; does nothing for a kind without rules. To be called before the schema is checked.
    /// </summary>
    /// <param name="kind">Kind and version that the documents are in.</param>
    /// <param name="obj">The object as asked for.</param>
    /// <param name="old">The object as stored; null for a new one.</param>
    /// <param name="dryRun">Whether nothing will be stored.</param>
    /// <returns>How the request is refused, for the object cannot be read or given defaults; null when it is not.</returns>
    public KubeStatus? Default(GroupVersionKind kind, JsonObject obj, JsonObject? old, bool dryRun = false)
    {
        if (!_kinds.TryGetValue(kind, out var admission))
        {
            return null;
        }

        var context = new DefaultingContext(dryRun);
        admission.Default(obj, old, context);
        return context.Denial;
    }

    /// <summary>The object that must be read to validate this one; null when none.</summary>
    /// <param name="kind">Kind and version that the document is in.</param>
    /// <param name="obj">The object as asked for.</param>
    public ObjectReference? ReferenceOf(GroupVersionKind kind, JsonObject obj) => _kinds.GetValueOrDefault(kind)?.ReferenceOf(obj);

    /// <summary>Whether the object as asked for may be stored. To be called after the schema check.</summary>
    /// <param name="kind">Kind and version that the documents are in.</param>
    /// <param name="verb">What the request does.</param>
    /// <param name="obj">The object as asked for.</param>
    /// <param name="old">The object as stored; null for a new one.</param>
    /// <param name="dryRun">Whether nothing will be stored.</param>
    /// <param name="referenced">The object of <see cref="ReferenceOf"/>, if it exists.</param>
    public AdmissionVerdict Validate(
        GroupVersionKind kind, AdmissionVerb verb, JsonObject obj, JsonObject? old, bool dryRun, JsonObject? referenced = null)
    {
        if (verb == AdmissionVerb.Delete || !_kinds.TryGetValue(kind, out var admission) || IsUnchanged(obj, old))
        {
            return AdmissionVerdict.Allowed;
        }

        var context = new ValidationContext(_gates, obj, dryRun, referenced);
        admission.Validate(obj, verb == AdmissionVerb.Create ? null : old, context);
        return context.Verdict with { Group = admission.RefusalGroup };
    }

    /// <summary>Whether an object may be scaled through its subresource.</summary>
    /// <param name="kind">Kind and version of the object to scale.</param>
    /// <param name="obj">The object with the replicas asked for.</param>
    public AdmissionVerdict ValidateScale(GroupVersionKind kind, JsonObject obj)
    {
        var context = new ValidationContext(_gates, obj);
        _kinds.GetValueOrDefault(kind)?.ValidateScale(obj, context);
        return context.Verdict;
    }

    private static IEnumerable<RulesWebhook> WebhooksOf(KindAdmission kind)
    {
        yield return RulesWebhook.Validating(kind.Type);
        if (kind.HasDefaults)
        {
            yield return RulesWebhook.Defaulting(kind.Type);
        }

        if (kind.HasScaleRules)
        {
            yield return RulesWebhook.Scale(kind.Type);
        }
    }

    /// <summary>
    /// Whether a request leaves all that rules look at as it was stored: a finalizer can always go, even where a newer rule would
    /// refuse the object, and most writes cost nothing here.
    /// </summary>
    private static bool IsUnchanged(JsonObject obj, JsonObject? old) =>
        old is not null
        && JsonNode.DeepEquals(obj["spec"], old["spec"])
        && JsonNode.DeepEquals(obj["metadata"]?["labels"], old["metadata"]?["labels"])
        && JsonNode.DeepEquals(obj["metadata"]?["annotations"], old["metadata"]?["annotations"]);
}
