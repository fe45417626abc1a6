using Slipway.ControllerRuntime.Caching;
using Slipway.ControllerRuntime.Errors;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Kubernetes.Objects;

namespace Slipway.Core.Contracts;

/// <summary>Finds the version of a provider's kind through the contract labels of its CRD.</summary>
public static class ContractTypes
{
    private static readonly (string Label, ContractVersion Contract)[] Labels =
    [
        ("cluster.x-k8s.io/v1beta2", ContractVersion.V1Beta2),
        ("cluster.x-k8s.io/v1beta1", ContractVersion.V1Beta1),
    ];

    /// <summary>The CRD that defines a kind, by the naming rule that the contract sets.</summary>
    public static string DefinitionName(GroupKind kind) => $"{KindNames.Plural(kind.Kind)}.{kind.Group}";

    /// <summary>The best version that a CRD's contract labels name; null when there is none.</summary>
    public static string? VersionIn(KubeObject definition) => Find(definition)?.Version;

    /// <summary>
    /// The kind at its best version. Unknown, with the CRD's name in the message, when there is no such CRD or it is not
    /// labelled: a kind that is not there yet is no decision's ground.
    /// </summary>
    public static async ValueTask<Observed<ContractType>> ResolveAsync(
        IObjectReader cache, GroupKind kind, CancellationToken cancellationToken)
    {
        var name = DefinitionName(kind);
        var crd = await cache.GetAsync(BuiltInTypes.CustomResourceDefinition, ObjectKey.ClusterScoped(name), cancellationToken);
        return crd switch
        {
            Observed<KubeObject>.Found(var found) => Choose(found, kind),
            Observed<KubeObject>.Unknown(var code, var message) => new Observed<ContractType>.Unknown(code, message),
            _ => new Observed<ContractType>.Unknown(
                ErrorCodes.ReferenceNotFound, $"There is no CustomResourceDefinition {name}: install the provider of {kind.Kind}"),
        };
    }

    private static Observed<ContractType> Choose(KubeObject crd, GroupKind kind)
    {
        if (Find(crd) is not var (version, contract))
        {
            return new Observed<ContractType>.Unknown(
                ErrorCodes.ContractViolation,
                $"CustomResourceDefinition {crd.Metadata.Name} has none of the labels {string.Join(", ", Labels.Select(l => l.Label))} "
                + "that name the versions of its contract");
        }

        var type = new ResourceType(new GroupVersionKind(kind.Group, version, kind.Kind), KindNames.Plural(kind.Kind), Namespaced: true);
        return new Observed<ContractType>.Found(new ContractType(type, contract));
    }

    private static (string Version, ContractVersion Contract)? Find(KubeObject crd)
    {
        foreach (var (label, contract) in Labels)
        {
            if (crd.Metadata.Labels.TryGetValue(label, out var versions)
                && versions.Split('_', StringSplitOptions.RemoveEmptyEntries).Order(KubeVersionOrder.BestFirst).FirstOrDefault() is { } best)
            {
                return (best, contract);
            }
        }

        return null;
    }
}
